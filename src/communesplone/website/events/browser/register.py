"""`@@register` of an event: registering, without an account; `@@my-registration`: the own one, by its link."""

from communesplone import _
from communesplone.core.domain import contact
from communesplone.core.fields import Email
from communesplone.core.forms.base import AccessibleForm
from communesplone.core.forms.sent import text_of
from communesplone.core.moments import now
from communesplone.website.browser.main_template import may_edit
from communesplone.website.events import booking
from communesplone.website.events import guard
from communesplone.website.events import letters
from communesplone.website.events import programme
from communesplone.website.events.browser.stand import stand_words
from communesplone.website.events.browser.tokened import Tokened
from communesplone.website.events.domain.door import Door
from communesplone.website.events.domain.seats import Standing
from plone import api
from plone.memoize.view import memoize
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from time import time
from z3c.caching.purge import Purge
from z3c.form import button
from z3c.form.field import Fields
from z3c.form.interfaces import ActionExecutionError
from z3c.form.interfaces import WidgetActionExecutionError
from zExceptions import NotFound
from zope import schema
from zope.event import notify
from zope.interface import Invalid
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


TAKING = (Door.OPEN, Door.WAITING)


class RegisterForm(Tokened, AccessibleForm):
    """GET writes nothing. The form carries a signed token: whoever sends it twice is registered once."""

    id = "register"
    purpose = "event form"
    template = ViewPageTemplateFile("register.pt")
    enableCSRFProtection = False  # anybody may register; the token of the form proves where it comes from
    label = _("Register")

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if not programme.rules_of(self.context).active:
            raise NotFound(self.__name__)
        self.settle_token()
        return super().__call__()

    @property
    def language(self) -> str:
        return api.portal.get_current_language()

    @property
    def action(self) -> str:
        return f"{self.context.absolute_url()}/@@register"

    @property
    @memoize
    def rules(self):
        """The organiser's settings."""
        return programme.rules_of(self.context)

    @memoize
    def offers(self) -> list:
        """Times that have not begun."""
        return programme.offers(self.context, now())

    def taking(self) -> list:
        """Times that one can register for now."""
        return [one for one in self.offers() if one.door in TAKING]

    def only(self):
        """The only time that there is; None when one must choose."""
        return self.offers()[0] if len(self.offers()) == 1 else None

    def why_not(self):
        """Why nobody can register now, in words; '' when one can."""
        if self.taking():
            return ""
        if not self.offers():
            return stand_words(Door.CLOSED, None, self.rules, self.language)
        first = self.offers()[0]
        return stand_words(first.door, first.left, self.rules, self.language)

    def stand(self):
        """How many places there are, in words."""
        only = self.only()
        return stand_words(only.door, only.left, self.rules, self.language) if only else ""

    def times(self) -> str:
        """When the only one is."""
        only = self.only()
        return only.occasion.words(self.language) if only else ""

    def update(self) -> None:
        self.fields = Fields(*self._questions(), prefix="")
        super().update()

    def _questions(self) -> list:
        found = []
        if self.only() is None:
            found.append(self._which())
        if self.rules.most > 1:
            found.append(
                schema.Int(
                    __name__="persons",
                    title=_("How many persons?"),
                    min=1,
                    max=self.rules.most,
                    default=1,
                    required=True,
                )
            )
        by_phone = may_edit(self.context)
        hint = _("Without an address no message is sent.") if by_phone else _("We send the confirmation there.")
        found += [
            schema.TextLine(__name__="full_name", title=_("First name and name"), max_length=120),
            Email(__name__="email", title=_("E-mail address"), description=hint, required=not by_phone, max_length=254),
        ]
        if self.rules.asks_phone:
            found.append(schema.TextLine(__name__="phone", title=_("Telephone"), required=False, max_length=40))
        if self.rules.asks_note:
            hint = _("For example: a wheelchair, an allergy, a child's age.")
            found.append(
                schema.Text(
                    __name__="note",
                    title=_("What should the organiser know?"),
                    description=hint,
                    required=False,
                    max_length=500,
                )
            )
        return found

    def _which(self):
        terms = []
        for one in self.taking():
            state = api.portal.translate(stand_words(one.door, one.left, self.rules, self.language))
            title = f"{one.occasion.words(self.language)} – {state}" if state else one.occasion.words(self.language)
            terms.append(SimpleTerm(one.occasion.when, one.occasion.when, title))
        return schema.Choice(__name__="when", title=_("Which date?"), vocabulary=SimpleVocabulary(terms))

    @button.buttonAndHandler(_("Register"), name="register")
    def register(self, action):
        if self.notice:
            return
        if guard.trapped(self.request):
            self.notice = guard.TRAPPED
            return
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        email = contact.normalise_email(data.get("email") or "")
        if not self._repeated() and self._must_wait(email):
            return
        self._book(data, email)

    def _repeated(self) -> bool:
        book = programme.register_of(self.context)
        return book is not None and booking.key_of(self.token) in book.entries

    def _must_wait(self, email: str) -> bool:
        seconds = guard.wait(self.request, email, time())
        if seconds:
            self.notice = guard.too_many(seconds)
            self.request.response.setStatus(429)
            self.request.response.setHeader("Retry-After", str(seconds))
        return bool(seconds)

    def _book(self, data: dict, email: str) -> None:
        phone = data.get("phone") or ""
        if phone and not contact.normalise_phone(phone):
            raise WidgetActionExecutionError("phone", Invalid(_("This is not a telephone number.")))
        occasion = self._occasion(data)
        if occasion is None:
            raise ActionExecutionError(Invalid(self.why_not() or _("Registration for this date is over.")))
        known = programme.programme_of(self.context)
        guest = booking.Guest(
            name=" ".join((data.get("full_name") or "").split()),
            email=email,
            persons=data.get("persons") or 1,
            language=self.language,
            phone=contact.normalise_phone(phone),
            note=(data.get("note") or "").strip(),
        )
        if booking.register(known, occasion, guest, self.token, now()) is None:
            raise ActionExecutionError(Invalid(_("There are not so many places left. Nothing was sent.")))
        guard.count(self.request, email, time())
        notify(Purge(self.context))
        link = letters.link_of(known, booking.key_of(self.token))
        self.request.response.redirect(link, status=303)

    def _occasion(self, data: dict):
        wanted = data.get("when", "") if self.only() is None else self.only().occasion.when
        found = {one.occasion.when: one.occasion for one in self.taking()}.get(wanted)
        if found is None and self._repeated():
            found = self.offers()[0].occasion if self.offers() else None
        return found


