"""Where the values that a commune sets itself lie: beside the site, written only by `override` and `withdraw`.

All in one attribute of one object: two managers at once conflict, the second is repeated and sees what the first did.
"""

from communesplone.law.answers import Confidence
from communesplone.law.overrides import check_against
from communesplone.law.overrides import Override
from communesplone.law.values import Value
from dataclasses import asdict
from dataclasses import replace
from datetime import datetime
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations


ANNOTATION = "communesplone.core.legal"


class Overrides(Persistent):
    """Every value that was ever set, oldest first; plain dictionaries, so that later code can read them."""

    def __init__(self) -> None:
        self._entries: tuple[dict, ...] = ()

    def all(self) -> tuple[Override, ...]:
        """Withdrawn ones too; the place in the order is the number by which one is withdrawn."""
        return tuple(_loaded(entry) for entry in self._entries)

    def add(self, new: Override) -> None:
        """Add one; raises WrongValue when another of the same key and jurisdiction holds on one of its days."""
        held = (one.value for one in self.all() if one.active and one.jurisdiction == new.jurisdiction)
        check_against(new.value, held)
        self._entries = (*self._entries, _kept(new))

    def withdraw(self, number: int, by: str, at: datetime) -> Override:
        """Let one hold no more; it stays as a trace. Raises LookupError when there is none or it is withdrawn."""
        entries = list(self._entries)
        if not 0 <= number < len(entries) or not _loaded(entries[number]).active:
            raise LookupError(number)
        gone = replace(_loaded(entries[number]), withdrawn_by=by, withdrawn_at=at)
        entries[number] = _kept(gone)
        self._entries = tuple(entries)
        return gone


def overrides(site) -> tuple[Override, ...]:
    """What the commune set, withdrawn ones too; reading never writes."""
    found = IAnnotations(site).get(ANNOTATION)
    return found.all() if found is not None else ()


def place(site) -> Overrides:
    """The place to write to, made when there is none yet."""
    annotations = IAnnotations(site)
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = Overrides()
    return annotations[ANNOTATION]


def _kept(one: Override) -> dict:
    value = {**asdict(one.value), "confidence": str(one.value.confidence)}
    return {**asdict(one), "value": value}


def _loaded(entry: dict) -> Override:
    value = Value(**{**entry["value"], "confidence": Confidence(entry["value"]["confidence"])})
    return Override(**{**entry, "value": value})
