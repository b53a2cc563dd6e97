"""The rules of an order in plain Python: its states, who may do what, what must be there."""
