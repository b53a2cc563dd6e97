"""Services about events for programs."""
