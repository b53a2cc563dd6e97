"""Content types of the requests feature: one file per type."""
