"""Events of the agenda: what they offer to whom, registration with a waiting list, proposals by associations."""
