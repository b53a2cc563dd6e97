"""Proposals to hand a case over, on the page of the case and behind its buttons."""

from communesplone import _
from communesplone.core.cases import proposals
from communesplone.core.cases.people import full_name
from communesplone.core.cases.words import moment_text
from communesplone.core.organisation.vocabularies import unit_titles


class Proposing:
    """What the macro `proposal` needs of a page; mix it into a view with `case`."""

    @property
    def may_propose(self) -> bool:
        return proposals.may_propose(self.case)

    def proposal(self) -> dict | None:
        """What waits for the head: who, unit, why, moment, may_decide, mine; None when nothing does."""
        found = proposals.pending(self.case)
        if found is None:
            return None
        return {
            "who": full_name(found.actor),
            "unit": unit_titles().get(found.target, "—"),
            "why": found.why,
            "moment": moment_text(found.moment),
            "may_decide": proposals.may_decide(self.case),
            "mine": proposals.may_take_back(self.case),
        }


def told(case) -> list[tuple]:
    """What was proposed and what became of it, for the history: moment, title (message), user id, text."""
    units = unit_titles()
    found = []
    for one in case.proposals:
        unit = {"unit": units.get(one.target, "—")}
        found.append((one.moment, _("Proposed to hand over to ${unit}", mapping=unit), one.actor, one.why))
        if one.outcome == proposals.DECLINED:
            found.append((one.decided, _("Proposal declined: the case stays"), one.decider, one.answer))
        elif one.outcome == proposals.TAKEN_BACK:
            found.append((one.decided, _("Proposal taken back"), one.decider, ""))
    return found


def act(case, name: str, unit_uid: str, text: str):
    """Do what a button says: propose, accept, decline, take_back; words of what was done. Raises NotPossible."""
    if name == "propose":
        proposals.propose(case, unit_uid, text)
        return _("The head of your service has been told of your proposal.")
    if name == "accept":
        proposals.accept(case)
        return _("The case was handed over.")
    if name == "decline":
        proposals.decline(case, text)
        return _("The case stays with your service; the clerk has been told.")
    proposals.take_back(case)
    return _("Your proposal is taken back.")


ACTS = frozenset({"propose", "accept", "decline", "take_back"})
