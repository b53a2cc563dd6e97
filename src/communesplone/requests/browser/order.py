"""Ordering: form, review, confirmation. What was typed and sent survives every error on the way."""

from communesplone import _
from communesplone.core.cases import tracking
from communesplone.core.domain import tokens
from communesplone.core.forms.base import AccessibleForm
from communesplone.core.forms.sent import text_of
from communesplone.core.forms.upload import IUploadWidget
from communesplone.core.keys import site_keys
from communesplone.core.moments import now
from communesplone.requests import drafts
from communesplone.requests import intake
from communesplone.requests.browser import place
from communesplone.requests.browser import wording
from communesplone.requests.browser.answers import answers
from communesplone.requests.content.order import Attachment
from communesplone.requests.prefill import known_of
from plone import api
from plone.namedfile.interfaces import INamedField
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from secrets import token_bytes
from time import time
from z3c.form import button
from z3c.form.field import Fields
from z3c.form.interfaces import NO_VALUE
from zExceptions import NotFound


PURPOSE = "order"
LIFE = 24 * 3600
STEP_CHECK = "check"


class OrderForm(AccessibleForm):
    """`@@order` of a procedure.

    GET writes nothing. The form carries a signed token, which names the draft and, later, the
    order: whoever sends it twice gets the same order twice.
    """

    template = ViewPageTemplateFile("order_form.pt")
    review = ViewPageTemplateFile("order_review.pt")
    done = ViewPageTemplateFile("order_done.pt")
    guard_leaving = True
    enableCSRFProtection = False
    ignoreContext = False
    id = "order"
    notice = ""
    reviewed = False
    receipt = None

    def __call__(self):
        if not self.context.online:
            raise NotFound(self.__name__)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.request.method != "POST":
            return self._arrive()
        self._settle_token()
        if "form.confirm" in self.request.form:
            return self._confirm()
        if "form.edit" in self.request.form and self.draft is not None and self._has_address:
            return self._go_to()
        page = super().__call__()
        return self._go_to(STEP_CHECK) if self.reviewed and self._has_address else page

    # Each step has an address

    def _arrive(self):
        """A page of the way by its address: the form, what was filled in so far, or the confirmation."""
        mark = self.request.form.get("f", "")
        token = place.remembered(self.request, mark)
        if not token or tokens.check(site_keys(), PURPOSE, token, time(), LIFE) is not tokens.TokenState.VALID:
            return self._begin(mark)
        self.token, self.draft = token, drafts.find(token, self._procedure)
        self.receipt = intake.made_from(token)
        if self.receipt is not None:
            return self.done()
        if self.request.form.get("step") == STEP_CHECK and self.draft is not None and self.draft.complete:
            return self.review()
        return super().__call__()

    def _begin(self, mark: str):
        """A new form; the address gets its mark, unless it has one already: then this browser takes no cookies."""
        self._new_token()
        self.draft = None
        return super().__call__() if mark else self._go_to()

    def _new_token(self) -> None:
        self.token = tokens.make(site_keys()[0], PURPOSE, time(), token_bytes(16))
        place.remember(self.request, self.token)

    @property
    def _has_address(self) -> bool:
        """Whether this browser can be sent to the next step and will be known there."""
        return place.remembered(self.request, place.mark_of(self.token)) == self.token

    def _go_to(self, step: str = "") -> str:
        place.remember(self.request, self.token)
        tail = f"&step={step}" if step else ""
        self.request.response.redirect(f"{self.action}?f={place.mark_of(self.token)}{tail}", status=303)
        return ""

    @property
    def language(self) -> str:
        """Language of the page, in which the citizen will be written to."""
        return api.portal.get_current_language()

    @property
    def label(self):
        return self.context.text("title", self.language)

    @property
    def action(self):
        return f"{self.context.absolute_url()}/@@order"

    # The token and its draft

    def _settle_token(self) -> None:
        sent = text_of(self.request, "token")
        state = tokens.check(site_keys(), PURPOSE, sent, time(), LIFE) if sent else tokens.TokenState.FORGED
        self.token = sent
        self.draft = drafts.find(sent, self._procedure) if state is not tokens.TokenState.FORGED else None
        if state is not tokens.TokenState.VALID:
            self._new_token()
            self.notice = _(
                "This form was open for too long, or did not come from this page. "
                "Nothing was sent and nothing you typed is lost: check it and send it again."
            )
            self.request.form.pop("form.confirm", None)

    @property
    def _procedure(self) -> str:
        return api.content.get_uuid(self.context)

    # The form

    def updateFields(self):
        self.fields = Fields(self.context.form_schema())

    def update(self):
        self.updateFields()
        super().update()

    def getContent(self):
        """What is in the fields at first: the draft, else what is known of a citizen with an account."""
        if self.draft is not None:
            return dict(self.draft.data)
        return known_of(api.user.get_current(), self.fields)

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        for name, widget in self.widgets.items():
            if IUploadWidget.providedBy(widget) and self.draft is not None and name in self.draft.files:
                widget.stored = self.draft.files[name].file

    @button.buttonAndHandler(_("Check my order"), name="review")
    def handle_review(self, action):
        data, errors = self.extractData()
        self._keep(data, complete=not errors and not self.notice)
        if errors:
            self.status = self.formErrorsMessage
            return
        if self.notice:
            return
        self.template = self.review
        self.reviewed = True

    def _keep(self, data: dict, complete: bool) -> None:
        """Put into the draft what is valid; a file that was received need not be sent again."""
        files = {name: value for name, value in data.items() if INamedField.providedBy(self.fields[name].field)}
        plain = {name: value for name, value in data.items() if name not in files and value is not NO_VALUE}
        if not complete and not any(files.values()) and self.draft is None:
            return
        old = self.draft
        draft = drafts.keep(self.token, self._procedure, now())
        if old is not None and old is not draft:
            draft.files.update(old.files)
        draft.data = {**draft.data, **plain}
        draft.complete = complete
        for name, value in files.items():
            self._keep_file(draft, name, value)
        self.draft = draft

    def _keep_file(self, draft, name: str, value) -> None:
        if value is None:
            draft.files.pop(name, None)
        elif name not in draft.files or draft.files[name].file is not value:
            draft.files[name] = Attachment(name, value.filename, value.contentType, value.data)
        self.widgets[name].stored = draft.files[name].file if name in draft.files else None

    # Review and confirmation

    def answers(self) -> list[dict]:
        """What will be sent, for the review page."""
        return answers(self.context.form_model, self.draft.data, self.draft.files)

    @property
    def consent_text(self):
        return self.context.consent or _(
            "I declare that what I filled in is right. The commune uses it for this order only, "
            "and keeps it as long as the law asks."
        )

    def _confirm(self):
        if not self.request.form.get("consent") and drafts.find(self.token, self._procedure) is not None:
            self.updateFields()
            self.consent_missing = True
            return self.review()
        citizen = "" if api.user.is_anonymous() else api.user.get_current().getId()
        try:
            self.receipt = intake.submit(
                self.context, self.token, self._consent_said(), self.language, now(), citizen=citizen
            )
        except intake.NothingToSubmit:
            self.notice = _("What you filled in is no longer here. Fill in the form again; we are sorry.")
            return super().__call__()
        if not self.receipt.order.applicant_user:
            # Else whoever comes to the browser after a logout would still read the order.
            tracking.remember(self.request, self.receipt.order)
        return self._go_to() if self._has_address else self.done()

    consent_missing = False

    def _consent_said(self) -> str:
        from zope.i18n import translate

        return translate(self.consent_text, context=self.request)

    def day(self, value) -> str:
        """A date in full words."""
        return wording.day(value)

    @property
    def track_url(self) -> str:
        order = self.receipt.order
        where = "@@my-orders" if order.applicant_user else "@@track"
        base = f"{api.portal.get().absolute_url()}/{where}"
        return f"{base}/{order.reference}" if order.applicant_user else base
