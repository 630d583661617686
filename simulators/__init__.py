"""Stand-ins for services that cannot be reached from a test; the product never imports them."""
