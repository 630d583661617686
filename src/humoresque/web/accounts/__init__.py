"""Who is visiting: an anonymous number in a signed cookie, and no profile."""
