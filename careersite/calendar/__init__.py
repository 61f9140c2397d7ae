"""Days, times and zones: what appears, closes and goes by itself, and when."""
