"""Rules of the public site as plain Python."""
