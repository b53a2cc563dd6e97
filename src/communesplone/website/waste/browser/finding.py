"""`@@waste`: the street is the question; its page, the year on paper, its feed for calendars.

`@@waste/rue-haute`, `@@waste/rue-haute/nord` (a part of it), `.../calendar.ics`: no house number stands in an address.
"""

from communesplone import _
from communesplone.core.browser.once import once
from communesplone.core.forms.sent import text_of
from communesplone.core.hours.caching import until_midnight
from communesplone.core.moments import today
from communesplone.website.waste import ical
from communesplone.website.waste import store
from communesplone.website.waste.domain.streets import Part
from communesplone.website.waste.domain.streets import split_number
from communesplone.website.waste.domain.streets import Street
from communesplone.website.waste.showing import Showing
from communesplone.website.waste.store import holidays_stamp
from datetime import date
from datetime import UTC
from email.utils import format_datetime
from plone import api
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import quote
from urllib.parse import urlencode
from urllib.parse import urlsplit
from zExceptions import NotFound
from zope.component import getMultiAdapter
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


FEED = "calendar.ics"
LONGEST = 120  # signs of a question
MOST = 40  # streets in an answer
NEXT = 6  # days of collection at the top
KEPT = 3600  # seconds that a feed may be kept
PERMISSION = "CommunesPlone: Manage the waste calendar"


