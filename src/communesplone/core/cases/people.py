"""Who is in charge of a case: assigning and handing over."""

from communesplone import _
from communesplone.core.audit import cases as audit
from communesplone.core.cases.workflow import NotPossible
from communesplone.core.moments import now
from communesplone.core.organisation.groups import members
from communesplone.core.organisation.vocabularies import unit_titles
from datetime import datetime
from persistent import Persistent
from persistent.list import PersistentList
from plone import api
from plone.app.uuid.utils import uuidToObject


HANDLE = "CommunesPlone: Handle case"
DIRECT = "CommunesPlone: Direct case"
SIGN = "CommunesPlone: Sign case"
LONGEST_WHY = 2000  # characters
NO_REASON = _("Write why you hand the cases over.")


def may_assign(case, user_id: str) -> bool:
    """Whether the current user may put that person in charge: whoever handles the case may take it or lay down what is
    his own, who directs it may give it to anybody of the unit."""
    if api.user.has_permission(DIRECT, obj=case):
        return True
    me = api.user.get_current().getId()
    own = user_id == me or (not user_id and case.assignee in ("", me))
    return own and api.user.has_permission(HANDLE, obj=case)


def may_hand_over(case) -> bool:
    """Whether the current user may give the case to another unit."""
    return api.user.has_permission(DIRECT, obj=case)


def assign(case, user_id: str) -> None:
    """Put a clerk or head of the handling unit in charge; '' for nobody. Raises NotPossible for anybody else."""
    if user_id and user_id not in staff(case.unit):
        raise NotPossible("assign")
    case.assignee = user_id
    audit.act("case.assigned", case, to=user_id or None)
    case.handed = case.handed and not user_id
    case.reindexObject()


class HandOver(Persistent):
    """A case went from one unit (UID, '' for none) to another; `actor` is a user id, `why` what he wrote."""

    def __init__(self, origin: str, target: str, actor: str, why: str, moment: datetime):
        self.origin = origin
        self.target = target
        self.actor = actor
        self.why = why
        self.moment = moment


def hand_over(case, unit_uid: str, why: str) -> None:
    """Give the case to another unit: its people see it from the commit on, the former ones no longer. Notes go along.

    Raises NotPossible for a unit that does not exist, since nobody would see the case any more, and for the one that
    has the case; for no reason given, with a message as its second argument.
    """
    if unit_uid not in unit_titles() or unit_uid == case.unit:
        raise NotPossible("hand_over")
    why = why.strip()[:LONGEST_WHY]
    if not why:
        raise NotPossible("hand_over", NO_REASON)
    audit.act("case.handed_over", case, to=unit_uid, **{"from": case.unit})
    me = api.user.get_current().getId() or ""
    if not isinstance(case.hand_overs, PersistentList):
        case.hand_overs = PersistentList()
    case.hand_overs.append(HandOver(case.unit, unit_uid, me, why, now()))
    case.unit = unit_uid
    case.assignee = ""
    case.handed = True
    case.reindexObject()


def staff(unit_uid: str) -> list[str]:
    """User ids of those who handle the cases of a unit."""
    return sorted({*members(unit_uid, "clerks"), *members(unit_uid, "heads")})


def full_name(user_id: str) -> str:
    """Name to show for a user id; the id itself when there is no name, '' for nobody."""
    if not user_id or user_id == "-":
        return ""
    user = api.user.get(userid=user_id)
    return (user.getProperty("fullname") if user else "") or user_id


def address_of(user_id: str) -> str:
    """E-mail address of an account; '' when there is none."""
    user = api.user.get(userid=user_id) if user_id else None
    return (user.getProperty("email") or "") if user else ""


def language_of(user_id: str) -> str:
    """Language that a colleague is written to in: the one of the account, else the site's."""
    user = api.user.get(userid=user_id) if user_id else None
    chosen = (user.getProperty("language") or "") if user else ""
    return chosen.split("-")[0] or default_language()


def default_language() -> str:
    """The site's first language, two letters."""
    return api.portal.get_default_language().split("-")[0]


def unit_email(unit_uid: str) -> str:
    """The public mailbox of a unit; '' when it has none."""
    unit = uuidToObject(unit_uid, unrestricted=True) if unit_uid else None
    return (getattr(unit, "email", "") or "") if unit is not None else ""
