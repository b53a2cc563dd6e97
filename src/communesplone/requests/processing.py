"""What orders keep about people, by procedure, and forms that were begun and never sent."""

from communesplone import _
from communesplone.core.domain.processing import Activity
from communesplone.core.domain.processing import Basis
from communesplone.core.domain.retention import Rule
from communesplone.core.interfaces import IProcessing
from communesplone.core.interfaces import IRetentionRules
from communesplone.core.kept import Kept
from communesplone.core.processing import words
from communesplone.core.retention.rules import default_rule
from communesplone.requests import drafts
from communesplone.requests.content.order import CODE
from plone import api
from zope.component import getUtility
from zope.globalrequest import getRequest
from zope.interface import implementer


_KEPT = Kept()


@implementer(IProcessing)
class RequestsProcessing:
    """Orders, and what is begun."""

    def activities(self) -> list:
        return [_orders(), _begun()]


def _own_rules() -> dict[str, Rule]:
    """The periods of procedures that have one of their own; their cards are woken once for each change of content."""
    catalog = api.portal.get_tool("portal_catalog")
    rules, request = getUtility(IRetentionRules, CODE).rules, getRequest()
    return _KEPT.answer(request, catalog.getPhysicalPath(), rules) if request is not None else rules()


def _orders() -> Activity:
    return Activity(
        key="orders",
        title=_("Documents ordered on line or at the counter"),
        purpose=_("Make out the document, deliver it, and be able to say later that it was issued."),
        basis=Basis.LEGAL_DUTY,
        people=(words.APPLICANTS, _("people the document is about")),
        data=(
            words.NAME,
            words.CONTACT,
            _("national number where the document needs it"),
            _("answers of the form, files, the document itself"),
        ),
        recipients=(words.HANDLING_SERVICE, _("who signs the document"), words.MANAGERS, words.NOBODY_ELSE),
        delays=_delays(),
        kinds=(CODE,),
        page="@@my-orders",
        rank=20,
    )


def _delays() -> tuple:
    """The shortest and longest period of procedures with one of their own, then what holds for all others."""
    own = _own_rules()
    found = []
    if own:
        known = [rule.days_for(issued) for rule in own.values() for issued in (False, True)]
        mapping = {"number": len(own), "least": min(known), "most": max(known)}
        found.append(_("${number} procedures with a period of their own: ${least} to ${most} days", mapping=mapping))
    return (*found, *words.days_after_last_step(default_rule()))


def _begun() -> Activity:
    return Activity(
        key="begun",
        title=_("Forms begun and not sent"),
        purpose=_("Let people look at what they typed before they send it, or go on later."),
        basis=Basis.CONTRACT,
        people=(words.APPLICANTS,),
        data=(_("what was typed, files"), _("e-mail address when the link to go on is sent by mail")),
        recipients=(_("nobody: staff do not see it"),),
        delays=(
            _("${days} days", mapping={"days": drafts.KEPT.days}),
            _("${days} days when it is saved for later", mapping={"days": drafts.SAVED.days}),
        ),
        stores=(drafts.ANNOTATION,),
        kinds=(CODE,),
        page="@@my-data",
        rank=25,
    )
