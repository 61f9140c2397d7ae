"""Every address that was ever published, and what has become of it."""
