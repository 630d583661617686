"""What visitors told of their taste: favourite artists, an imported history, opinions."""
