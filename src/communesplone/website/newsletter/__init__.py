"""Letters to those who asked for them: subscribing, writing, sending, the public archive."""
