"""Rules of opening hours in plain Python: no clock, no Plone."""
