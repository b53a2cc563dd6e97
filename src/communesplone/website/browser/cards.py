"""`@@light-cards`: the macros of cards that lists and blocks share."""

from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class Cards(BrowserView):
    """Macros `news`, `event`, `page` and `picture` of the variable `one`, see `website.cards`."""

    template = ViewPageTemplateFile("cards.pt")

    @property
    def macros(self):
        return self.template.macros
