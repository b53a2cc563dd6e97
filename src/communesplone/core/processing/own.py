"""What core keeps: cases, accounts, the log, letters on their way, traces."""

from communesplone import _
from communesplone.core.audit import log
from communesplone.core.cases import pending
from communesplone.core.domain.processing import Activity
from communesplone.core.domain.processing import Basis
from communesplone.core.domain.processing import NothingKept
from communesplone.core.interfaces import IProcessing
from communesplone.core.jobs import store as jobs
from communesplone.core.jobs.job import DONE
from communesplone.core.jobs.job import FAILED
from communesplone.core.jobs.tidying import KEPT
from communesplone.core.legal import store as legal
from communesplone.core.mail import journal
from communesplone.core.processing import words
from communesplone.core.registers import register
from communesplone.core.retention import records
from communesplone.core.retention.rules import default_rule
from communesplone.core.security import accounts
from communesplone.core.security.cookies import DEVICE_DAYS
from communesplone.core.security.settings import settings as security
from zope.interface import implementer


@implementer(IProcessing)
class CoreProcessing:
    """Cases of all kinds, and what surrounds them."""

    def activities(self) -> list:
        return [_cases(), _accounts(), _log(), _letters(), _traces(), _published(), *NOTHING]


NOTHING = (
    NothingKept("hours", _("Opening hours")),
    NothingKept("law", _("Legal values"), stores=(legal.ANNOTATION,)),
    NothingKept("registers", _("Numbers of registers"), stores=(register.ANNOTATION,)),
)


def _cases() -> Activity:
    return Activity(
        key="cases",
        title=_("Requests to the commune"),
        purpose=_("Handle what people ask for, answer them, and be able to show later what was decided."),
        basis=Basis.PUBLIC_TASK,
        people=(words.APPLICANTS, _("people named in a request")),
        data=(words.NAME, words.CONTACT, _("what was asked, files, messages"), _("steps with their days")),
        recipients=(words.HANDLING_SERVICE, words.MANAGERS, words.NOBODY_ELSE),
        delays=words.days_after_last_step(default_rule()),
        stores=(pending.ANNOTATION, "communesplone.core.cases.saved", "communesplone.core.cases.reminders"),
        page="@@my-data",
        rank=10,
    )


def _accounts() -> Activity:
    idle = security().citizen_idle_minutes
    return Activity(
        key="accounts",
        title=_("Accounts"),
        purpose=_("Let people come back to their requests, and staff to their work, and nobody in their place."),
        basis=Basis.PUBLIC_TASK,
        people=(words.ACCOUNTS,),
        data=(words.NAME, words.CONTACT, _("password and second step, unreadable even for administrators")),
        recipients=(words.MANAGERS, words.NOBODY_ELSE),
        delays=(
            _("until the account is deleted"),
            _("you are logged out after ${minutes} minutes without activity", mapping={"minutes": idle}),
            _("the mark of a known browser: ${days} days", mapping={"days": DEVICE_DAYS}),
        ),
        stores=(accounts.KEY,),
        page="@@my-data",
        rank=30,
    )


def _log() -> Activity:
    return Activity(
        key="log",
        title=_("The log"),
        purpose=_("Be able to prove who did or read what, and find abuse (GDPR, art. 5, 2 and art. 32)."),
        basis=Basis.LEGAL_DUTY,
        people=(words.STAFF, words.ACCOUNTS),
        data=(_("id of the account, moment, act, number of the case; no name, no address, no text"),),
        recipients=(words.MANAGERS,),
        delays=(words.FOR_GOOD, _("each entry proves the one before it, so none can be taken out")),
        stores=(log.ANNOTATION,),
        rank=40,
    )


def _letters() -> Activity:
    return Activity(
        key="letters",
        title=_("Letters on their way"),
        purpose=_("Send mails after the work they tell about is done, and again when a server did not answer."),
        basis=Basis.PUBLIC_TASK,
        people=(words.APPLICANTS, words.ACCOUNTS),
        data=(_("e-mail address and text of the letter"),),
        recipients=(_("the mail server of the commune"),),
        delays=(
            _("the letter: until it is sent"),
            _("that it was sent, without address and text: ${days} days", mapping={"days": KEPT[DONE].days}),
            _("a letter that nobody could deliver: ${days} days", mapping={"days": KEPT[FAILED].days}),
            _("day and number in a file beside the site: ${days} days", mapping={"days": journal.KEPT.days}),
        ),
        stores=(jobs.ANNOTATION,),
        rank=50,
    )


def _traces() -> Activity:
    return Activity(
        key="traces",
        title=_("Traces of requests that are gone"),
        purpose=_("Prove that a file was destroyed by rule and not lost."),
        basis=Basis.LEGAL_DUTY,
        people=(_("nobody: the person is not in the trace"),),
        data=(_("number, kind, service, days; hash of the document"),),
        recipients=(words.MANAGERS,),
        delays=(words.FOR_GOOD,),
        stores=(records.ANNOTATION,),
        rank=60,
    )


def _published() -> Activity:
    return Activity(
        key="published",
        title=_("Staff and elected people on the site"),
        purpose=_("Tell whom to turn to, and who holds which office."),
        basis=Basis.PUBLIC_TASK,
        people=(words.STAFF, _("elected people")),
        data=(words.NAME, _("function, contact at work, picture if given")),
        recipients=(_("everybody: these pages are public"),),
        delays=(_("while the function lasts"),),
        rank=70,
    )
