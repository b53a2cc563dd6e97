"""Public pages of units and persons."""
