"""Pages of proposals: the form, the own proposal by number and code, the desk of the service."""
