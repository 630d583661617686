"""What a visitor was given to hear."""
