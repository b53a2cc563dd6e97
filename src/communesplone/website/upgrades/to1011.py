"""Pages in several languages: translation support, with the addresses of before."""

from communesplone.website.languages import arrangement
from plone import api


def bring_translations(setup_tool) -> None:
    """On a site with several languages. Nothing is moved; safe to repeat."""
    arrangement.install(api.portal.get())
