"""`@@feedback`: an answer is counted, words become a case. No cookie, no token, no name: the page that asks may be kept
by a proxy and is the same for everybody; what somebody could forge here is one more answer of nobody."""

from communesplone import _
from communesplone.core.cases.tracking import client_address
from communesplone.core.domain.rate import Rate
from communesplone.core.domain.throttle import client_key
from communesplone.core.forms.sent import text_of
from communesplone.core.moments import now
from communesplone.core.moments import today
from communesplone.website.feedback import counts
from communesplone.website.feedback import remark
from communesplone.website.feedback.asking import page_of
from communesplone.website.feedback.domain.remarks import has_national_number
from communesplone.website.feedback.domain.remarks import key_of
from communesplone.website.feedback.domain.remarks import LONGEST
from communesplone.website.feedback.domain.remarks import tidy
from communesplone.website.feedback.settings import asks
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from Products.Five import BrowserView
from time import monotonic
from urllib.parse import urlencode
from zExceptions import NotFound
from zope.component.hooks import getSite
from zope.interface import alsoProvides


answers_by_network = Rate(30, 600)
remarks_by_network = Rate(5, 600)
ANSWERS = (counts.YES, counts.NO)
HONEYPOT = "homepage"
TOO_MANY = _("Many answers came from your connection. Wait ten minutes, then send yours again.")


class Feedback(BrowserView):
    """After an answer: thanks, and for a no the question what was not clear."""

    light_page = True
    personal_page = True
    asks_clear = False
    error = ""

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.path = text_of(self.request, "page").strip("/")
        self.page = page_of(self.path, self.request) if asks() else None
        if self.page is None:
            raise NotFound("feedback")
        return self._post() if self.request.method == "POST" else self.index()

    @property
    def label(self):
        """Heads the page."""
        return _("What was not clear?") if self.is_asking else _("Thank you")

    @property
    def answer(self) -> str:
        """What was answered, `yes` or `no`; '' when that is no answer."""
        found = text_of(self.request, "clear")
        return found if found in ANSWERS else ""

    @property
    def is_asking(self) -> bool:
        """Whether the words are still to come."""
        return self.answer == counts.NO and "sent" not in self.request.form

    @property
    def has_sent(self) -> bool:
        return "sent" in self.request.form

    @property
    def title(self) -> str:
        """Title of the page in question."""
        return self.page[1]

    @property
    def page_url(self) -> str:
        """The way back."""
        return f"{api.portal.get().absolute_url()}/{self.path}"

    @property
    def typed(self) -> str:
        return text_of(self.request, "text")

    @property
    def longest(self) -> int:
        return LONGEST

    def _post(self):
        # Nothing of the person who is logged in is used or changed.
        alsoProvides(self.request, IDisableCSRFProtection)
        return self._take_words() if "text" in self.request.form else self._take_answer()

    def _take_answer(self):
        if not self.answer:
            raise NotFound("feedback")
        if answers_by_network.wait(_network(self.request), monotonic()) > 0:
            return self._refused(TOO_MANY, 429)
        answers_by_network.count(_network(self.request), monotonic())
        counts.count(key_of(self.path), self.answer, today())
        return self._go_on(clear=self.answer)

    def _take_words(self):
        self.request.form["clear"] = counts.NO
        text = tidy(self.typed)
        trouble = self._trouble(text)
        if trouble:
            return self._refused(trouble, 200)
        if remarks_by_network.wait(_network(self.request), monotonic()) > 0:
            return self._refused(TOO_MANY, 429)
        if text:
            remarks_by_network.count(_network(self.request), monotonic())
            remark.make(self.page[0], self.path, self.title, text, api.portal.get_current_language(), now())
        return self._go_on(clear=counts.NO, sent="1")

    def _trouble(self, text: str):
        if text_of(self.request, HONEYPOT):
            return _("Leave the field for programs empty.")
        if len(text) > LONGEST:
            return _("The text is too long: at most ${number} signs.", mapping={"number": str(LONGEST)})
        if has_national_number(text):
            return _("Take the national number out: this text is no place for it.")
        return ""

    def _refused(self, trouble, status: int):
        self.request.response.setStatus(status)
        self.error = trouble
        return self.index()

    def _go_on(self, **form):
        asked = urlencode({"page": self.path, **form})
        self.request.response.redirect(f"{api.portal.get().absolute_url()}/@@feedback?{asked}", status=303)
        return ""


def _network(request) -> tuple[str, str]:
    # Communes that share a process share no limits.
    return "/".join(getSite().getPhysicalPath()), client_key(client_address(request))
