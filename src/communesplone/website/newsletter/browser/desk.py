"""`@@newsletter-desk`: letters for those who write them; `@@newsletter-letter`: look at one, try it, send it."""

from communesplone import _
from communesplone.core.audit import api as audit
from communesplone.core.batches import batch_start
from communesplone.core.cases.words import moment_text
from communesplone.core.domain.contact import in_ascii
from communesplone.core.domain.contact import is_email
from communesplone.core.forms.sent import text_of
from communesplone.core.jobs.api import enqueue
from communesplone.core.mail.delivery import KIND as MAIL
from communesplone.core.moments import now
from communesplone.core.moments import zone
from communesplone.website.newsletter import letters
from communesplone.website.newsletter import sending
from communesplone.website.newsletter.domain.times import Fault
from communesplone.website.newsletter.domain.times import moment_of
from communesplone.website.newsletter.settings import languages
from communesplone.website.newsletter.settings import themes
from communesplone.website.newsletter.store import DRAFT
from communesplone.website.newsletter.store import get_store
from communesplone.website.newsletter.store import Letter
from communesplone.website.newsletter.store import PLANNED
from communesplone.website.newsletter.store import query_store
from communesplone.website.newsletter.store import SENDING
from communesplone.website.newsletter.store import STOPPED
from communesplone.website.newsletter.words import STATES
from communesplone.website.newsletter.words import TIME_FAULTS
from communesplone.website.newsletter.writing import as_bytes
from communesplone.website.newsletter.writing import draft_writer
from plone import api
from plone.memoize.view import memoize
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView
from secrets import token_hex
from zExceptions import NotFound


PAGE = 20
SUBSCRIBERS = "CommunesPlone: Manage newsletter subscribers"
PREVIEW_POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"


class Desk(BrowserView):
    """Drafts and planned letters, then those that went out; how many read what."""

    light_page = True
    personal_page = True
    page_title = _("Newsletter")

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return self.index()

    @property
    @memoize
    def may_see_readers(self) -> bool:
        """Whether the addresses are for the current user."""
        return bool(api.user.has_permission(SUBSCRIBERS, obj=self.context))

    @memoize
    def _readers(self) -> dict[str, int]:
        return letters.readers(tuple(one.id for one in themes()))

    def readers(self) -> list[dict]:
        """Number of readers by theme."""
        language = api.portal.get_current_language()
        return [{"title": one.title(language), "number": self._readers()[one.id]} for one in themes()]

    def waiting(self) -> int:
        """How many have not confirmed their address yet."""
        return self._readers()[""]

    def unsent(self) -> list[dict]:
        """Drafts and planned letters."""
        return [self._row(letter) for letter in letters.unsent()]

    @memoize
    def sent(self) -> list[dict]:
        """A page of those that went out."""
        store = query_store()
        found = store.lines(self.start, PAGE + 1) if store is not None else []
        self.has_older = len(found) > PAGE
        return [self._row(store.letters[line.id]) for line in found[:PAGE]]

    @property
    def start(self) -> int:
        return batch_start(self.request)

    def newer(self) -> int | None:
        """First row of the page before; None on the first one."""
        return max(0, self.start - PAGE) if self.start else None

    def older(self) -> int | None:
        """First row of the next page; None on the last one."""
        self.sent()
        return self.start + PAGE if self.has_older else None

    def _row(self, letter: Letter) -> dict:
        moment = letter.planned or letter.run.started or letter.made
        return {
            "title": letter.title(api.portal.get_current_language()),
            "url": f"{self.context.absolute_url()}/@@newsletter-letter?letter={letter.id}",
            "state": STATES[letter.state],
            "when": moment_text(moment),
            "sent": letter.run.sent,
            "failed": letter.run.failed,
            "total": letter.run.total,
        }


