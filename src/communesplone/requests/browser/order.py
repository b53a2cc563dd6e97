"""Ordering: form in steps, review, confirmation. What was typed and sent survives every error on the way."""

from communesplone import _
from communesplone.core.cases import tracking
from communesplone.core.domain import tokens
from communesplone.core.forms.sent import text_of
from communesplone.core.keys import site_keys
from communesplone.core.moments import now
from communesplone.requests import asking
from communesplone.requests import drafts
from communesplone.requests import intake
from communesplone.requests import spam
from communesplone.requests.browser import later
from communesplone.requests.browser import place
from communesplone.requests.browser import wording
from communesplone.requests.browser.answers import answers_by_step
from communesplone.requests.browser.later import SaveAndResume
from communesplone.requests.browser.step_form import MORE_ASKED
from communesplone.requests.browser.step_form import StepForm
from communesplone.requests.settings import ordering
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from secrets import token_bytes
from time import time
from zExceptions import NotFound
import math


PURPOSE = "order"
LIFE = 24 * 3600
CHECK = "check"
GOING_ON = "form.buttons.review"
BACK = "form.back"
DOUBTS = {
    spam.Doubt.HONEYPOT: _(
        "A field that people do not see was filled in, perhaps by a program of your browser. It is empty again, and "
        "nothing else is lost: press the button once more."
    ),
    spam.Doubt.TOO_FAST: _("That was very fast. Wait a few seconds, then press the button once more. Nothing is lost."),
    spam.Doubt.TOO_MANY: _(
        "Many orders have come from your network or for your e-mail address. Wait ${minutes} minute(s), then press the "
        "button once more. Nothing is lost; if you are in a hurry, call us."
    ),
    spam.Doubt.PUZZLE: _("One more thing before you send: add the two numbers below. Nothing is lost."),
}


