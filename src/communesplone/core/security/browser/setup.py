"""Setting the second step up: QR code, first code, and the codes for a lost phone."""

from communesplone import _
from communesplone.core.security import sealing
from communesplone.core.security import second
from communesplone.core.security.domain import totp
from communesplone.core.security.settings import settings
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from time import time
from zExceptions import Forbidden
import io
import segno


_HOUR = 3600


class SetUp:
    """What the page between the steps and the page of the account have in common.

    The new secret travels through the form, encrypted for this account: nothing is written before its first code fits.
    """

    codes = ()
    _sealed = None

    @property
    def sealed(self) -> str:
        if self._sealed is None:
            sent = self.request.form.get("sealed", "")
            self._sealed = sent if self._secret_in(sent) else self._new()
        return self._sealed

    def _new(self) -> str:
        return sealing.seal(f"{self.user_id} {totp.new_secret()}").decode()

    def _secret_in(self, sealed) -> str:
        try:
            owner, _space, secret = sealing.unseal(str(sealed), _HOUR).rpartition(" ")
        except sealing.Unreadable:
            return ""
        return secret if owner == self.user_id else ""

    @property
    def secret(self) -> str:
        """For typing where there is no camera, in groups of four."""
        plain = self._secret_in(self.sealed)
        return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))

    def picture(self) -> str:
        """The QR code, as SVG inside the page."""
        address = totp.address(self._secret_in(self.sealed), self.user_id, api.portal.get().Title())
        out = io.BytesIO()
        segno.make(address, error="m").save(
            out, kind="svg", scale=5, xmldecl=False, svgns=True, light="#fff", omitsize=False
        )
        return out.getvalue().decode()

    def set_up(self, user_id: str, code: str) -> bool:
        """Begin with the secret of the form; `codes` are shown once."""
        secret = self._secret_in(self.request.form.get("sealed", ""))
        codes = second.set_up(user_id, secret, code) if secret else None
        self.codes = codes or ()
        return codes is not None

    @property
    def may_be_remembered(self) -> bool:
        return bool(settings().two_step_remember)


class TwoSteps(SetUp, BrowserView):
    """The account's own page: set the second step up, get new codes, take it away."""

    light_page = True
    label = _("Log in in two steps")
    problem = None
    done = None
    page = ViewPageTemplateFile("two_steps.pt")

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.user_id = api.user.get_current().getId()
        if self.request["REQUEST_METHOD"] == "POST":
            CheckAuthenticator(self.request)
            self._act(str(self.request.form.get("code", "")))
        self.is_set_up = second.is_set_up(self.user_id)
        self.is_duty = second.is_duty(self.user_id)
        self.days_left = second.days_left(self.user_id, time())
        return self.page()

    def _act(self, code: str) -> None:
        form = self.request.form
        if "begin" in form and not second.is_set_up(self.user_id):
            right = self.set_up(self.user_id, code)
        else:
            right = second.check(self.request, self.user_id, code)
            if right and "renew" in form:
                self.codes = second.new_codes(self.user_id)
            elif right and "end" in form:
                if second.is_duty(self.user_id):
                    raise Forbidden
                second.take_away(self.user_id)
        if not right:
            self.problem = _("This code is not right any more, or not yet. Wait for the next one and type it.")


class Reset(BrowserView):
    """Accounts with a second step, for those who look after them: taken away when phone and codes are lost."""

    light_page = True
    label = _("Second steps of accounts")
    page = ViewPageTemplateFile("accounts.pt")

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.request["REQUEST_METHOD"] == "POST":
            CheckAuthenticator(self.request)
            user_id = str(self.request.form.get("user", ""))
            if second.is_set_up(user_id):
                second.take_away(user_id)
                api.portal.show_message(_("The second step was taken away."), self.request)
            self.request.response.redirect(f"{api.portal.get().absolute_url()}/@@second-steps")
            return ""
        return self.page()

    def users(self) -> list[str]:
        """Ids of the accounts with a second step, in order."""
        kept = second.accounts()
        return sorted(name for name, step in kept.second.items() if step.sealed)
