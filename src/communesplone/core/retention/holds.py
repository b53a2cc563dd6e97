"""A case on hold stays, whatever the rule: a dispute, an inquiry. Who directs its service puts and lifts the hold."""

from communesplone.core.audit.api import record
from communesplone.core.cases import queue
from communesplone.core.moments import today
from plone import api


LONGEST = 500  # characters of a reason


class NotPossible(Exception):
    """No reason, a case that is gone, or not the person's to hold."""


def directs(case) -> bool:
    """Whether the current user directs the service of the case; in its last state nobody has a permission for that."""
    return queue.sees_all() or case.unit in queue.directed_units()


def hold(case, reason: str) -> None:
    """Keep the case from going until somebody lifts the hold. Raises NotPossible."""
    reason = reason.strip()[:LONGEST]
    if not reason or case.gone_on is not None or not directs(case):
        raise NotPossible
    case.held = (reason, api.user.get_current().getId(), today().isoformat())
    case.reindexObject()
    record("case.held", f"case:{case.reference}")


def release(case) -> None:
    """Lift the hold; nothing happens when there is none. Raises NotPossible."""
    if not directs(case):
        raise NotPossible
    if case.held:
        case.held = ()
        case.reindexObject()
        record("case.released", f"case:{case.reference}")
