"""Shares and words in plain Python."""
