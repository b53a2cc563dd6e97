"""Units (services of the town hall) and persons, reused by every feature."""
