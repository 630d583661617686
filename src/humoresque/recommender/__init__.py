"""Expression, wishes → ranked tracks. Pure functions over a catalog."""
