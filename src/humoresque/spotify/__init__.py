"""Spotify's Web API and accounts service, as far as Humoresque uses them. Knows no Django."""
