"""A person who takes their consent back: taken out at once, and proved to be out."""
