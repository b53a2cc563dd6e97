"""Blocks of what is new and what is on."""

from communesplone import _
from communesplone.core.moments import now
from communesplone.core.moments import zone
from communesplone.website import cards
from communesplone.website.home.block import Block
from communesplone.website.home.block import IBlockOptions
from communesplone.website.home.block import once
from DateTime import DateTime
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope import schema
from zope.component import getMultiAdapter


MOST_LOOKED_AT = 60  # rows: recurring events are put into the order of their next time


class INewsOptions(IBlockOptions):
    """How many."""

    number = schema.Int(title=_("How many news items"), min=1, max=12, default=3)


class Happening(Block):
    """Base: cards of rows, and the way to all of them."""

    @property
    def cards(self):
        """The macros that lists and blocks share."""
        return getMultiAdapter((self.context, self.request), name="light-cards")

    @property
    def all_url(self) -> str:
        """The folder of the first one."""
        return self.found()[0].getURL().rpartition("/")[0]

    def has_something(self) -> bool:
        return bool(self.found())

    def found(self) -> list:
        """The rows."""
        raise NotImplementedError


class News(Happening):
    """The newest news items."""

    title = _("News")
    description = _("The newest news items, with their pictures.")
    icon = "newspaper"
    options = INewsOptions
    needs = ("News Item",)
    rank = 60
    keeps = True
    template = ViewPageTemplateFile("templates/news.pt")

    @once
    def found(self) -> list:
        most = self.chosen["number"]
        return self.rows(portal_type="News Item", sort_on="effective", sort_order="descending", sort_limit=most)[:most]

    def news(self) -> list[dict]:
        """The cards."""
        return [cards.news(row, self.language, zone()) for row in self.found()]


class IAgendaOptions(IBlockOptions):
    """How many."""

    number = schema.Int(title=_("How many events"), min=1, max=12, default=4)


class Agenda(Happening):
    """What comes next."""

    title = _("Agenda")
    description = _("The next events, with their day, place and hours.")
    icon = "calendar-days"
    options = IAgendaOptions
    needs = ("Event",)
    rank = 70
    half = True
    keeps = True
    template = ViewPageTemplateFile("templates/agenda.pt")

    @once
    def found(self) -> list:
        """The rows of events that are not over."""
        query = {"query": DateTime(now()), "range": "min"}
        return self.rows(portal_type="Event", end=query, sort_on="start", sort_limit=MOST_LOOKED_AT)[:MOST_LOOKED_AT]

    def events(self) -> list[dict]:
        """The cards, in the order of their next time."""
        moment, own_zone = now(), zone()
        rows = sorted(self.found(), key=lambda row: cards.next_time(row, own_zone, moment)[0])
        return [cards.event(row, self.language, own_zone, moment) for row in rows[: self.chosen["number"]]]
