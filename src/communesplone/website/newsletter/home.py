"""A block of the home page: subscribe. It carries only the address on; themes are chosen on the next page."""

from communesplone import _
from communesplone.website.home.block import Block
from communesplone.website.newsletter.settings import themes
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class NewsletterBlock(Block):
    """Shown where there is a theme to subscribe to."""

    title = _("Newsletter")
    description = _("A field for an e-mail address, with which one subscribes to the newsletter.")
    icon = "mail"
    half = True
    keeps = True
    template = ViewPageTemplateFile("home.pt")

    def has_something(self) -> bool:
        return bool(themes())
