"""The citizen's side of an order: following, answering, withdrawing, downloading; by secret, or logged in."""

from communesplone import _
from communesplone.core.audit import cases as audit
from communesplone.core.batches import batch_start
from communesplone.core.cases import attachments
from communesplone.core.cases import thread
from communesplone.core.cases import tracking
from communesplone.core.cases.browser.talk import Talk
from communesplone.core.cases.browser.talk import TROUBLES
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.cases.workflow import NotPossible
from communesplone.core.forms.sent import text_of
from communesplone.core.interfaces import ICaseHandler
from communesplone.core.moments import now
from communesplone.core.security import antivirus
from communesplone.requests import desk
from communesplone.requests import drafts
from communesplone.requests.browser import place
from communesplone.requests.browser import wording
from communesplone.requests.browser.answers import answers
from communesplone.requests.browser.files import document_name
from communesplone.requests.browser.files import send
from communesplone.requests.cards import title_in
from communesplone.requests.cards import titles_of
from communesplone.requests.content.order import Order
from datetime import date
from plone import api
from plone.app.uuid.utils import uuidToCatalogBrain
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.component import queryAdapter
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
import math


SIZE = 20


def _is_order(case) -> bool:
    return isinstance(getattr(case, "aq_base", None), Order)


def citizen_page(case) -> str:
    """Where a case of another feature is followed; the entrance for one that nobody follows."""
    handler = queryAdapter(case, ICaseHandler, name=case.handler)
    return getattr(handler, "citizen_url", "") or f"{api.portal.get().absolute_url()}/@@track"


