"""Valmeuse, a fictional Walloon commune, to see everything at work."""
