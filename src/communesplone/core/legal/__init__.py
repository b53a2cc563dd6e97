"""The law of this commune: its jurisdiction, with the values that it sets itself, each with a reason."""
