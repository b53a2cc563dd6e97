"""Rules of the newsletter, without Plone."""
