"""Which rule holds for a kind of case, and what of the cases is ripe; from rows of the catalog."""

from communesplone.core.cases.catalog import get_catalog
from communesplone.core.cases.workflow import state
from communesplone.core.domain.retention import BadRule
from communesplone.core.domain.retention import Kept
from communesplone.core.domain.retention import last_ripe_end
from communesplone.core.domain.retention import Rule
from communesplone.core.interfaces import IRetentionRules
from communesplone.core.retention.settings import rule_of
from communesplone.core.retention.settings import settings
from dataclasses import dataclass
from datetime import date
from zope.component import getUtilitiesFor


@dataclass(frozen=True)
class Group:
    """Cases that go together: one kind, with or without a document, under one rule; without a rule they stay."""

    handler: str
    kind: str
    issued: bool
    rule: Rule | None

    @property
    def token(self) -> str:
        """What stands for the group in an address."""
        return f"{self.handler}.{self.kind}.{int(self.issued)}"


class Rules:
    """The rules of the site as they are now, read once."""

    def __init__(self):
        self._own = {handler: utility.rules() for handler, utility in getUtilitiesFor(IRetentionRules)}
        self.default = default_rule()

    def of(self, handler: str, kind: str) -> Rule | None:
        """The kind's own rule, else that of the site; None when no period is set: nothing goes."""
        return self._own.get(handler, {}).get(kind) or self.default

    def groups(self) -> list[Group]:
        """Every kind of which there is a case, with and without a document."""
        catalog = get_catalog()
        found = []
        for token in sorted(catalog.kinds()):
            handler, _dot, kind = token.partition(".")
            rule = self.of(handler, kind)
            found += [Group(handler, kind, issued, rule) for issued in (False, True)]
        return found

    def group(self, token: str) -> Group | None:
        """The group of that token, or None."""
        return next((group for group in self.groups() if group.token == token), None)


def default_rule() -> Rule | None:
    """The site's own rule; None when there is none or what was written into the registry by hand makes no sense."""
    found = settings()
    try:
        return rule_of(found.keep_days, found.when_over or "", found.keep_issued_days)
    except BadRule:
        return None


def query(group: Group, today: date, units: list[str] | None) -> dict:
    """The ripe cases of a group as a query of the catalog; ``units`` narrows it. The group must have a rule."""
    last = last_ripe_end(group.rule, group.issued, today)
    return {"handler": group.handler, "kind": group.kind, **_ended(group.issued, last), **_within(units)}


def _ended(issued: bool, last: date) -> dict:
    """Cases that may go when their last step was on that day or before."""
    until = {"query": last.toordinal(), "range": "max"}
    return {"open": False, "issued": issued, "held": False, "gone": False, "closed_on": until}


def _within(units: list[str] | None) -> dict:
    return {} if units is None else {"unit": units}


def finished(units: list[str] | None) -> dict[tuple[str, str, bool], int]:
    """Finished cases that the user may see, by handler, kind, and whether a document was issued; two searches."""
    counted = {}
    for issued in (False, True):
        asked = {"open": False, "gone": False, "issued": issued, **_within(units)}
        for (handler, kind), number in get_catalog().count_by("handler", "kind", **asked).items():
            counted[handler, kind, issued] = number
    return counted


def ripe(groups: list[Group], today: date, units: list[str] | None) -> dict[Group, int]:
    """How many cases of each group would go; one search for each different period, however many kinds there are."""
    searched = {}
    counted = {}
    for group in groups:
        if group.rule is None:
            continue
        asked = group.issued, last_ripe_end(group.rule, group.issued, today)
        if asked not in searched:
            searched[asked] = get_catalog().count_by("handler", "kind", **_ended(*asked), **_within(units))
        counted[group] = searched[asked].get((group.handler, group.kind), 0)
    return counted


def kept(case) -> Kept:
    """What retention knows of a case."""
    return Kept(state(case), case.closed_on, case.outcome == "issued", bool(case.held), case.gone_on is not None)
