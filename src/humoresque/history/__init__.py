"""Listening history, as other services export it, read in memory. No Django, nothing stored."""
