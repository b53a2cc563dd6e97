"""Pages of the security feature."""
