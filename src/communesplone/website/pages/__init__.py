"""Pages of Plone's own kinds of content, as visitors get them; who may edit keeps Plone's view."""
