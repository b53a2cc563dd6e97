"""What a vote on a proposal decides."""

from collections.abc import Iterable
from communesplone.law.answers import Answer
from communesplone.law.answers import Reason
from communesplone.law.book import Law
from communesplone.law.phrases import _
from communesplone.law.units import needed
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Vote(StrEnum):
    """What one member, or one paper, says."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    VOID = "void"


class Outcome(StrEnum):
    """What became of a proposal."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    POSTPONED = "postponed"


@dataclass(frozen=True)
class Votes:
    """The count of a vote. Blank papers count among the void ones."""

    yes: int
    no: int
    abstain: int = 0
    void: int = 0

    def __post_init__(self) -> None:
        if min(self.yes, self.no, self.abstain, self.void) < 0:
            raise ValueError("a number of votes is never negative")

    @property
    def tie(self) -> bool:
        """As many for as against, no votes at all included."""
        return self.yes == self.no


def count(votes: Iterable[Vote]) -> Votes:
    """Return the count of single votes, in whatever order."""
    cast = [Vote(vote) for vote in votes]
    return Votes(*(cast.count(kind) for kind in Vote))


def outcome(
    law: Law, day: date, votes: Votes, *, secret: bool = False, president: Vote | None = None
) -> Answer[Outcome]:
    """Answer with what the council decides. ``president`` is how the president voted, of weight only in a public tie.

    Abstentions and void papers never count. Raises ValueError when the law gives the president the casting vote and
    it is not told how he voted, or when his vote is not among those counted.
    """
    asked = (*law.ask("ballot.majority", day).reasons, *law.ask("ballot.abstentions_count", day).reasons)
    reasons = (*asked, _figures(votes))
    if not votes.tie:
        return Answer(Outcome.ADOPTED if votes.yes > votes.no else Outcome.REJECTED, reasons)
    tie = law.ask("ballot.tie_secret" if secret else "ballot.tie", day)
    reasons += tie.reasons
    if tie.value == "vote of the president" and votes.yes:
        return _casting_vote(votes, president, reasons)
    return Answer(Outcome.REJECTED, reasons)


def account_outcome(law: Law, day: date, votes: Votes) -> Answer[Outcome]:
    """Answer with what becomes of the administrative account: in France it is adopted unless a majority is against.

    Elsewhere as any other proposal, where a tie rejects.
    """
    if law.get("ballot.account", day) is None:
        return outcome(law, day, votes)
    asked = law.ask("ballot.account", day)
    said = Outcome.REJECTED if votes.no > votes.yes else Outcome.ADOPTED
    return Answer(said, (*asked.reasons, _figures(votes)))


def college_outcome(
    law: Law, day: date, votes: Votes, *, president: Vote | None = None, urgent: bool = False, ties_before: int = 0
) -> Answer[Outcome]:
    """Answer with what the college decides.

    A tie postpones, or a councillor is called. The president decides it when urgency was recognised beforehand, or at
    the third tie. Raises NoValue where no rule for the college is known, ValueError as ``outcome``.
    """
    if not votes.tie:
        return Answer(Outcome.ADOPTED if votes.yes > votes.no else Outcome.REJECTED, (_figures(votes),))
    asked, decides = law.ask("ballot.college_tie", day), law.ask("ballot.college_tie_decides", day)
    reasons = (_figures(votes), *asked.reasons, *decides.reasons)
    if urgent or ties_before + 1 >= int(decides.value or 0):
        return _casting_vote(votes, president, reasons)
    return Answer(Outcome.POSTPONED, reasons)


def may_close_doors(
    law: Law, day: date, in_favour: int, *, present: int, represented: int = 0, matter: str = ""
) -> Answer[bool]:
    """Answer whether so many votes close the doors on a matter that concerns no person.

    ``matter``: a word of the list of matters that are never closed. Raises ValueError for more votes than voters.
    """
    if not 0 <= in_favour <= present + represented:
        raise ValueError("no more votes than voters")
    never = law.get("closed.never", day) or ()
    if matter and matter in never:  # type: ignore[operator]
        return Answer(False, law.ask("closed.never", day).reasons)
    share, base = law.ask("closed.share", day), law.ask("closed.share_of", day)
    number = present + (represented if base.value == "present or represented" else 0)
    least = needed(str(share.value), number)
    said = Reason(_("Of ${number}: ${count}.", number=number, count=least))
    return Answer(in_favour >= least and number > 0, (*share.reasons, *base.reasons, said))


def enough_ask(law: Law, key: str, day: date, asking: int, present: int) -> Answer[bool]:
    """Answer whether enough members present ask for a vote by name or in secret (``ballot.named_on_request``, ...).

    Raises NoValue where the law has no such right, ValueError when more ask than are present.
    """
    if not 0 <= asking <= present:
        raise ValueError("no more members asking than present")
    asked = law.ask(key, day)
    if asked.value is None:
        return Answer(False, asked.reasons)
    least = needed(str(asked.value), present)
    said = Reason(_("Of ${number}: ${count}.", number=present, count=least))
    return Answer(asking >= least and present > 0, (*asked.reasons, said))


def _casting_vote(votes: Votes, president: Vote | None, reasons: tuple[Reason, ...]) -> Answer[Outcome]:
    if president is None:
        raise ValueError("a tie: how the president voted decides, and is not told")
    president = Vote(president)
    if president in (Vote.YES, Vote.NO) and not votes.yes:
        raise ValueError("the vote of the president is not among those counted")
    said = Outcome.ADOPTED if president is Vote.YES else Outcome.REJECTED
    return Answer(said, (*reasons, Reason(_("The president voted: ${vote}.", vote=_WORDS[president]))))


def _figures(votes: Votes) -> Reason:
    return Reason(
        _(
            "For: ${yes}; against: ${no}; abstentions: ${abstain}; void: ${void}.",
            yes=votes.yes,
            no=votes.no,
            abstain=votes.abstain,
            void=votes.void,
        )
    )


_WORDS = {Vote.YES: _("for"), Vote.NO: _("against"), Vote.ABSTAIN: _("abstention"), Vote.VOID: _("void")}
