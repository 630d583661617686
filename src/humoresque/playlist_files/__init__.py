"""Playlists as files that other programs read. Standard library only."""
