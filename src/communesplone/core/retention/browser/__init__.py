"""Pages: what would go by when, what went, and the data of one person."""
