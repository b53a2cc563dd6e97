"""Plain Python of the demonstration: when what happened, and small files to attach."""
