"""The rules of searching in plain Python: folding, stems, synonyms, spelling, what to mark."""
