"""Where the links of letters lead. Mail programs open links by themselves, so only a POST changes a thing.

The link is the proof: none of these pages asks for an account, a cookie or a token. `@@newsletter-leave` takes the POST
of a mail program too (RFC 8058), which comes without any session.
"""

from communesplone import _
from communesplone.core.forms.base import AccessibleForm
from communesplone.core.forms.sent import text_of
from communesplone.website.newsletter import subscribing
from communesplone.website.newsletter.browser import fields
from communesplone.website.newsletter.domain.links import masked
from communesplone.website.newsletter.settings import themes
from communesplone.website.newsletter.store import query_store
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from zope.interface import alsoProvides


class _LinkPage(BrowserView):
    """What the pages of a link share: a key, a button, an answer."""

    light_page = True
    personal_page = True
    done = False

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.key = text_of(self.request, "key")
        self.number, self.subscriber = self.find()
        if self.request.method == "POST" and self.number:
            alsoProvides(self.request, IDisableCSRFProtection)
            self.act()
            self.done = True
        return self.page()

    def find(self):
        """Number and subscription of the key."""
        store = query_store()
        return store.of_key(self.key) if store is not None else ("", None)

    def act(self) -> None:
        """Do what the button is for."""
        raise NotImplementedError

    def address(self) -> str:
        """The address, readable for its owner only."""
        return masked(self.subscriber.address) if self.subscriber is not None else ""


class Confirm(_LinkPage):
    """`@@newsletter-confirm`: the link of the first letter."""

    page = ViewPageTemplateFile("confirm.pt")
    page_title = _("Confirm your subscription")

    def find(self):
        return subscribing.waiting(self.key)

    def act(self) -> None:
        subscribing.confirm(self.number)

    def names(self) -> list[str]:
        """The themes in words."""
        language = api.portal.get_current_language()
        return [one.title(language) for one in themes() if one.id in self.subscriber.themes]


class Leave(_LinkPage):
    """`@@newsletter-leave`: one button; who left already is told the same."""

    page = ViewPageTemplateFile("leave.pt")
    page_title = _("Unsubscribe")

    def act(self) -> None:
        subscribing.leave(self.number)


class Change(AccessibleForm):
    """`@@my-newsletter`: other themes, another language, or none any more."""

    id = "my-newsletter"
    label = _("My newsletter")
    ignoreContext = False
    personal_page = True
    template = ViewPageTemplateFile("change.pt")

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.key = text_of(self.request, "key")
        store = query_store()
        self.number, self.subscriber = store.of_key(self.key) if store is not None else ("", None)
        return super().__call__()

    @property
    def is_good(self) -> bool:
        """Whether there is something to change."""
        return self.subscriber is not None and bool(themes())

    def update(self) -> None:
        self.fields = fields.choice_fields(api.portal.get_current_language())
        super().update()

    def getContent(self) -> dict:
        own = self.subscriber
        known = {one.id for one in themes()}
        return {
            "themes": [one for one in own.themes if one in known] if own is not None else [],
            "language": own.language if own is not None else None,
        }

    def address(self) -> str:
        """The address, readable for its owner only."""
        return masked(self.subscriber.address)

    @button.buttonAndHandler(_("Save my choice"), name="save")
    def save(self, action):
        data, errors = self.extractData()
        if errors or not self.is_good:
            return
        subscribing.change(self.number, tuple(data["themes"]), data.get("language") or self.subscriber.language)
        api.portal.show_message(_("Your choice is saved."), self.request)
        self.request.response.redirect(f"{self.context.absolute_url()}/@@my-newsletter?key={self.key}")
