"""Logging in: the form of Plone, then the second step where an account has one."""

from AccessControl.SecurityManagement import newSecurityManager
from communesplone import _
from communesplone.core.security import cookies
from communesplone.core.security import door
from communesplone.core.security import second
from communesplone.core.security.browser.setup import SetUp
from functools import partial
from plone import api
from plone.protect import CheckAuthenticator
from Products.CMFPlone.browser.login import login as stock
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
import os


TEMPLATE = os.path.join(os.path.dirname(stock.__file__), "templates", "login.pt")


class Login(stock.LoginForm):
    """Plone's form; a right password of an account with a second step leads to that."""

    index = ViewPageTemplateFile(TEMPLATE)

    def update(self):
        user_id = self.request.get(second.PENDING)
        if user_id is None:
            super().update()
            return
        second.open_half(self.request, user_id)
        query = urlencode({"came_from": self.get_came_from() or ""})
        self.request.response.redirect(f"{api.portal.get().absolute_url()}/@@second-step?{query}")


class SecondStep(SetUp, BrowserView):
    """Asks for the six digits, or sets the step up where the time for that is over; then the session begins."""

    light_page = True
    label = _("Second step")
    problem = None
    codes = ()
    ask = ViewPageTemplateFile("second_step.pt")
    came_from = ""

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.user_id = second.half_open(self.request)
        if not self.user_id:
            return self.request.response.redirect(f"{self.site_url}/login")
        self.came_from = self.request.form.get("came_from", "")
        self.is_set_up = second.is_set_up(self.user_id)
        if self.request["REQUEST_METHOD"] == "POST":
            CheckAuthenticator(self.request)
            self._try()
        if self.request.response.getStatus() == 302:
            return ""
        return self.ask()

    @property
    def site_url(self) -> str:
        return api.portal.get().absolute_url()

    def _try(self) -> None:
        attempt = door.attempt_of(self.request, f"second step of {self.user_id}", self.user_id)
        door.hold(attempt)
        code = str(self.request.form.get("code", ""))
        way = partial(second.check, self.request) if self.is_set_up else self.set_up
        if not way(self.user_id, code):
            door.failed(attempt)
            self.problem = _("This code is not right any more, or not yet. Wait for the next one and type it.")
            return
        door.succeeded(attempt)
        self._begin()

    def _begin(self) -> None:
        users = api.portal.get_tool("acl_users")
        user = users.getUserById(self.user_id)
        newSecurityManager(self.request, user.__of__(users))
        cookies.drop(self.request, second.HALF)
        form = stock.LoginForm(self.context, self.request)
        users.session._setupSession(self.user_id, self.request.response)
        first = form._post_login()
        if self.request.form.get("remember"):
            second.trust(self.request, self.user_id)
        if not self.codes:
            form.redirect_after_login(self._inside(), first)

    def _inside(self) -> str | None:
        inside = api.portal.get_tool("portal_url").isURLInPortal(self.came_from)
        return self.came_from if self.came_from and inside else None
