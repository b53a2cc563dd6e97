"""Plugins of the user folder: who is let in, and for how long."""
