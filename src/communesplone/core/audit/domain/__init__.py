"""The log's rules in plain Python: how an entry is written and chained, what may stand in it, how it is checked."""