class CitizenPage(Talk, BrowserView):
    """What both ways in share once the order is there."""

    light_page = True
    title_before = _("Follow an order")  # title of the page before an order is chosen
    page = ViewPageTemplateFile("citizen.pt")
    side = thread.CITIZEN
    order = None
    error = ""

    def _private(self) -> None:
        self.request.response.setHeader("Cache-Control", "private, no-store")

    def _act(self):
        """Do what the pressed button asks; returns bytes, or '' after which the page is shown or redirected."""
        form = self.request.form
        if "answer" in form:
            return self._answer()
        if "message" in form:
            return self._message()
        if "seen" in form:
            return self._seen()
        if "withdraw" in form:
            return self._withdraw()
        if "download" in form:
            return self._download()
        return ""

    def _answer(self):
        self.typed_message = text_of(self.request, "text")
        try:
            files = attachments.sent(self.request, "files", "answer")
            desk.answer(self.order, self.typed_message, files, now())
        except desk.NeedsReason:
            self.message_error = _("Write an answer or add a file.")
        except TROUBLES as trouble:
            self.refuse(trouble)
        except NotPossible:
            self.error = _("Your order has moved on meanwhile; an answer is no longer needed.")
        else:
            return self._done(_("Thank you. Your answer has reached the service."))
        return ""

    def _message(self):
        try:
            said = self.receive_message()
        except NotPossible:
            self.error = _("Your order is closed meanwhile; telephone the service, or order again.")
            return ""
        return self._done(said) if said else ""

    def _seen(self):
        thread.seen_by_citizen(self.order)
        self.request.response.redirect(self.own_url)
        return "redirected"

    def _file(self, name: str) -> dict:
        attachment = self.order.attachments[name]
        remark = antivirus.remark(attachment)
        return {"name": attachment.name, "url": f"{self.own_url}/file/{name}", "remark": remark}

    def _send_file(self, name: str) -> bytes:
        """A file that came with a message; everything else of the order is not to be had here."""
        if name not in thread.files_of_messages(self.order):
            raise NotFound(name)
        attachment = self.order.attachments[name]
        held = antivirus.held_back(self.request, attachment)
        if held:
            return held
        audit.reading("case.followed", self.order, file=name)
        return send(self.request, attachment.file, attachment.name, attachment.content_type)

    def _withdraw(self):
        if not self.request.form.get("sure"):
            self.error = _("Tick the box to confirm that you withdraw the order.")
            return ""
        try:
            desk.withdraw(self.order)
        except NotPossible:
            self.error = _("Your order has moved on meanwhile and can no longer be withdrawn.")
            return ""
        return self._done(_("Your order is withdrawn."))

    def _download(self):
        version = self.order.final_version()
        if version is None or self.state not in ("issued", "delivered"):
            raise NotFound("document")
        desk.deliver(self.order, by_citizen=True)
        audit.act("document.downloaded", self.order)
        return send(self.request, version.file, document_name(self.order), "application/pdf")

    def _part(self, subpath: list[str]) -> bytes:
        if self.order is None or len(subpath) != 2 or subpath[0] != "file":
            raise NotFound("/".join(subpath))
        return self._send_file(subpath[1])

    def _done(self, message):
        api.portal.show_message(message, self.request)
        self.request.response.redirect(self.own_url)
        return "redirected"

    # For the template

    @property
    def case(self):
        return self.order

    @property
    def url(self) -> str:
        return self.own_url

    @property
    def writes(self) -> str:
        """Which form there is: answer, message or none."""
        if self.state == "incomplete":
            return "answer"
        return "message" if thread.is_open(self.order) else ""

    @property
    def state(self) -> str:
        return api.content.get_state(self.order)

    @property
    def state_title(self):
        return wording.CITIZEN_STATES[self.state]

    @property
    def state_text(self):
        return wording.FOR_CITIZEN[self.state]

    @property
    def title(self) -> str:
        return title_in(self.order, api.portal.get_current_language())

    def page_title(self) -> str:
        return self.title if self.order is not None else self.title_before

    def answers(self) -> list[dict]:
        order = self.order
        files = {name: attachment for name, attachment in order.attachments.items() if attachment.field == name}
        return answers(order.form_model, order.data, files, skip_empty=True)

    def reason(self) -> str:
        """Why the order was refused; '' otherwise."""
        entries = self.order.workflow_history.get("order_workflow", ())
        return entries[-1]["comments"] if self.state == "refused" else ""

    def steps(self) -> list[dict]:
        """The way of an order, with what is done and where it stands."""
        reached = {"submitted": 0, "in_progress": 1, "incomplete": 1, "to_sign": 2, "issued": 3, "delivered": 4}
        here = reached.get(self.state, 4 if self.order.final_version() else 0)
        titles = (
            _("Order sent"),
            _("Handling by the service"),
            _("Document signed"),
            _("Document ready to download"),
        )
        return [
            {
                "title": title,
                "css": "done" if number < here or here == 4 else ("" if number == here else "todo"),
                "current": "step" if number == here and here < 4 else None,
            }
            for number, title in enumerate(titles)
        ]

    @property
    def shows_steps(self) -> bool:
        return self.state not in ("refused", "withdrawn", "closed")

    @property
    def can_withdraw(self) -> bool:
        return self.state in ("submitted", "in_progress", "incomplete")

    def day(self, value: date) -> str:
        return wording.day(value)


@implementer(IPublishTraverse)
class TrackView(CitizenPage):
    """`@@track`: number and secret, then the order for an hour; `@@track/file/NAME`: a file of its messages."""

    entrance = ViewPageTemplateFile("track.pt")
    no_longer_kept = ViewPageTemplateFile("track_gone.pt")
    refusal = None
    wait_minutes = 0

    def __init__(self, context, request):
        super().__init__(context, request)
        self.subpath = []

    def publishTraverse(self, request, name):
        self.subpath.append(name)
        return self

    def __call__(self):
        self._private()
        found = tracking.remembered(self.request)
        self.order = found if _is_order(found) else None
        if self._is_gone() and not {"open", "leave"}.intersection(self.request.form):
            return self.no_longer_kept()
        if self.subpath:
            return self._part(self.subpath)
        if self.request.method == "POST":
            return self._post()
        if self.order is not None and self._asks_for_another():
            self.order = None
        if self.order is None:
            return self.entrance()
        audit.reading("case.followed", self.order)
        return self.page()

    def _is_gone(self) -> bool:
        """Whether the order is made anonymous, and no other one is asked for."""
        return self.order is not None and self.order.gone_on is not None and not self._asks_for_another()

    def _asks_for_another(self) -> bool:
        from communesplone.core.domain.references import normalise

        asked = normalise(self.number())
        return bool(asked) and asked != self.order.reference

    def _post(self):
        form = self.request.form
        if "leave" in form:
            tracking.forget(self.request)
            place.forget_all(self.request)
            self.request.response.redirect(self.own_url)
            return "redirected"
        if "open" in form:
            return self._open()
        if self.order is None:
            self.refusal = _("Your hour is over. Type number and code again; nothing was changed.")
            return self.entrance()
        return self._act() or self.page()

    def _open(self):
        found = tracking.open_with_secret(self.request, self.number(), text_of(self.request, "secret"))
        if not isinstance(found, tracking.Refused):
            tracking.remember(self.request, found)
            self.request.response.redirect(self.own_url if _is_order(found) else citizen_page(found))
            return "redirected"
        if found.wait:
            self.wait_minutes = math.ceil(found.wait / 60)
            self.request.response.setStatus(429)
            self.request.response.setHeader("Retry-After", str(found.wait))
        else:
            self.refusal = _("Number and code do not belong together. Check both: they stand in the message you got.")
        self.order = None
        return self.entrance()

    @property
    def own_url(self) -> str:
        return f"{self.context.absolute_url()}/@@track"

    def number(self) -> str:
        return text_of(self.request, "number")

    with_secret = True


