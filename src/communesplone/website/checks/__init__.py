"""Results of checks of the site: what was looked at, when, with what, and what was found."""
