"""Colours: arithmetic, the palette of a site, and whether all of it can be read."""
