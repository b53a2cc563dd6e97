"""The clerks' pages that all features share: the queue, one case, who is in charge."""
