"""Streets, rules and days of collection in plain Python."""
