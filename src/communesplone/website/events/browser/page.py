"""The page of an event as visitors get it; who may edit keeps Plone's."""

from communesplone.core.moments import now
from communesplone.core.moments import zone
from communesplone.website import cards
from communesplone.website.events import programme
from communesplone.website.events.browser.stand import moment_words
from communesplone.website.events.browser.stand import stand_words
from communesplone.website.events.domain.door import Door
from communesplone.website.events.occasions import is_over
from communesplone.website.home import days
from communesplone.website.pages.items import Page
from plone.app.event import browser as stock_events
from plone.app.event.browser.event_view import EventView
from plone.memoize.view import memoize
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


MOST_TIMES = 8
EVENTS = stock_events.__path__[0]


class EventPage(Page, EventView):
    """`event_view`."""

    light = ViewPageTemplateFile("event.pt")
    stock = ViewPageTemplateFile("event_view.pt", EVENTS)

    def __call__(self):
        if self.row() is None:  # one time of a recurring event: Plone makes it up for its own page
            self.request.set("disable_border", True)
            return self.stock()
        return super().__call__()

    @property
    def index(self):
        return self.stock

    @memoize
    def event(self) -> dict:
        """The card of the event."""
        return cards.event(self.row(), self.language, zone(), now())

    def times(self) -> list[str]:
        """Its next days in words, when there are several."""
        own = zone()
        coming = [one for one in cards.times_of(self.row(), own) if one >= now()]
        return [days.long_day(one.date(), self.language) for one in coming[:MOST_TIMES]] if len(coming) > 1 else []

    def facts(self) -> list[tuple[str, str, str]]:
        """Who to ask: icon, text, address ('' for none)."""
        data = self.data
        found = [
            ("user", data.contact_name, ""),
            ("phone", data.contact_phone, "tel:" + "".join((data.contact_phone or "").split())),
            ("mail", data.contact_email, f"mailto:{data.contact_email}"),
        ]
        return [(icon, text, url) for icon, text, url in found if text]

    def site(self) -> str:
        """Address of the event's own site; '' when there is none or when it is no web address."""
        url = self.data.event_url or ""
        return url if url.startswith(("https://", "http://")) else ""

    # Registration

    @memoize
    def offers(self) -> list:
        """Times that one may register for; empty when nobody has to."""
        return programme.offers(self.context, now())

    @memoize
    def registration(self) -> dict:
        """Where registration stands: text, whether one can register; empty when nobody has to."""
        rules = programme.rules_of(self.context)
        if not rules.active or is_over(self.context, now()):
            return {}
        offers = self.offers()
        is_open = [one for one in offers if one.door in (Door.OPEN, Door.WAITING)]
        shown = (is_open or offers)[:1]
        if not shown:
            return {"text": stand_words(Door.CLOSED, None, rules, self.language), "open": False}
        several = len(offers) > 1 and bool(is_open)
        text = "" if several else stand_words(shown[0].door, shown[0].left, rules, self.language)
        closes = moment_words(rules.closes, self.language) if is_open and rules.closes else ""
        return {"text": text, "open": bool(is_open), "closes": closes}
