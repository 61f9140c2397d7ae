"""The people of a site: the register of what they agreed to, and what of them may not be shown."""
