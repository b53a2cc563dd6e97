"""A package, so that its town is taken away before the next tests begin."""
