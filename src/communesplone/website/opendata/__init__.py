"""Open data: what everybody may see on the site, as tables for programs, described by DCAT-AP."""
