"""The calendar of a sector as pages, services and feeds show it."""

from communesplone import _
from communesplone.core.legal.api import say
from communesplone.law.phrases import Phrase
from communesplone.website.home.days import day_of_year
from communesplone.website.home.days import long_day
from communesplone.website.home.days import written
from communesplone.website.waste.domain.days import Collection
from communesplone.website.waste.domain.model import EVERY_SECTOR
from communesplone.website.waste.domain.model import Houses
from communesplone.website.waste.domain.model import Side
from communesplone.website.waste.store import Known
from communesplone.website.waste.words import HINTS
from communesplone.website.waste.words import TITLES
from datetime import date
from datetime import timedelta
from itertools import groupby
from urllib.parse import urlsplit
from zope.i18n import translate


ONE_DAY = timedelta(days=1)
AHEAD = 400  # days in which the next collections are looked for


class Showing:
    """One calendar for one reader."""

    def __init__(self, known: Known, request, language: str, site_url: str = "") -> None:
        self.known = known
        self.request = request
        self.language = language.partition("-")[0]
        self.site_url = site_url
        self._kinds: dict[str, dict] = {}

    def say(self, message) -> str:
        """A message or a phrase of the rules, in the language of the reader."""
        if isinstance(message, Phrase):
            return say(message, self.request)
        return translate(message, context=self.request, target_language=self.language)

    def kind(self, code: str) -> dict:
        """A kind of waste: code, title, bag, link, hint."""
        if code not in self._kinds:
            kind = self.known.table.kind(code)
            title = kind.names.get(self.language) or self.say(TITLES.get(code, ""))
            link = f"{self.site_url}{kind.link}" if kind.link.startswith("/") else kind.link
            self._kinds[code] = {
                "code": code,
                "title": title or next(iter(kind.names.values()), code.replace("-", " ").capitalize()),
                "bag": kind.bag,
                "link": link,
                "outside": bool(urlsplit(kind.link).netloc),
                "hint": self.say(HINTS[code]) if code in HINTS else "",
            }
        return self._kinds[code]

    def kinds(self, sector: str) -> list[dict]:
        """What is collected in a sector, in the order of the table of kinds, then by name."""
        codes = {rule.waste for rule in self.known.table.rules if rule.is_for(sector) or sector == EVERY_SECTOR}
        order = [kind.code for kind in self.known.table.kinds]
        return sorted(
            (self.kind(code) for code in codes),
            key=lambda one: (order.index(one["code"]) if one["code"] in order else len(order), one["title"]),
        )

    def next_days(self, sector: str, today: date, number: int) -> list[dict]:
        """The next days on which something is collected, today included."""
        found = self.known.collections(sector, today, today + AHEAD * ONE_DAY)
        return [self._day(day, some, today) for day, some in _by_day(found)[:number]]

    def year(self, sector: str, year: int, today: date) -> list[dict]:
        """The twelve months with their days of collection."""
        found = self.known.collections(sector, date(year, 1, 1), date(year, 12, 31))
        months: dict[int, list[dict]] = {month: [] for month in range(1, 13)}
        for day, some in _by_day(found):
            months[day.month].append(self._day(day, some, today))
        return [
            {
                "title": month_title(date(year, month, 1), self.language),
                "days": days,
                "id": f"month-{month}",
                "past": (year, month) < (today.year, today.month),
            }
            for month, days in months.items()
        ]

    def _day(self, day: date, some: list[Collection], today: date) -> dict:
        return {
            "iso": day.isoformat(),
            "long": long_day(day, self.language),
            "short": short_day(day, self.language),
            "near": self._near((day - today).days),
            "over": day < today,
            "kinds": [self.kind(one.waste) for one in some],
            "moved": self._moved(some),
        }

    def _near(self, days: int) -> str:
        return self.say((_("Today"), _("Tomorrow"))[days]) if days in (0, 1) else ""

    def _moved(self, some: list[Collection]) -> str:
        """Which usual day it takes the place of."""
        usual = next((one.usual for one in some if one.usual), None)
        if usual is None:
            return ""
        return self.say(_("instead of ${day}", mapping={"day": long_day(usual, self.language)}))

    def houses(self, houses: tuple[Houses, ...]) -> str:
        """House numbers in words: ``odd 1–99; from 100``."""
        return "; ".join(self.say(_range(one)) for one in houses)

    def changed(self) -> str:
        """The day on which the calendar was stored."""
        return day_of_year(self.known.changed.date(), self.language)


def _by_day(found: list[Collection]) -> list[tuple[date, list[Collection]]]:
    return [(day, list(some)) for day, some in groupby(found, key=lambda one: one.day)]


def _range(houses: Houses):
    mapping = {"first": houses.first, "last": houses.last}
    if houses.whole:
        return _("all numbers")
    if houses.side is Side.ODD:
        return _odd(houses, mapping)
    if houses.side is Side.EVEN:
        return _even(houses, mapping)
    if not houses.last:
        return _("from ${first} on", mapping=mapping)
    return _("${first} to ${last}", mapping=mapping)


def _odd(houses: Houses, mapping: dict):
    if houses.last:
        return _("odd numbers ${first} to ${last}", mapping=mapping)
    return _("odd numbers from ${first} on", mapping=mapping) if houses.first > 1 else _("odd numbers")


def _even(houses: Houses, mapping: dict):
    if houses.last:
        return _("even numbers ${first} to ${last}", mapping=mapping)
    return _("even numbers from ${first} on", mapping=mapping) if houses.first > 2 else _("even numbers")


def month_title(day: date, language: str) -> str:
    """Such as `January 2027`."""
    return written(day, language, {"es": "MMMM 'de' yyyy"}.get(language, "MMMM yyyy"))


def short_day(day: date, language: str) -> str:
    """Such as `Tue 5`."""
    return written(day, language, "EEE d").replace(".", "")
