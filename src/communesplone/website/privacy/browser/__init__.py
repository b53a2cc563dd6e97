"""The page, its settings and the register for the data protection officer."""
