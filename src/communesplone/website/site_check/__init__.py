"""The check of a whole site: by hand on any site, in site setup on our own, with a history."""
