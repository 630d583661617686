"""Who is visiting: an anonymous number behind a signed cookie, and perhaps a Spotify account."""
