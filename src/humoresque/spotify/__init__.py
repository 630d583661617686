"""Spotify's Web API and accounts service, as far as they are used here. httpx and pydantic."""
