"""Rules of alerts, without Plone and without a clock."""
