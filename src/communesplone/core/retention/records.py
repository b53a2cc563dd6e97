"""What was approved, what became of it, and the trace of each case that went; no applicant is named in here.

The trace is kept for good: it is the proof that a case was destroyed by rule and not lost.
"""

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from communesplone.core.domain.retention import Rule
from datetime import date
from datetime import datetime
from persistent import Persistent
from plone import api
from secrets import choice
from typing import NamedTuple
from zope.annotation.interfaces import IAnnotations


ANNOTATION = "communesplone.core.retention"


class Trace(NamedTuple):
    """What stays of a case. Stored as the plain tuple; days as ISO text, ``days``: what the rule said; ``run``: id."""

    reference: str
    kind: str
    title: str
    unit: str
    submitted: str
    closed_on: str
    number: str
    document_sha256: str
    action: str
    days: int
    gone_on: str
    run: str


# No digit and no vowel: an id is never taken for a number of a person, in a log that refuses those, or for a word.
LETTERS = "cdfghjkmnpqrstvwxz"


def _letters() -> str:
    return "".join(choice(LETTERS) for _place in range(8))


class Listing(Persistent):
    """The references of a run; never written again."""

    def __init__(self, references: list[str]):
        self.references = tuple(references)


class Run(Persistent):
    """One approved list: who, when, under which rule, how far it came.

    ``results``: place in the list -> '' for a case that went, or why it stayed.
    """

    def __init__(self, moment: datetime, actor: str, kind: tuple[str, str], title: str, rule: Rule, references: list):
        self.id = f"{moment:%Y-%m-%d}-{_letters()}"
        self.moment = moment
        self.actor = actor
        self.handler, self.kind = kind
        self.title = title
        self.action = rule.action.value
        self.days = rule.days
        self.issued_days = rule.issued_days
        self.listing = Listing(references)
        self.total = len(references)
        self.place = 0
        self.gone = 0
        self.finished = None
        self.results = IOBTree()

    def same_rule(self, rule: Rule | None) -> bool:
        """Whether the rule is still the one that was approved."""
        return rule is not None and (rule.action.value, rule.days, rule.issued_days) == (
            self.action,
            self.days,
            self.issued_days,
        )

    def note(self, reason: str) -> None:
        """The next case of the list went ('') or stayed, for that reason."""
        self.results[self.place] = reason
        self.place += 1
        self.gone += not reason


class RetentionBook(Persistent):
    """Runs by id, traces by reference."""

    def __init__(self):
        self.runs = OOBTree()
        self.traces = OOBTree()

    def trace(self, reference: str) -> Trace | None:
        """What stays of the case of that reference, or None."""
        found = self.traces.get(reference)
        return None if found is None else Trace(*found)


def install(site) -> None:
    """Make room for the records in a site."""
    annotations = IAnnotations(site)
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = RetentionBook()


def book() -> RetentionBook:
    """The records of the current site."""
    return IAnnotations(api.portal.get())[ANNOTATION]


def iso(day: date | None) -> str:
    """A day as ISO text, '' for none."""
    return day.isoformat() if day else ""
