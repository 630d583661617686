"""Tracks with audio features as immutable columns. No Django."""
