"""The statement and its settings."""
