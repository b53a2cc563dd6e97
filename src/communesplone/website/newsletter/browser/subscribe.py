"""`@@newsletter`: subscribing. The answer is the same for an address that is known and one that is not."""

from communesplone import _
from communesplone.core.domain.contact import normalise_email
from communesplone.core.forms.base import AccessibleForm
from communesplone.core.forms.sent import text_of
from communesplone.website.newsletter import door
from communesplone.website.newsletter import subscribing
from communesplone.website.newsletter.browser import fields
from communesplone.website.newsletter.settings import settings
from communesplone.website.newsletter.settings import themes
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from time import time
from z3c.form import button
from z3c.form.field import Fields
from z3c.form.interfaces import ActionExecutionError
from zope.interface import Invalid


class Subscribe(AccessibleForm):
    """Without themes there is no newsletter, which the page says."""

    id = "newsletter"
    label = _("Newsletter")
    ignoreContext = False
    template = ViewPageTemplateFile("subscribe.pt")
    asked = False

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return super().__call__()

    @property
    def language(self) -> str:
        return api.portal.get_current_language()

    @property
    def days(self) -> int:
        """In how many days an address is to be confirmed."""
        return settings().days

    def is_offered(self) -> bool:
        """Whether there is anything to subscribe to."""
        return bool(themes())

    def update(self) -> None:
        self.fields = Fields(fields.address_field()) + fields.choice_fields(self.language)
        super().update()
        self.widgets["email"].type = "email"
        self.widgets["email"].autocomplete = "email"

    def getContent(self) -> dict:
        known = [one.id for one in themes()]
        typed = text_of(self.request, "email")[:254]  # of the block on the home page
        return {"email": typed or None, "themes": known[:1] if len(known) == 1 else [], "language": self.language}

    @button.buttonAndHandler(_("Subscribe"), name="subscribe")
    def subscribe(self, action):
        data, errors = self.extractData()
        if errors:
            return
        wait = door.wait(self.request, time())
        if wait > 0:
            minutes = -(-wait // 60)
            words = _("That was often. Please try again in ${minutes} minutes.", mapping={"minutes": minutes})
            raise ActionExecutionError(Invalid(words))
        door.count(self.request, time())
        if not door.is_program(self.request):
            address = normalise_email(data["email"])
            subscribing.ask(address, tuple(data["themes"]), data.get("language") or self.language)
        self.asked = True
