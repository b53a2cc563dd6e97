"""Jobs: what is done after the commit, outside the request, at least once. `api` is for other packages."""
