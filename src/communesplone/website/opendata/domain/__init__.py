"""Tables and their description as text, in plain Python."""
