"""Saving a half-filled form and going on with it later: by a link in a mail, or from the own orders."""

from communesplone import _
from communesplone.core.cases.tracking import client_address
from communesplone.core.domain import contact
from communesplone.core.domain import tokens
from communesplone.core.forms.sent import text_of
from communesplone.core.keys import site_keys
from communesplone.core.moments import now
from communesplone.requests import asking
from communesplone.requests import drafts
from communesplone.requests import letters
from communesplone.requests import spam
from communesplone.requests.browser import wording
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from time import time
import hmac
import math


PURPOSE = "order to go on with"
LIFE = drafts.SAVED.total_seconds()
SAVE = "form.later"
SEND = "form.later.send"
RESUME = "form.resume"
FORGET = "form.forget"


class SaveAndResume:
    """Mixin of the order form."""

    later_page = ViewPageTemplateFile("order_later.pt")
    resume_page = ViewPageTemplateFile("order_resume.pt")
    email_error = ""
    typed_email = ""
    wait_minutes = 0
    sent_to = ""
    is_stale = False
    link = ""

    # Saving

    def _save(self):
        """Keep the draft for two weeks; without an account, ask first where to send the link."""
        if not api.user.is_anonymous():
            drafts.save(self.token, self.draft, now(), user=api.user.get_current().getId())
            api.portal.show_message(
                _("Your order is kept until ${day}. Go on with it from here.", mapping={"day": self._end()}),
                self.request,
            )
            self.request.response.redirect(f"{api.portal.get().absolute_url()}/@@my-orders", status=303)
            return ""
        self.typed_email = self.draft.email or str(self.draft.data.get("email") or "")
        return self.later_page()

    def _send_link(self):
        """Send the link to the address that was typed; limited, so that nobody fills somebody's mailbox."""
        self.typed_email = text_of(self.request, "email")
        email = contact.normalise_email(self.typed_email)
        if not email:
            self.email_error = _("This is not an e-mail address. It looks like name@example.be.")
            return self.later_page()
        if self._must_wait(spam.wait_for_letter(self.request, email, time())):
            return self.later_page()
        key = drafts.save(self.token, self.draft, now(), email=email)
        spam.count_letter(self.request, email, time())
        signed = tokens.sign(site_keys()[0], PURPOSE, {"draft": key}, time())
        letters.go_on(email, self.language, self.label, f"{self.action}?resume={signed}", self._end())
        self.sent_to = email
        return self.later_page()

    def _end(self) -> str:
        return wording.day(self.draft.end.date())

    def end_text(self) -> str:
        """Until when the draft is kept."""
        return self._end()

    def _must_wait(self, seconds: int) -> bool:
        if seconds > 0:
            self.wait_minutes = math.ceil(seconds / 60)
            self.request.response.setStatus(429)
            self.request.response.setHeader("Retry-After", str(seconds))
        return seconds > 0

    # Coming back

    def _show_resume(self):
        """The page of a link. It tells nothing but whether the link itself is fresh; reading it changes nothing."""
        self.link = text_of(self.request, "resume")
        self.is_stale = self._key_of_link() is None
        return self.resume_page()

    def _key_of_link(self) -> str | None:
        kept = tokens.read(site_keys(), PURPOSE, self.link, time(), LIFE)
        return kept["draft"] if kept else None

    def _resume(self):
        """Open the draft of a link for who knows the address it was sent to, or one of the own drafts."""
        own = text_of(self.request, "started")
        if own:
            return self._open(own) if self._own_draft(own) is not None else self._stale()
        self.link = text_of(self.request, "resume")
        key = self._key_of_link()
        if key is None:
            return self._stale()
        address = client_address(self.request)
        if self._must_wait(math.ceil(spam.links.wait(address, key, time()))):
            return self.resume_page()
        draft = drafts.by_key(key, self._procedure)
        email = contact.normalise_email(text_of(self.request, "email"))
        known = draft.email if draft is not None and not draft.user else ""
        if not known or not hmac.compare_digest(email.lower().encode(), known.lower().encode()):
            spam.links.failed(address, key, time())
            self.email_error = _(
                "Link and e-mail address do not belong together, or this order was sent or has been deleted already."
            )
            return self.resume_page()
        spam.links.succeeded(address, key, time())
        return self._open(key)

    def _stale(self):
        self.is_stale = True
        return self.resume_page()

    def _own_draft(self, key: str):
        draft = drafts.by_key(key, self._procedure)
        user = "" if api.user.is_anonymous() else api.user.get_current().getId()
        return draft if draft is not None and user and draft.user == user else None

    def _open(self, key: str):
        """A new form over the draft that is there, at the first step that is still open."""
        self._new_token()
        drafts.open_again(key, self.token, now())
        self.draft = drafts.find(self.token, self._procedure)
        first_open = asking.open_step(self.model, self.draft)
        step = "check" if first_open is None else str(self.step_number(first_open))
        return self._lead_to(step)

    def _forget(self):
        """Delete one of the own drafts."""
        key = text_of(self.request, "started")
        if self._own_draft(key) is not None:
            drafts.forget(key)
            api.portal.show_message(_("The order you had started is deleted."), self.request)
        self.request.response.redirect(f"{api.portal.get().absolute_url()}/@@my-orders", status=303)
        return ""
