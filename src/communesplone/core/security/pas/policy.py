"""What a new password has to be, said in words that help."""

from AccessControl.class_init import InitializeClass
from communesplone import _
from communesplone.core.security.domain import passwords
from communesplone.core.security.domain.passwords import Weakness
from communesplone.core.security.settings import settings
from plone import api
from Products.PlonePAS.plugins.passwordpolicy import PasswordPolicyPlugin
from zope.globalrequest import getRequest
from zope.i18n import translate


TEXTS = {
    Weakness.SHORT: _(
        "Your password must have at least ${number} characters. Several words together are easy to keep."
    ),
    Weakness.LONG: _("Your password may have at most 256 characters."),
    Weakness.COMMON: _("Many people take this password, so it is tried first. Choose other words."),
    Weakness.SIMPLE: _("This password is a simple row of characters. Choose several words."),
    Weakness.NAMES: _("Your password may not consist of your name, your address or the commune's name."),
}
_FIELDS = ("username", "email", "fullname", "userid")


class CommunesPasswordPolicy(PasswordPolicyPlugin):
    """Password policy of a site with the suite."""

    meta_type = "CommunesPlone Password Policy"

    def validateUserInfo(self, user, set_id, set_info):
        password = (set_info or {}).get("password")
        if password is None:
            return []
        password = password.decode("utf-8", "replace") if isinstance(password, bytes) else password
        shortest = max(12, settings().shortest_password or 0)
        found = passwords.weakness(password, shortest, self._names())
        if found is None:
            return []
        # With an empty password, Plone asks what the rules are.
        message = _(TEXTS[found], mapping={"number": str(shortest)})
        return [{"id": "password", "error": translate(message, context=getRequest())}]

    def _names(self) -> list[str]:
        request = getRequest()
        form = {} if request is None else request.form
        names = [form.get(f"{prefix}{name}") for name in _FIELDS for prefix in ("", "form.widgets.")]
        names.append(api.portal.get().Title())
        if not api.user.is_anonymous():
            user = api.user.get_current()
            names += [user.getId(), user.getProperty("email"), user.getProperty("fullname")]
        return [name for name in names if isinstance(name, str) and name]


InitializeClass(CommunesPasswordPolicy)
