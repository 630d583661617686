"""A listener's own music files as a catalog: found, analysed, calibrated. No Django."""
