"""Sessions that end: without activity, after some hours, at the logout, and with the password.

Plone's own plugin signs the cookie; this one adds which session it is, and asks at each request whether it lasts.
"""

from AccessControl.class_init import InitializeClass
from Acquisition import aq_inner
from Acquisition import aq_parent
from communesplone.core.security import accounts
from communesplone.core.security import cookies
from communesplone.core.security.domain import sessions
from communesplone.core.security.settings import settings
from communesplone.core.security.settings import STAFF
from plone.protect.interfaces import IDisableCSRFProtection
from plone.session import tktauth
from plone.session.plugins.session import SessionPlugin
from secrets import token_hex
from time import time
from zope.interface import alsoProvides
import binascii


SEEN = "communesplone.session"


class CommunesSession(SessionPlugin):
    """Session plugin of a site with the suite."""

    meta_type = "CommunesPlone Session Plugin"
    # The ticket's own limit; what counts is in the session.
    timeout = 24 * 3600

    def _site(self):
        return aq_parent(aq_inner(self._getPAS()))

    def _setupSession(self, userid, response, tokens=(), user_data=""):
        kept = accounts.accounts(self._site())
        if kept is None:
            return
        session = sessions.parse(user_data)
        began = int(time()) if session is None else session.began
        key = token_hex(16) if session is None else session.key
        renewed = sessions.Session(key, began, self._idle(userid), kept.epoch(userid))
        if session is None:
            cookies.mark_device(self.REQUEST, userid, token_hex(16))
        super()._setupSession(userid, response, tokens, renewed.to_text())

    def _idle(self, user_id: str) -> int:
        user = self._getPAS().getUserById(user_id)
        is_staff = user is not None and bool(set(user.getRoles()) & set(STAFF))
        known = settings()
        return 60 * (known.staff_idle_minutes if is_staff else known.citizen_idle_minutes)

    def _setCookie(self, cookie, response):
        options = {"path": self.getProperty("path"), "http_only": True, "same_site": "Lax"}
        if self.getProperty("cookie_domain"):
            options["domain"] = self.getProperty("cookie_domain")
        if self.getProperty("secure") or cookies.is_secure(self.REQUEST):
            options["secure"] = True
        response.setCookie(self.getProperty("cookie_name"), binascii.b2a_base64(cookie).rstrip().decode(), **options)

    def _validateTicket(self, ticket, now=None):
        found = super()._validateTicket(ticket, now)
        if found is None:
            return None
        _digest, user_id, _tokens, user_data, seen = found
        session, kept = sessions.parse(user_data), accounts.accounts(self._site())
        if session is None or kept is None or session.epoch != kept.epoch(user_id) or kept.is_ended(session.key):
            return None
        alive = session.is_alive(seen, time() if now is None else now, 3600 * settings().longest_hours)
        return found if alive else None

    def authenticateCredentials(self, credentials):
        found = super().authenticateCredentials(credentials)
        if found is not None:
            self.REQUEST.set(SEEN, credentials["cookie"])
        return found

    def renew(self, request) -> None:
        """Give the browser a new time when it needs one; called at the end of a page."""
        ticket = request.get(SEEN)
        if not isinstance(ticket, bytes) or request.response.cookies.get(self.getProperty("cookie_name")):
            return
        found = self._validateTicket(ticket)
        if found is not None and sessions.parse(found[3]).is_to_be_renewed(found[4], time()):
            self._setupSession(found[1], request.response, found[2], found[3])

    def resetCredentials(self, request, response):
        cookie = self.extractCredentials(request).get("cookie")
        if cookie is not None:
            self._end(request, cookie)
        options = {"path": self.getProperty("path")}
        if self.getProperty("cookie_domain"):
            options["domain"] = self.getProperty("cookie_domain")
        response.expireCookie(self.getProperty("cookie_name"), **options)

    def _end(self, request, cookie: bytes) -> None:
        if self._validateTicket(cookie) is None:
            return
        session = sessions.parse(tktauth.splitTicket(cookie)[3])
        # Plone logs out by a link.
        alsoProvides(request, IDisableCSRFProtection)
        accounts.accounts(self._site()).end(session.key, session.began + 3600 * settings().longest_hours)


InitializeClass(CommunesSession)
