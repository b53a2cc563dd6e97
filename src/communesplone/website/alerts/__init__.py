"""Alerts: what everybody must know now, on every page, for a time that has an end."""
