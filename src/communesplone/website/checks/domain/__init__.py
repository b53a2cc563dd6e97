"""The form of a result, in plain Python."""
