"""The accessibility statement and the privacy notice: what is said, and what proves it."""
