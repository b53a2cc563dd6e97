"""Pages of the waste calendar."""