class OrderForm(SaveAndResume, StepForm):
    """`@@order` of a procedure.

    GET writes nothing. The form carries a signed token, which names the draft and, later, the
    order: whoever sends it twice gets the same order twice.
    """

    template = ViewPageTemplateFile("order_form.pt")
    review = ViewPageTemplateFile("order_review.pt")
    done = ViewPageTemplateFile("order_done.pt")
    id = "order"
    notice = ""
    more_asked = False
    consent_missing = False
    changing = False  # a step is changed from the review: it leads back there
    receipt = None
    purpose = PURPOSE  # of its tokens
    at_counter = False
    counter_error = ""

    def check_door(self) -> None:
        """Raises NotFound where nothing can be ordered."""
        if not self.context.online:
            raise NotFound(self.__name__)

    def __call__(self):
        self.check_door()
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return self._post() if self.request.method == "POST" else self._arrive()

    # Each step has an address

    def _arrive(self):
        """A page of the way by its address: a step, what was filled in so far, or the confirmation."""
        if "resume" in self.request.form:
            return self._show_resume()
        mark = self.request.form.get("f", "")
        token = place.remembered(self.request, mark)
        if not token or tokens.check(site_keys(), self.purpose, token, time(), LIFE) is not tokens.TokenState.VALID:
            return self._begin(mark)
        self.token, self.draft = token, drafts.find(token, self._procedure)
        self.receipt = intake.made_from(token)
        if self.receipt is not None:
            return self.done()
        self.changing = self.request.form.get("change") == "1"
        return self._page(text_of(self.request, "step"))

    def _begin(self, mark: str):
        """A new form; the address gets its mark, unless it has one already: then this browser takes no cookies."""
        self._new_token()
        self.draft = None
        return self._step_page() if mark else self._go_to("")

    def _page(self, step: str):
        """The page of that step for what is known: the check only when everything is filled in."""
        if step == CHECK and self.draft is not None:
            if self._is_ready():
                return self.review()
            first_open = asking.open_step(self.model, self.draft)
            step = str(self.step_number(self.steps()[-1].name if first_open is None else first_open))
        self.choose_step(step)
        return self._step_page()

    def _is_ready(self) -> bool:
        """Whether the draft can be sent; if the form's own rules forbid it, the notice says why."""
        if asking.open_step(self.model, self.draft) is not None:
            return False
        wrong = self._broken()
        self.notice = wrong[0].args[0] if wrong and wrong[0].args else self.notice
        return not wrong

    def _broken(self) -> list:
        files = {name: attachment.file for name, attachment in self.draft.files.items()}
        return asking.broken_invariants(self.model, asking.only_asked(self.model, {**self.draft.data, **files}))

    def _step_page(self):
        self.update()
        return self.render()

    def _new_token(self) -> None:
        self.token = tokens.make(site_keys()[0], self.purpose, time(), token_bytes(16))
        place.remember(self.request, self.token)

    @property
    def _has_address(self) -> bool:
        """Whether this browser can be sent to the next step and will be known there."""
        return place.remembered(self.request, place.mark_of(self.token)) == self.token

    def _go_to(self, step: str, change: bool = False) -> str:
        place.remember(self.request, self.token)
        tail = f"&step={step}" if step else ""
        tail += "&change=1" if change else ""
        self.request.response.redirect(f"{self.action}?f={place.mark_of(self.token)}{tail}", status=303)
        return ""

    def _lead_to(self, step: str, change: bool = False):
        """The next page: at its address, or at once for a browser without cookies."""
        if self._has_address:
            return self._go_to(step, change)
        other = type(self)(self.context, self.request)
        other.token, other.draft, other.changing = self.token, self.draft, change
        for key in [key for key in self.request.form if key.startswith("form.")]:
            del self.request.form[key]
        return other._page(step)

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
        state = tokens.check(site_keys(), self.purpose, sent, time(), LIFE) if sent else tokens.TokenState.FORGED
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

    # What was sent

    def _post(self):
        form = self.request.form
        if later.RESUME in form:
            return self._resume()
        if later.FORGET in form:
            return self._forget()
        self._settle_token()
        if later.SEND in form and self.draft is not None:
            return self._send_link()
        if "form.confirm" in form:
            return self._confirm()
        if "form.edit" in form and self.draft is not None:
            return self._lead_to(text_of(self.request, "form.edit"), change=True)
        self.changing = text_of(self.request, "change") == "1"
        self.choose_step(self.sent_step)
        self.update()
        return self._take_step() if {GOING_ON, BACK, later.SAVE}.intersection(form) else self.render()

    def _take_step(self):
        """Keep what was sent, and lead on; back where the person came from when that was asked."""
        data, errors = self.extractData()
        back, save = BACK in self.request.form, later.SAVE in self.request.form
        passed = not (errors or self.notice or self.unseen)
        if self._is_trapped():
            return self.render()
        self._keep(data, passed, anyway=back or save)
        if save:
            return self._save()
        if back:
            before = self._neighbour(-1)
            return self._lead_to(str(self.step_number(self.step_name if before is None else before)))
        if errors:
            self.status = self.formErrorsMessage
        elif self.unseen:
            self.more_asked = MORE_ASKED
        return self._lead_to(self._next_step(), change=self.changing) if passed else self.render()

    def _next_step(self) -> str:
        following = None if self.changing else self._neighbour(1)
        if following is None:
            following = asking.open_step(self.model, self.draft)
        return CHECK if following is None else str(self.step_number(following))

    def _keep(self, data: dict, passed: bool, anyway: bool) -> None:
        """Nothing is written for a first page full of errors, unless a file came with it."""
        has_file = any(hasattr(value, "getSize") for value in data.values())
        if not (passed or anyway or has_file) and self.draft is None:
            return
        old = self.draft
        draft = drafts.keep(self.token, self._procedure, now())
        if old is not None and old is not draft:
            draft.take_over(old)
        self.draft = draft
        self.keep(draft, data, passed)
        draft.optional = self.optional
        draft.complete = asking.open_step(self.model, draft) is None

    # Review and confirmation

    def answers(self) -> list[dict]:
        """What will be sent, step by step, for the review page."""
        return answers_by_step(self.model, self.draft.data, self.draft.files)

    @property
    def consent_text(self):
        return self.context.consent or _(
            "I declare that what I filled in is right. The commune uses it for this order only, "
            "and keeps it as long as the law asks."
        )

    def _confirm(self):
        self.receipt = intake.made_from(self.token)
        if self.receipt is None and self.draft is not None:
            if not self._is_ready():
                return self._page(CHECK)
            if not self.request.form.get("consent"):
                self.consent_missing = True
                return self.review()
            if self.is_doubtful():
                return self.review()
        try:
            self.receipt = self.submit()
        except intake.NothingToSubmit:
            self.notice = _("What you filled in is no longer here. Fill in the form again; we are sorry.")
            return self._page("")
        self.after_sending()
        return self._go_to("") if self._has_address else self.done()

    def _is_trapped(self) -> bool:
        """Whether the field that people do not see was filled in; told, and taken out, so that a person can go on."""
        if not self.request.form.pop("homepage", None):
            return False
        self.notice = DOUBTS[spam.Doubt.HONEYPOT]
        return True

    def is_doubtful(self) -> bool:
        """Whether the order must wait; the notice says why and what to do."""
        made = tokens.made_at(site_keys(), self.purpose, self.token) or 0.0
        verdict = spam.judge(self.request, self.token, str(self.draft.data.get("email") or ""), made, time())
        if verdict is None:
            return False
        self.puzzle_wanted = verdict.doubt is spam.Doubt.PUZZLE
        minutes = str(math.ceil(verdict.wait / 60))
        self.notice = _(DOUBTS[verdict.doubt], mapping={"minutes": minutes})
        if verdict.doubt is spam.Doubt.TOO_MANY:
            self.request.response.setStatus(429)
            self.request.response.setHeader("Retry-After", str(verdict.wait))
        return True

    puzzle_wanted = False

    def puzzle(self) -> dict | None:
        """The puzzle of this form for the script, None where the commune wants none."""
        return spam.puzzle(self.token) if ordering().proof_of_work else None

    def sum_of(self) -> tuple[int, int]:
        """The numbers to add for who has no script."""
        return spam.sum_of(self.token)

    def after_sending(self) -> None:
        """Count the order, and let this browser follow it."""
        if not self.receipt.repeated:
            spam.count(self.request, self.receipt.order.applicant_email, time())
        if not self.receipt.order.applicant_user:
            # Else whoever comes to the browser after a logout would still read the order.
            tracking.remember(self.request, self.receipt.order)

    def submit(self) -> intake.Receipt:
        """Make the order. Raises NothingToSubmit."""
        citizen = "" if api.user.is_anonymous() else api.user.get_current().getId()
        return intake.submit(self.context, self.token, self._consent_said(), self.language, now(), citizen=citizen)

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
