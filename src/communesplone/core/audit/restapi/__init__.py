"""The log for programs."""
