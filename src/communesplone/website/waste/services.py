"""`GET @waste`: streets by words (`q`), collections of a street (`street`, `part`, `year`), else the kinds of waste."""

from communesplone import _
from communesplone.core.forms.sent import text_of
from communesplone.core.moments import today
from communesplone.website.waste import store
from communesplone.website.waste.domain.model import EVERY_SECTOR
from communesplone.website.waste.domain.streets import Street
from communesplone.website.waste.showing import Showing
from datetime import date
from plone import api
from plone.restapi.services import Service
from zExceptions import BadRequest
from zExceptions import NotFound
from zope.i18n import translate


SUGGESTED = 10
FIRST_YEAR, LAST_YEAR = 2000, 2100


class WasteGet(Service):
    """For programs, and for the suggestions under the field of the page."""

    def reply(self) -> dict:
        self.known = store.known()
        if self.known is None:
            raise NotFound("@waste")
        self.showing = Showing(
            self.known, self.request, api.portal.get_current_language(), api.portal.get().absolute_url()
        )
        self.request.response.setHeader("Cache-Control", "public, max-age=300")
        asked, key = text_of(self.request, "q"), text_of(self.request, "street")
        if key:
            return self._street(key)
        streets = self.known.streets
        found = streets.search(asked[:120], SUGGESTED) if asked else []
        return {
            "@id": f"{self.url}/@waste",
            "changed": self.known.changed.isoformat(),
            "kinds": [self._kind(one) for one in self.showing.kinds(EVERY_SECTOR)],
            "streets_total": len(streets.known),
            "streets": [self._row(one) for one in found],
        }

    @property
    def url(self) -> str:
        return api.portal.get().absolute_url()

    def _kind(self, kind: dict) -> dict:
        return {name: kind[name] for name in ("code", "title", "bag", "link")}

    def _row(self, street: Street) -> dict:
        return {
            "@id": f"{self.url}/@waste?street={street.key}",
            "page": f"{self.url}/@@waste/{street.key}",
            "key": street.key,
            "title": street.title,
            "parts": [
                {"key": one.key, "sector": one.sector, "houses": self.showing.houses(one.houses)}
                for one in street.parts
            ],
        }

    def _street(self, key: str) -> dict:
        street = self.known.streets.find(key)
        if street is None:
            raise NotFound(key)
        year = self._year()
        wanted = text_of(self.request, "part")
        parts = [one for one in street.parts if wanted in ("", one.key)]
        return {
            **self._row(street),
            "year": year,
            "collections": {
                part.key: [
                    {
                        "day": one.day.isoformat(),
                        "waste": one.waste,
                        "usual_day": one.usual.isoformat() if one.usual else None,
                    }
                    for one in self.known.collections(part.sector, date(year, 1, 1), date(year, 12, 31))
                ]
                for part in parts
            },
        }

    def _year(self) -> int:
        asked = text_of(self.request, "year") or str(today().year)
        if asked.isascii() and asked.isdigit() and FIRST_YEAR <= int(asked[:5]) <= LAST_YEAR:
            return int(asked)
        raise BadRequest(translate(_("This is no year."), context=self.request))
