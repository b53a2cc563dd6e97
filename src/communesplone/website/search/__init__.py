"""Searching: words folded to their stems, synonyms, spelling, results by kind, suggestions while typing."""