@implementer(IPublishTraverse)
class Waste(BrowserView):
    """Question, street, feed: told apart by what follows in the address."""

    light_page = True
    asks_clear = True
    ask = ViewPageTemplateFile("ask.pt")
    show = ViewPageTemplateFile("street.pt")
    street: Street | None = None
    part: Part | None = None

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request, name: str):
        self.path.append(name)
        return self

    def __call__(self):
        key, *rest = [*self.path, ""] if self.path else ["", ""]
        is_feed = self.path[-1:] == [FEED]
        rest = [one for one in rest if one and one != FEED]
        if len(rest) > 1 or (is_feed and key == FEED):
            raise NotFound(self.path[-1])
        if key:
            self._find(key, *rest)
        if is_feed:
            return self._feed()
        until_midnight(self.request)
        return self.show() if self.street else self._answer()

    def _find(self, key: str, part: str = "") -> None:
        self.street = self.known.streets.find(key) if self.known else None
        if self.street is None:
            raise NotFound(key)
        self.part = self.street.part(part)
        if part and self.part is None:
            raise NotFound(part)

    # What templates ask for

    @property
    @once
    def known(self) -> store.Known | None:
        return store.known()

    @property
    @once
    def frame(self):
        return getMultiAdapter((self.context, self.request), name="light-frame")

    @property
    @once
    def showing(self) -> Showing:
        return Showing(self.known, self.request, self.frame.language, self.frame.site_url)

    @property
    def label(self):
        """Heads the page and its tab."""
        if self.street is None:
            return _("Waste collection")
        return _("Waste collection: ${street}", mapping={"street": self.street.title})

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@waste"

    @property
    @once
    def asked(self) -> str:
        """What was typed."""
        return " ".join(text_of(self.request, "street").split())[:LONGEST]

    @property
    def may_manage(self) -> bool:
        return bool(api.user.has_permission(PERMISSION, obj=self.context))

    # The question

    def _answer(self):
        found = self._found() if self.asked and self.known else []
        if len(found) == 1:
            return self.request.response.redirect(found[0]["url"])
        return self.ask(found=found)

    def _found(self) -> list[dict]:
        """The streets that were meant, with the part where a house number says it."""
        name, number = split_number(self.asked)
        streets = self.known.streets.search(self.asked, MOST)
        if not streets:
            streets = self.known.streets.search(name, MOST)
        else:
            number = 0  # it belongs to the name: rue du 11 Novembre
        return [{"title": one.title, "url": self._url_of(one, one.part(number=number))} for one in streets]

    def _url_of(self, street: Street, part: Part | None) -> str:
        url = f"{self.url}/{street.key}"
        return f"{url}/{part.key}" if part is not None and len(street.parts) > 1 else url

    # The street

    def parts(self) -> list[dict]:
        """The parts of a street in several sectors, the one shown marked."""
        if len(self.street.parts) < 2:
            return []
        return [
            {
                "title": self.showing.houses(one.houses),
                "url": self._url_of(self.street, one),
                "current": "page" if one == self.part else None,
            }
            for one in self.street.parts
        ]

    def next_days(self) -> list[dict]:
        """The next days of collection."""
        return self.showing.next_days(self.part.sector, today(), NEXT)

    @property
    @once
    def year(self) -> int:
        """The year that is shown: this one, or a neighbour that was asked for."""
        asked = text_of(self.request, "year")
        return int(asked) if asked in {str(one) for one in self._years()} else today().year

    @staticmethod
    def _years() -> range:
        return range(today().year, today().year + 2)

    def years(self) -> list[dict]:
        """This year and the next, for a choice."""
        url = self._url_of(self.street, self.part)
        return [
            {"title": one, "url": f"{url}?year={one}#year", "current": "true" if one == self.year else None}
            for one in self._years()
        ]

    def months(self) -> list[dict]:
        """The year by month."""
        return self.showing.year(self.part.sector, self.year, today())

    def kinds(self) -> list[dict]:
        """What is collected in this street, and where it goes."""
        return self.showing.kinds(self.part.sector)

    def feeds(self) -> list[dict]:
        """Addresses of the feed: title, url to subscribe, url to download."""
        made = []
        for reminder, title in (
            ("", _("without a reminder")),
            ("18", _("with a reminder at 18:00 on the evening before")),
            ("20", _("with a reminder at 20:00 on the evening before")),
        ):
            asked = {"lang": self.showing.language, **({"reminder": reminder} if reminder else {})}
            url = f"{self._url_of(self.street, self.part)}/{FEED}?{urlencode(asked)}"
            made.append({"title": title, "url": url, "subscribe": f"webcal:{url.partition(':')[2]}"})
        return made

    # The feed

    def _feed(self) -> bytes:
        form = self.request.form
        language = form.get("lang") if form.get("lang") in self._languages() else self.frame.language
        showing = Showing(self.known, self.request, language, self.frame.site_url)
        url = self._url_of(self.street, self.part)
        host = urlsplit(url).hostname or "localhost"
        parts = [self.street.key, *([self.part.key] if self.part and len(self.street.parts) > 1 else [])]
        facts = {
            "name": f"{showing.say(_('Waste collection'))} – {self.street.title}",
            "uid": f"{'-'.join(parts)}@{host}",
            "url": url,
        }
        stamp = self.known.changed.astimezone(UTC)
        if self._is_known(stamp):
            return b""
        if self.part is None:
            text = _("This street has several sectors now: choose yours again on the website of the commune.")
            return ical.note(showing.say(text), stamp, **facts)
        year = today().year
        found = self.known.collections(self.part.sector, date(year - 1, 12, 1), date(year + 1, 12, 31))
        reminder = ical.REMINDERS.get(str(form.get("reminder", "")))
        return ical.calendar(found, stamp, **facts, title=lambda code: showing.kind(code)["title"], reminder=reminder)

    def _is_known(self, stamp) -> bool:
        """Set the headers; whether the asking program has this feed already."""
        response = self.request.response
        # What is in the feed depends on the table, the holidays and the year.
        tag = f'"{self.known.stamp}-{holidays_stamp()}-{today().year}"'
        response.setHeader("Cache-Control", f"public, max-age={KEPT}")
        response.setHeader("ETag", tag)
        if self.request.get_header("If-None-Match") == tag:
            response.setStatus(304)
            return True
        response.setHeader("Content-Type", "text/calendar; charset=utf-8")
        name = quote(f"{self.street.key}.ics")
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        response.setHeader("Last-Modified", format_datetime(stamp, usegmt=True))
        return False

    @staticmethod
    def _languages() -> list[str]:
        return api.portal.get_tool("portal_languages").getSupportedLanguages()
