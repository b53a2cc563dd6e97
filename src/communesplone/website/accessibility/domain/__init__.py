"""What a check allows one to state, in plain Python."""
