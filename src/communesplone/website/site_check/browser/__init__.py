"""The check of the site in site setup."""
