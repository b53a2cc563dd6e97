"""Pages of what visitors say about pages."""
