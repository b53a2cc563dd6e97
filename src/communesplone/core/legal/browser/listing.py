"""`@@legal-values`: every legal value that holds on a day, with its source and what is unsure about it."""

from communesplone import _
from communesplone.core.legal import listing
from communesplone.core.legal.api import law
from communesplone.core.legal.api import say
from communesplone.core.moments import today
from communesplone.core.settings import commune
from communesplone.core.settings import TITLES
from communesplone.law.answers import Confidence
from communesplone.law.answers import CONFIDENCES
from communesplone.law.book import Law
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.keys import KEYS
from communesplone.law.keys import THEMES
from datetime import date
from plone import api
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class LegalValues(BrowserView):
    """Filters come from the address: `jurisdiction`, `theme`, `confidence`, `day`; a wrong one is left out."""

    light_page = True
    label = _("Legal values")
    template = ViewPageTemplateFile("listing.pt")

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.own = commune().jurisdiction
        self.jurisdiction = self._asked("jurisdiction", list(Jurisdiction), self.own)
        self.theme = self._asked("theme", list(THEMES), "")
        self.confidence = self._asked("confidence", list(Confidence), "")
        self.day = self._day()
        self.law = law() if self.is_own else Law(self.jurisdiction)
        return self.template()

    @property
    def is_own(self) -> bool:
        """Whether the page shows the law of this commune, which alone can be overridden."""
        return self.jurisdiction == self.own

    @property
    def site_url(self) -> str:
        return api.portal.get().absolute_url()

    def sections(self) -> list[dict]:
        """The rows that hold on the day, theme by theme, as filtered."""
        found: dict[str, list[dict]] = {}
        for value in self.law.in_force(self.day):
            theme = KEYS[value.key].theme
            if self.theme in ("", theme) and self.confidence in ("", value.confidence):
                found.setdefault(theme, []).append(listing.row(value, self.request))
        return [{"id": theme, "title": say(THEMES[theme], self.request), "rows": rows} for theme, rows in found.items()]

    def unknown(self) -> list[dict]:
        """What the law says nothing about, in the theme asked for."""
        if self.confidence:
            return []
        rows = listing.unknown(self.law, self.day, self.request)
        return [one for one in rows if self.theme in ("", KEYS[one["key"]].theme)]

    def jurisdictions(self) -> list[dict]:
        return [self._option(name, TITLES[name], self.jurisdiction) for name in Jurisdiction]

    def themes(self) -> list[dict]:
        return [self._option(name, say(title, self.request), self.theme) for name, title in THEMES.items()]

    def confidences(self) -> list[dict]:
        return [self._option(name, say(title, self.request), self.confidence) for name, title in CONFIDENCES.items()]

    def _option(self, name, title, chosen) -> dict:
        return {"value": str(name), "title": title, "selected": "selected" if name == chosen else None}

    def _asked(self, name: str, known: list, default: str) -> str:
        asked = self.request.form.get(name)
        return asked if isinstance(asked, str) and asked in known else default

    def _day(self) -> date:
        try:
            return date.fromisoformat(self.request.form.get("day", ""))
        except (TypeError, ValueError):
            return today()
