"""The distribution "Commune": a ready site on Plone's "Add site" page."""
