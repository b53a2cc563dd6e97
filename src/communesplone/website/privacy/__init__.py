"""The privacy page: what is kept about people, why, for how long, and who to turn to."""
