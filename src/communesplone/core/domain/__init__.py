"""The rules of the core in plain Python: references, secrets, tokens, uploads, the clock."""
