"""Rules of safety in plain Python."""
