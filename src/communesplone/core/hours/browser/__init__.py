"""Pages of opening hours: for visitors, for those who keep them."""