class MyRegistration(BrowserView):
    """Shown to whoever has the link: what was registered, and the button to cancel it. Mail programs open links, so
    only the button counts."""

    light_page = True
    page = ViewPageTemplateFile("my_registration.pt")
    sure_missing = False

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.request.response.setHeader("Referrer-Policy", "no-referrer")
        self.key = text_of(self.request, "key")
        self.entry = self._find()
        if self.request.method == "POST" and "cancel" in self.request.form and self.entry is not None:
            return self._cancel()
        return self.page()

    def _find(self):
        known = letters.key_of(self.key, api.content.get_uuid(self.context))
        book = programme.register_of(self.context) if known else None
        return book.entries.get(known) if book is not None else None

    def _cancel(self):
        if not self.request.form.get("sure"):
            self.sure_missing = True
            return self.page()
        if booking.cancel(programme.programme_of(self.context), self.entry.key):
            notify(Purge(self.context))
            api.portal.show_message(_("Your registration is cancelled."), self.request)
        self.request.response.redirect(self.own_url, status=303)
        return "redirected"

    @property
    def own_url(self) -> str:
        return f"{self.context.absolute_url()}/@@my-registration?key={self.key}"

    @property
    def standing(self) -> str:
        return self.entry.standing

    def title(self):
        """What the registration is worth, in words."""
        return TITLES[self.entry.standing]

    def when(self) -> str:
        """Which date."""
        return programme.programme_of(self.context).words(self.entry.when, api.portal.get_current_language())

    def page_title(self):
        return _("My registration")


TITLES = {
    Standing.CONFIRMED: _("You are registered"),
    Standing.WAITING: _("You are on the waiting list"),
    Standing.CANCELLED: _("This registration is cancelled"),
}