class LetterPage(BrowserView):
    """One letter; the buttons that its state allows."""

    light_page = True
    personal_page = True
    day = hour = time_error = ""

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.letter = letters.find(text_of(self.request, "letter"))
        if self.letter is None:
            raise NotFound("newsletter-letter")
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            address = self._act(text_of(self.request, "do"))
            if address:
                return self.request.response.redirect(address)
        return self.index()

    def page_title(self) -> str:
        return self.letter.title(api.portal.get_current_language())

    @property
    def url(self) -> str:
        """Address of this page."""
        return f"{self.context.absolute_url()}/@@newsletter-letter?letter={self.letter.id}"

    @property
    def state(self):
        return STATES[self.letter.state]

    def can(self, what: str) -> bool:
        """Whether the button makes sense now."""
        state = self.letter.state
        if what in ("send", "plan"):
            return state == DRAFT and bool(self.letter.themes)
        if what == "edit":
            return state == DRAFT
        if what == "delete":
            return state == DRAFT
        if what == "stop":
            return state in (PLANNED, SENDING)
        return what == "go_on" and state == STOPPED

    def own_address(self) -> str:
        """Address of the current user, to which a test goes; '' when there is none."""
        found = api.user.get_current().getProperty("email") or ""
        return found if is_email(found) else ""

    def previews(self) -> list[dict]:
        """The letter in each of its languages: name, address of the picture of it, plain text."""
        writer, names = draft_writer(self.letter), dict(languages())
        url = f"{self.context.absolute_url()}/@@newsletter-preview?letter={self.letter.id}&language="
        return [
            {"code": code, "name": names.get(code, code), "url": f"{url}{code}", "text": writer.page(code)[0]}
            for code in self.letter.texts
        ]

    def progress(self) -> dict | None:
        """How far the sending is; None before it begins."""
        run = self.letter.run
        if run.started is None:
            return None
        return {
            "sent": run.sent,
            "failed": run.failed,
            "total": run.total,
            "started": moment_text(run.started),
            "finished": moment_text(run.finished) if run.finished else "",
        }

    def planned(self) -> str:
        """When it is going to be sent; '' when that is open."""
        return moment_text(self.letter.planned) if self.letter.planned else ""

    def readers(self) -> int:
        """How many get it, as things are now."""
        store = query_store()
        return sum(1 for _number, one in store.everybody() if one.wants(self.letter.themes, now()))

    def theme_names(self) -> str:
        """Its themes in words."""
        language = api.portal.get_current_language()
        return ", ".join(one.title(language) for one in themes() if one.id in self.letter.themes)

    def public_url(self) -> str:
        """Its page in the archive; '' before it went out."""
        return f"{self.context.absolute_url()}/@@newsletters/{self.letter.id}" if self.letter.is_public else ""

    # What the buttons do: each returns where to go, '' to stay with an error

    def _act(self, what: str) -> str:
        if what == "test":
            return self._test()
        if not self.can(what):
            api.portal.show_message(_("That is not possible any more."), self.request, "warning")
            return self.url
        return {"send": self._send, "plan": self._plan, "stop": self._stop, "go_on": self._go_on, "delete": self._drop}[
            what
        ]()

    def _test(self) -> str:
        address = self.own_address()
        if not address:
            api.portal.show_message(_("Your account has no e-mail address."), self.request, "warning")
            return self.url
        writer = draft_writer(self.letter)
        for code in self.letter.texts:
            message = writer.trial(address, code, token_hex(12))
            letter = as_bytes(message).decode("ascii")
            enqueue(MAIL, {"to": in_ascii(address), "sender": writer.sender, "letter": letter})
        api.portal.show_message(_("A test is on its way to your own address."), self.request)
        return self.url

    def _send(self) -> str:
        sending.ask(self.letter)
        self._note("newsletter.sent")
        api.portal.show_message(_("The letter is being sent. This page shows how far it is."), self.request)
        return self.url

    def _go_on(self) -> str:
        sending.ask(self.letter)
        self._note("newsletter.sent")
        api.portal.show_message(_("The letter goes on to those who have not got it."), self.request)
        return self.url

    def _plan(self) -> str:
        self.day, self.hour = text_of(self.request, "day"), text_of(self.request, "hour")
        moment = moment_of(self.day, self.hour, now(), zone())
        if isinstance(moment, Fault):
            self.time_error = TIME_FAULTS[moment]
            return ""
        sending.ask(self.letter, moment)
        self._note("newsletter.planned")
        api.portal.show_message(_("The letter is planned."), self.request)
        return self.url

    def _stop(self) -> str:
        sending.stop(self.letter)
        self._note("newsletter.stopped")
        api.portal.show_message(_("Stopped. Who has not got the letter yet does not get it."), self.request)
        return self.url

    def _drop(self) -> str:
        self._note("newsletter.deleted")
        get_store().remove(self.letter)
        api.portal.show_message(_("The draft is deleted."), self.request)
        return f"{self.context.absolute_url()}/@@newsletter-desk"

    def _note(self, action: str) -> None:
        audit.record(action, f"letter:{self.letter.id}")


class Preview(BrowserView):
    """`@@newsletter-preview`: the HTML of the mail, in a frame. It runs nothing and loads own pictures only."""

    def __call__(self) -> str:
        letter, code = letters.find(text_of(self.request, "letter")), text_of(self.request, "language")
        if letter is None or code not in letter.texts:
            raise NotFound("newsletter-preview")
        response = self.request.response
        response.setHeader("Cache-Control", "private, no-store")
        response.setHeader("Content-Type", "text/html; charset=utf-8")
        response.setHeader("Content-Security-Policy", PREVIEW_POLICY)
        return draft_writer(letter).page(code)[1]
