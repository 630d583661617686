"""What goes over the wire, one module a topic; lengths in pixels, shares and scores on [0, 1]."""
