"""What the website keeps about people: registrations for events, words about pages; the rest keeps nothing."""

from communesplone import _
from communesplone.core.domain.processing import Activity
from communesplone.core.domain.processing import Basis
from communesplone.core.domain.processing import NothingKept
from communesplone.core.interfaces import IProcessing
from communesplone.core.interfaces import IRetentionRules
from communesplone.core.processing import words
from communesplone.core.retention.rules import default_rule
from communesplone.website import hero
from communesplone.website.checks import store as checks
from communesplone.website.events import registers
from communesplone.website.events.proposals.content import CODE as PROPOSAL
from communesplone.website.events.proposals.content import KIND
from communesplone.website.feedback import counts
from communesplone.website.feedback.remark import CODE
from communesplone.website.newsletter import store as newsletter
from communesplone.website.newsletter.settings import settings as newsletter_settings
from communesplone.website.site_check import store as site_check
from communesplone.website.waste import store as waste
from zope.component import queryUtility
from zope.interface import implementer


@implementer(IProcessing)
class WebsiteProcessing:
    """Pages, alerts, events, remarks."""

    def activities(self) -> list:
        return [
            _registrations(),
            _newsletter(),
            _proposals(),
            _remarks(),
            NothingKept("alerts", _("Alerts")),
            NothingKept("clear", _("Answers to “Was this page clear?”"), stores=(counts.ANNOTATION,)),
            NothingKept("checks", _("Accessibility checks"), stores=(checks.ANNOTATION, site_check.ANNOTATION)),
            NothingKept("home", _("The home page"), stores=(hero.ANNOTATION,)),
            NothingKept("waste", _("Waste calendar"), stores=(waste.ANNOTATION,)),
        ]


def _registrations() -> Activity:
    return Activity(
        key="registrations",
        title=_("Registrations for events"),
        purpose=_("Keep a seat, tell about changes, call from the waiting list."),
        basis=Basis.CONTRACT,
        people=(_("people who register"),),
        data=(words.NAME, words.CONTACT, _("number of persons, a note")),
        recipients=(_("who organises the event"), words.NOBODY_ELSE),
        delays=(_("until some days after the event; the organiser sets how many for each event"),),
        stores=(registers.ANNOTATION,),
        rank=35,
    )


def _newsletter() -> Activity:
    return Activity(
        key="newsletter",
        title=_("The newsletter"),
        purpose=_("Send news of the themes that people chose."),
        basis=Basis.CONSENT,
        people=(_("people who subscribed"),),
        data=(_("e-mail address, language, themes; days of asking and of confirming"),),
        recipients=(_("who writes the newsletter"), words.NOBODY_ELSE),
        delays=(
            _("until you unsubscribe, by one click in each letter"),
            _("an address that is not confirmed: ${days} days", mapping={"days": newsletter_settings().days}),
        ),
        stores=(newsletter.ANNOTATION,),
        rank=36,
    )


def _proposals() -> Activity:
    return Activity(
        key="proposals",
        title=_("Proposed events"),
        purpose=_("Look at an event that somebody wants in the agenda, ask about it, publish it."),
        basis=Basis.PUBLIC_TASK,
        people=(_("people who propose an event"),),
        data=(words.NAME, words.CONTACT, _("what the event is, a picture, messages")),
        recipients=(words.HANDLING_SERVICE, words.NOBODY_ELSE, _("the event itself, once published: everybody")),
        delays=_proposal_delays(),
        kinds=(PROPOSAL,),
        rank=37,
    )


def _proposal_delays() -> tuple:
    """By the rule of their kind, else by that of all cases."""
    rules = queryUtility(IRetentionRules, PROPOSAL)
    own = rules.rules() if rules is not None else {}
    return words.days_after_last_step(own.get(KIND) or default_rule())


def _remarks() -> Activity:
    return Activity(
        key="remarks",
        title=_("Words about a page"),
        purpose=_("Make pages clearer."),
        basis=Basis.PUBLIC_TASK,
        people=(words.VISITORS,),
        data=(_("what was written and on which page; no name, no address"),),
        recipients=(_("the service of the page"), words.NOBODY_ELSE),
        delays=words.days_after_last_step(default_rule()),
        kinds=(CODE,),
        rank=38,
    )


# Name, what for, how long: all that a page of the suite puts into a browser.
IN_THE_BROWSER = (
    ("I18N_LANGUAGE", _("the language you chose"), _("until you close the browser")),
    ("__ac", _("that you are logged in"), _("until you log out, close the browser, or do nothing for a while")),
    ("__communes_device", _("that this browser is known, so that nobody else guesses your password"), _("180 days")),
    ("localStorage", _("which alerts you closed"), _("until you clear the data of your browser")),
    ("sessionStorage", _("which alerts were read to you"), _("until you close the tab")),
)