@implementer(IPublishTraverse)
class MyOrdersView(CitizenPage):
    """`@@my-orders`: the orders of a citizen with an account; `@@my-orders/NUMBER`: one of them."""

    listing = ViewPageTemplateFile("my_orders.pt")
    title_before = _("My orders")
    with_secret = False

    def __init__(self, context, request):
        super().__init__(context, request)
        self.reference = ""
        self.subpath = []

    def publishTraverse(self, request, name):
        if self.reference:
            self.subpath.append(name)
        self.reference = self.reference or name
        return self

    def __call__(self):
        self._private()
        if api.user.is_anonymous():
            self.request.response.redirect(f"{self.context.absolute_url()}/login?came_from={self.own_url}")
            return ""
        if not self.reference:
            return self.listing()
        self.order = tracking.own(self.reference)
        if self.order is None:
            raise NotFound(self.reference)
        if self.subpath:
            return self._part(self.subpath)
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self._act() or self.page()
        audit.reading("case.followed", self.order)
        return self.page()

    @property
    def own_url(self) -> str:
        tail = f"/{self.reference}" if self.reference else ""
        return f"{self.context.absolute_url()}/@@my-orders{tail}"

    @property
    def _start(self) -> int:
        return batch_start(self.request)

    def rows(self) -> list[dict]:
        """One batch of the citizen's own orders, newest first, from the case catalog's rows."""
        found = get_catalog().of_applicant(api.user.get_current().getId(), start=self._start, size=SIZE)
        self.total = getattr(found, "actual_result_count", len(found))
        titles = titles_of({row.kind for row in found}, api.portal.get_current_language())
        return [
            {
                "reference": row.reference,
                "title": titles.get(row.kind, row.title),
                "state": row.review_state,
                "state_title": wording.CITIZEN_STATES.get(row.review_state, row.review_state),
                "submitted": wording.day(date.fromordinal(row.submitted)) if row.submitted else "",
                "news": row.news_for_citizen,
                "url": f"{self.context.absolute_url()}/@@my-orders/{row.reference}",
            }
            for row in found
        ]

    def started(self) -> list[dict]:
        """Forms that this citizen saved to go on later; twenty at most, and only where the procedure is still there."""
        found, language = [], api.portal.get_current_language()
        for key, draft in drafts.started(api.user.get_current().getId()):
            row = uuidToCatalogBrain(draft.procedure)
            if row is not None:
                title = (row.card_titles or {}).get(language) or row.Title
                found.append(
                    {"key": key, "title": title, "day": wording.day(draft.end.date()), "url": f"{row.getURL()}/@@order"}
                )
        return found

    def newer(self) -> str:
        return f"{self.own_url}?b_start={max(0, self._start - SIZE)}" if self._start else ""

    def older(self) -> str:
        return f"{self.own_url}?b_start={self._start + SIZE}" if self._start + SIZE < self.total else ""
