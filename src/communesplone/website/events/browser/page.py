"""The page of an event as visitors get it; who may edit keeps Plone's."""

from communesplone.core.domain.contact import normalise_phone
from communesplone.core.moments import now
from communesplone.website.events import occasions
from communesplone.website.events import programme
from communesplone.website.events.browser.stand import moment_words
from communesplone.website.events.browser.stand import stand_words
from communesplone.website.events.domain import prices
from communesplone.website.events.domain import schema_org
from communesplone.website.events.domain.door import Door
from communesplone.website.events.vocabularies import ACCESS
from communesplone.website.events.vocabularies import AUDIENCES
from communesplone.website.events.vocabularies import PRICE_KINDS
from communesplone.website.events.vocabularies import STATUSES
from communesplone.website.pages.items import Page
from plone import api
from plone.app.event import browser as stock_events
from plone.app.event.browser.event_view import EventView
from plone.memoize.view import memoize
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
import json


MOST_TIMES = 8
EVENTS = stock_events.__path__[0]
TAKING = (Door.OPEN, Door.WAITING)


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

    # When

    @memoize
    def all_times(self) -> list:
        """Each time of the event, in order."""
        return occasions.every(self.context)

    @memoize
    def coming(self) -> list:
        """Times that are not over, the next one first."""
        moment = now()
        return [one for one in self.all_times() if one.end >= moment]

    @memoize
    def shown(self):
        """The time that the page tells first: the next one, or the last one of an event that is over."""
        return (self.coming() or self.all_times()[-1:])[0]

    def when(self) -> str:
        """Its day and hours in words."""
        return self.shown().words(self.language)

    def iso(self) -> str:
        """The day for programs."""
        return self.shown().begin.date().isoformat()

    def times(self) -> list[str]:
        """Its next days in words, when there are several."""
        return [one.words(self.language) for one in self.coming()[1 : MOST_TIMES + 1]]

    def is_over(self) -> bool:
        """Whether its last time has ended."""
        return not self.coming()

    def last_day(self) -> str:
        """Until when it is repeated, when not all times are shown."""
        rest = self.coming()[MOST_TIMES + 1 :]
        return rest[-1].words(self.language) if rest else ""

    # What

    def _own(self, name: str):
        return getattr(self.context.aq_base, name, None) or ""

    def status(self) -> str:
        """planned, postponed or cancelled."""
        return self._own("event_status") or "planned"

    def status_words(self):
        return STATUSES[self.status()]

    def status_note(self) -> str:
        return self._own("status_note")

    def place(self) -> str:
        return self._own("location")

    def address(self) -> str:
        return self._own("place_address")

    def audiences(self) -> list:
        """For whom, in words."""
        return [AUDIENCES[one] for one in self._own("audience") if one in AUDIENCES]

    def access(self) -> list:
        """What helps people with a disability, in words."""
        return [ACCESS[one] for one in self._own("accessibility") if one in ACCESS]

    def access_note(self) -> str:
        return self._own("accessibility_note")

    def price(self):
        """Free or not, in words; '' when nothing was said or the prices say it."""
        kind = self._own("price_kind")
        return "" if not kind or (kind == "paid" and self.prices()) else PRICE_KINDS[kind]

    def prices(self) -> list[dict]:
        """Tariffs: label, amount in words."""
        found = [prices.read(line) for line in self._own("prices")]
        return [{"label": one.label, "amount": prices.words(one.amount, self.language)} for one in found if one]

    def organiser(self) -> dict:
        """Name and site of who organises it; empty for nobody."""
        name, url = self._own("organiser"), _web(self._own("organiser_url"))
        return {"name": name or url, "url": url} if name or url else {}

    def tickets(self) -> str:
        return _web(self._own("ticket_url"))

    def online(self) -> str:
        return _web(self._own("online_url"))

    def contacts(self) -> list[tuple[str, str, str]]:
        """Who to ask: icon, text, address ('' for none)."""
        data = self.context
        found = [
            ("user", data.contact_name, ""),
            ("phone", data.contact_phone, f"tel:{normalise_phone(data.contact_phone or '')}"),
            ("mail", data.contact_email, f"mailto:{data.contact_email}"),
        ]
        return [(icon, text, url) for icon, text, url in found if text]

    def site(self) -> str:
        """Address of the event's own site; '' when there is none or when it is no web address."""
        return _web(self._own("event_url"))

    # Registration

    @memoize
    def offers(self) -> list:
        """Times that one may register for; empty when nobody has to."""
        return programme.offers(self.context, now())

    @memoize
    def registration(self) -> dict:
        """Where registration stands: text, whether one can register, until when; empty when nobody has to."""
        rules = programme.rules_of(self.context)
        if not rules.active or self.is_over():
            return {}
        offers = self.offers()
        is_open = [one for one in offers if one.door in TAKING]
        shown = (is_open or offers)[:1]
        if not shown:
            return {"text": stand_words(Door.CLOSED, None, rules, self.language), "open": False, "closes": ""}
        several = len(offers) > 1 and bool(is_open)
        text = "" if several else stand_words(shown[0].door, shown[0].left, rules, self.language)
        closes = moment_words(rules.closes, self.language) if is_open and rules.closes else ""
        return {"text": text, "open": bool(is_open), "closes": closes}

    # For programs

    def json_ld(self) -> str:
        """schema.org Event; '<' is written so that no text can end the script."""
        return json.dumps(schema_org.event(self._facts()), ensure_ascii=False).replace("<", "\\u003c")

    def _facts(self) -> schema_org.Facts:
        times, shown, picture = self.all_times(), self.shown(), self.picture()
        found = {"paid": False, "free": True}.get(self._own("price_kind"))
        tariffs = [prices.read(line) for line in self._own("prices")]
        offers = self.offers()
        rules = programme.rules_of(self.context)
        own = self.context
        return schema_org.Facts(
            url=own.absolute_url(),
            name=own.title,
            description=own.description or "",
            begin=shown.begin,
            end=shown.end,
            first=times[0].begin,
            last=times[-1].begin,
            status=self.status(),
            whole_day=shown.whole_day,
            open_end=shown.open_end,
            rule=self._own("recurrence"),
            place=self.place(),
            address=self.address(),
            online_url=self.online(),
            organiser=self.organiser().get("name", ""),
            organiser_url=self.organiser().get("url", ""),
            audiences=tuple(api.portal.translate(one, lang=self.language) for one in self.audiences()),
            free=found,
            prices=tuple((one.label, one.amount) for one in tariffs if one),
            sale=f"{own.absolute_url()}/@@register" if offers else self.tickets(),
            seats=rules.seats if offers else None,
            left=offers[0].left if offers else None,
            image=picture.src if picture is not None else "",
            language=self.language,
        )


def _web(url: str) -> str:
    return url if url.startswith(("https://", "http://")) else ""
