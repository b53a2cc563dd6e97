"""Opening hours of offices: what a clerk types, what a visitor asks, what other programs read."""
