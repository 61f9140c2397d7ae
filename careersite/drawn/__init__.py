"""What the program draws itself: ribbon, cloth, line of time, cards for sharing, icons."""
