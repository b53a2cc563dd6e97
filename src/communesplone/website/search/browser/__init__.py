"""Pages and services of the search."""
