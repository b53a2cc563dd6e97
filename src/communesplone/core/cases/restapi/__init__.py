"""Services for cases: the queue and one case, as far as the current user may see them."""
