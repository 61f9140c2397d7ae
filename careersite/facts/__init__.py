"""The facts: every figure once, with its source, its days, its review and its table."""
