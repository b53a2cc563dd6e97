"""The public site of the commune."""
