"""Who is in charge of a case: assigning and handing over."""

from communesplone.core.audit import cases as audit
from communesplone.core.cases.workflow import NotPossible
from communesplone.core.organisation.groups import members
from communesplone.core.organisation.vocabularies import unit_titles
from plone import api


HANDLE = "CommunesPlone: Handle case"
DIRECT = "CommunesPlone: Direct case"


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
    case.reindexObject()


def hand_over(case, unit_uid: str) -> None:
    """Give the case to another unit: its people see it from the commit on, the former ones no longer.

    Raises NotPossible for a unit that does not exist: nobody would see the case any more.
    """
    if unit_uid not in unit_titles():
        raise NotPossible("hand_over")
    audit.act("case.handed_over", case, to=unit_uid, **{"from": case.unit})
    case.unit = unit_uid
    case.assignee = ""
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
