"""`@site-checks`: results of checks for programs: all that are kept, and one handed in."""

from communesplone.core.moments import today
from communesplone.website.checks import store
from communesplone.website.checks.domain.result import BadResult
from communesplone.website.checks.domain.result import from_plain
from communesplone.website.checks.domain.result import read
from communesplone.website.checks.words import told
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.services import Service
from z3c.caching.purge import Purge
from zope.event import notify
from zope.interface import alsoProvides


class ChecksGet(Service):
    """GET: newest first, at most 60."""

    def reply(self) -> dict:
        self.request.response.setHeader("Cache-Control", "private, no-store")
        url = f"{api.portal.get().absolute_url()}/@site-checks"
        return {"@id": url, "items": [one.plain() for one in store.history()]}


class ChecksPost(Service):
    """POST: one result as JSON; 201 with what is kept, 400 with what is wrong."""

    def reply(self) -> dict:
        alsoProvides(self.request, IDisableCSRFProtection)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        try:
            result = from_plain(read(self.request.get("BODY", b"")).plain(), today())
        except BadResult as problem:
            self.request.response.setStatus(400)
            return {"type": "BadRequest", "message": api.portal.translate(told(problem))}
        store.store(result)
        notify(Purge(self.context))
        self.request.response.setStatus(201)
        return result.plain()
