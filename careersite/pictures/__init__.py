"""Photographs and drawings that editors bring: their sizes, their descriptions and their faults."""
