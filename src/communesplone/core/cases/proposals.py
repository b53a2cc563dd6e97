"""A clerk proposes that a case goes to another unit; the head of the own unit decides.

The other unit sees nothing of the case before it has it: a proposal opens no door.
"""

from communesplone.core.audit import cases as audit
from communesplone.core.cases import letters
from communesplone.core.cases import people
from communesplone.core.cases import thread
from communesplone.core.cases.catalog import CLOSED_STATES
from communesplone.core.cases.catalog import proposed
from communesplone.core.cases.workflow import NotPossible
from communesplone.core.cases.workflow import state
from communesplone.core.moments import now
from communesplone.core.organisation.vocabularies import unit_titles
from datetime import datetime
from persistent import Persistent
from persistent.list import PersistentList
from plone import api


OPEN, ACCEPTED, DECLINED, TAKEN_BACK = "", "accepted", "declined", "taken_back"
MOST = 20  # proposals of one case


class Proposal(Persistent):
    """From `origin` to `target` (UIDs of units), by `actor` (user id), and what became of it.

    `outcome`: one of the constants; `decider` (user id), `decided` (moment) and `answer` (text) once it is not OPEN.
    """

    outcome = OPEN
    decider = ""
    decided = None
    answer = ""

    def __init__(self, origin: str, target: str, actor: str, why: str, moment: datetime):
        self.origin = origin
        self.target = target
        self.actor = actor
        self.why = why
        self.moment = moment


def pending(case) -> Proposal | None:
    """The proposal that waits for the head; None once the case is finished or has another unit."""
    return case.proposals[-1] if proposed(case) and _is_open(case) else None


def may_propose(case) -> bool:
    """Whether the current user may propose: who handles the open case but does not direct it, one at a time."""
    is_free = _is_open(case) and not proposed(case) and len(case.proposals) < MOST
    return is_free and _handles(case) and not people.may_hand_over(case)


def may_decide(case) -> bool:
    """Whether the current user may accept or decline what was proposed."""
    return pending(case) is not None and people.may_hand_over(case)


def may_take_back(case) -> bool:
    """Whether the open proposal is the current user's own."""
    found = pending(case)
    return found is not None and found.actor == _me() and _handles(case)


def propose(case, unit_uid: str, why: str) -> None:
    """Propose another unit, with a reason. Raises NothingSaid without one, NotPossible; tells the heads by letter."""
    why = thread.said(why)[: people.LONGEST_WHY]
    if not may_propose(case) or unit_uid not in unit_titles() or unit_uid == case.unit:
        raise NotPossible("propose")
    if not isinstance(case.proposals, PersistentList):
        case.proposals = PersistentList()
    case.proposals.append(Proposal(case.unit, unit_uid, _me(), why, now()))
    audit.act("case.hand_over_proposed", case, to=unit_uid, **{"from": case.unit})
    letters.proposed(case)
    case.reindexObject()


def accept(case) -> None:
    """Hand the case over as proposed. Raises NotPossible."""
    if not may_decide(case):
        raise NotPossible("accept")
    found = pending(case)
    _settle(found, ACCEPTED)
    people.hand_over(case, found.target, found.why)
    letters.decided(case, found.actor, accepted=True)


def decline(case, answer: str = "") -> None:
    """The case stays; the clerk reads why. Raises NotPossible."""
    if not may_decide(case):
        raise NotPossible("decline")
    found = pending(case)
    _settle(found, DECLINED, answer)
    audit.act("case.hand_over_declined", case, to=found.target)
    letters.decided(case, found.actor, accepted=False)
    case.reindexObject()


def take_back(case) -> None:
    """Whoever proposed changes his mind. Raises NotPossible."""
    if not may_take_back(case):
        raise NotPossible("take_back")
    found = pending(case)
    _settle(found, TAKEN_BACK)
    audit.act("case.proposal_taken_back", case, to=found.target)
    case.reindexObject()


def _settle(proposal: Proposal, outcome: str, answer: str = "") -> None:
    proposal.outcome = outcome
    proposal.decider, proposal.decided = _me(), now()
    proposal.answer = answer.strip()[: people.LONGEST_WHY]


def _is_open(case) -> bool:
    return case.gone_on is None and state(case) not in CLOSED_STATES


def _handles(case) -> bool:
    return api.user.has_permission(people.HANDLE, obj=case)


def _me() -> str:
    return api.user.get_current().getId() or ""
