"""Doing one thing to many cases: each is checked on its own, and the answer says which could not be changed and why."""

from collections.abc import Callable
from communesplone import _
from communesplone.core.cases import people
from communesplone.core.cases import store
from communesplone.core.cases import thread
from communesplone.core.cases.workflow import NotPossible
from communesplone.core.interfaces import ICaseBatchAction
from communesplone.core.moments import now
from dataclasses import dataclass
from dataclasses import field
from plone import api
from zope.component import getUtilitiesFor
from zope.interface import implementer


MOST = 200
UNKNOWN = _("Unknown, or not of your service")
NOT_NOW = _("Not possible in this state, or you may not do it")


@dataclass
class Outcome:
    """References of the cases that were changed, and those that were not by the reason (a message)."""

    done: list[str] = field(default_factory=list)
    failed: dict[str, list[str]] = field(default_factory=dict)


def visible_case(reference: str):
    """The case of that number if the current user may see it, or None."""
    case = store.find(reference) if isinstance(reference, str) else None
    return case if case is not None and api.user.has_permission("View", obj=case) else None


def each(references: list, step: Callable[[object], None]) -> Outcome:
    """Call `step(case)` for each case; NotPossible leaves that case out, with its second argument as the reason."""
    outcome = Outcome()
    for reference in dict.fromkeys(one for one in references[:MOST] if isinstance(one, str)):
        case = visible_case(reference)
        if case is None:
            outcome.failed.setdefault(UNKNOWN, []).append(reference)
            continue
        try:
            step(case)
        except NotPossible as problem:
            reason = problem.args[1] if len(problem.args) > 1 else NOT_NOW
            outcome.failed.setdefault(reason, []).append(case.reference)
        else:
            outcome.done.append(case.reference)
    return outcome


def assign(case, user_id: str) -> None:
    """Put somebody in charge, '' for nobody. Raises NotPossible."""
    if not people.may_assign(case, user_id):
        raise NotPossible("assign")
    people.assign(case, user_id)


def hand_over(case, unit_uid: str, why: str) -> None:
    """Give the case to another unit, with a reason. Raises NotPossible."""
    if not people.may_hand_over(case):
        raise NotPossible("hand_over")
    people.hand_over(case, unit_uid, why)


def actions() -> list[tuple[str, ICaseBatchAction]]:
    """What features and the spine offer, by name, in the order of the buttons."""
    return sorted(getUtilitiesFor(ICaseBatchAction), key=lambda pair: (pair[1].rank, pair[0]))


@implementer(ICaseBatchAction)
class BatchAction:
    """What most actions need; derive from it, and register with `provides` and `name`."""

    title = ""
    rank = 50
    needs_text = False

    def do(self, case, text: str) -> None:
        raise NotImplementedError

    def said(self, number: int):
        return _("Cases done: ${number}", mapping={"number": str(number)})

    def after(self, references: list[str]) -> None:
        pass


class LayDown(BatchAction):
    """Nobody is in charge any more."""

    title = _("Give back to the service")
    rank = 10

    def do(self, case, text: str) -> None:
        assign(case, "")

    def said(self, number: int):
        return _("Cases laid down: ${number}", mapping={"number": str(number)})


class AddNote(BatchAction):
    """The same internal note on each."""

    title = _("Add the note")
    rank = 90
    needs_text = True

    def do(self, case, text: str) -> None:
        thread.add_note(case, text, now())

    def said(self, number: int):
        return _("Notes added: ${number}", mapping={"number": str(number)})
