"""What belongs to campaigns: their channels, their runs and states, their short addresses."""
