"""`@law` and `@law/KEY`: the legal values of this commune. The law is public; who set a value is not told."""

from communesplone.core.legal import listing
from communesplone.core.legal.api import law
from communesplone.core.moments import today
from communesplone.law.keys import KEYS
from communesplone.law.keys import THEMES
from datetime import date
from plone import api
from plone.restapi.services import Service
from zExceptions import BadRequest
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


@implementer(IPublishTraverse)
class LawGet(Service):
    """GET: `day` (2026-11-24, today by default) and `theme`; below it one key, 404 when it has no value that day."""

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request, name: str):
        self.path.append(name)
        return self

    def reply(self) -> dict:
        day, theme, rules = self._day(), self._theme(), law()
        if self.path:
            key = self.path[0]
            found = rules.find(key, day) if key in KEYS and len(self.path) == 1 else None
            if found is None:
                raise NotFound("@law")
            return listing.plain(found, self.request)
        values = [value for value in rules.in_force(day) if theme in ("", KEYS[value.key].theme)]
        return {
            "@id": f"{api.portal.get().absolute_url()}/@law",
            "jurisdiction": str(rules.jurisdiction),
            "day": day.isoformat(),
            "items": [listing.plain(value, self.request) for value in values],
            "items_total": len(values),
        }

    def _day(self) -> date:
        asked = self.request.form.get("day", "")
        if not asked:
            return today()
        try:
            return date.fromisoformat(asked)
        except (TypeError, ValueError) as error:
            raise BadRequest("day: a date such as 2026-11-24") from error

    def _theme(self) -> str:
        asked = self.request.form.get("theme", "")
        if asked and asked not in list(THEMES):
            raise BadRequest(f"theme: one of {', '.join(THEMES)}")
        return asked
