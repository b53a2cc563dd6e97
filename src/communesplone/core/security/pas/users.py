"""Accounts of the site: bcrypt instead of SHA-1, and the door that slows guessers down."""

from AccessControl.class_init import InitializeClass
from Acquisition import aq_inner
from Acquisition import aq_parent
from AuthEncoding import AuthEncoding
from communesplone.core.audit import doors
from communesplone.core.security import accounts
from communesplone.core.security import door
from communesplone.core.security import second
from communesplone.core.security.domain import hashing
from plone.protect.interfaces import IDisableCSRFProtection
from Products.PlonePAS.plugins.user import UserManager
from Products.PluggableAuthService.events import CredentialsUpdated
from Products.PluggableAuthService.interfaces.authservice import IPluggableAuthService
from Products.PluggableAuthService.interfaces.plugins import IAuthenticationPlugin
from zope.event import notify
from zope.globalrequest import getRequest
from zope.interface import alsoProvides


AuthEncoding.registerScheme(hashing.NAME, hashing.Scheme())


class CommunesUsers(UserManager):
    """Store of accounts of a site with the suite."""

    meta_type = "CommunesPlone User Manager"

    def authenticateCredentials(self, credentials):
        login, password = credentials.get("login"), credentials.get("password")
        if not isinstance(login, str) or not isinstance(password, str | bytes) or not login or not password:
            return None
        request = getRequest()
        if request is None:
            return self._look(login, password)
        memo, key = door.memo(request), door.fingerprint(login, password)
        if key not in memo:
            memo[key] = self._admit(request, login, password, credentials)
        return memo[key]

    def _admit(self, request, login: str, password: str | bytes, credentials: dict):
        user_id = self._login_to_userid.get(login) or ""
        attempt = door.attempt_of(request, login, user_id)
        door.hold(attempt)
        found = self._look(login, password)
        if found is None:
            if user_id or not self._is_known_elsewhere(request, credentials):
                door.failed(attempt)
                doors.password_was_wrong(user_id)
            return None
        if not second.is_passed(request, user_id, credentials, attempt):
            return None
        door.succeeded(attempt)
        if request.get("REQUEST_METHOD") == "POST":
            self._renew_hash(request, user_id, password)
        return found

    def _look(self, login: str, password: str | bytes):
        user_id = self._login_to_userid.get(login)
        kept = self._user_passwords.get(user_id) if user_id is not None else None
        if kept is None:
            door.waste(password)
            return None
        if self._fits(kept, password):
            return user_id, login
        return None

    @staticmethod
    def _fits(kept: str | bytes, password: str | bytes) -> bool:
        if hashing.is_current(kept):
            return door.fits(password, kept)
        found = AuthEncoding.is_encrypted(kept) and AuthEncoding.pw_validate(kept, password)
        if not found:
            # An old hash would answer faster, and tell that the account is there.
            door.waste(password)
        return bool(found)

    def _renew_hash(self, request, user_id: str, password: str | bytes) -> None:
        if not hashing.is_current(self._user_passwords[user_id]):
            alsoProvides(request, IDisableCSRFProtection)
            self._user_passwords[user_id] = hashing.make(password)

    def _is_known_elsewhere(self, request, credentials: dict) -> bool:
        """Whether another plugin, or the user folder of the whole server, lets this one in."""
        pas = self._getPAS()
        others = (plugin for name, plugin in pas.plugins.listPlugins(IAuthenticationPlugin) if name != self.getId())
        passwords = [plugin for plugin in others if plugin.meta_type not in _WITHOUT_PASSWORD]
        if any(plugin.authenticateCredentials(dict(credentials)) for plugin in passwords):
            return True
        above = getattr(aq_parent(aq_inner(aq_parent(aq_inner(pas)))), "acl_users", None)
        if not IPluggableAuthService.providedBy(above) or above.aq_base is pas.aq_base:
            return False
        return above.authenticate(credentials["login"], credentials["password"], request) is not None

    # What is written

    def addUser(self, user_id, login_name, password):
        """As in the class above, with our hash."""
        super().addUser(user_id, login_name, self._pw_encrypt(password))

    def _pw_encrypt(self, password):
        return password if AuthEncoding.is_encrypted(password) else hashing.make(password)

    def doChangeUser(self, principal_id, password):
        """A new password ends every session of the account."""
        if self._user_passwords.get(principal_id) is None:
            raise RuntimeError(f"User does not exist: {principal_id}")
        self._user_passwords[principal_id] = hashing.make(password)
        self._end_sessions(principal_id)
        notify(CredentialsUpdated(self.getUserById(principal_id), password))

    def updateUserPassword(self, user_id, password):
        super().updateUserPassword(user_id, password)
        self._end_sessions(user_id)

    def removeUser(self, user_id):
        super().removeUser(user_id)
        self._end_sessions(user_id)
        second.forget(user_id)

    def _end_sessions(self, user_id: str) -> None:
        pas = self._getPAS()
        kept = accounts.accounts(aq_parent(aq_inner(pas)))
        if kept is not None:
            kept.end_all(user_id)
        services = getattr(pas, "jwt_auth", None)
        if services is not None and services._tokens is not None:
            services._tokens.pop(user_id, None)


_WITHOUT_PASSWORD = ("CommunesPlone Session Plugin", "Plone Session Plugin", "JWT Authentication Plugin")

InitializeClass(CommunesUsers)
