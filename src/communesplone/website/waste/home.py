"""A block of the home page: the question for the street."""

from communesplone import _
from communesplone.website.home.block import Block
from communesplone.website.waste import store
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class WasteBlock(Block):
    """Leads to the calendar of the visitor's street; nothing where there is no calendar."""

    title = _("Waste collection")
    description = _("A field for the street. It leads to the days of collection.")
    icon = "recycle"
    half = True
    template = ViewPageTemplateFile("home.pt")

    def has_something(self) -> bool:
        return store.is_there()
