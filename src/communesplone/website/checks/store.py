"""Where results of checks are kept: the last one beside a history. The interface for whatever checks the site.

`store(result)` keeps one, `last()` gives the newest by its day, `history()` those before. Plain values, no classes of
ours in the database.
"""

from BTrees.OOBTree import OOBTree
from communesplone.core.audit.api import record
from communesplone.website.checks.domain.result import from_plain
from communesplone.website.checks.domain.result import Result
from persistent import Persistent
from plone import api
from secrets import token_hex
from zope.annotation.interfaces import IAnnotations


ANNOTATION = "communesplone.website.checks"
MOST = 60


class Checks(Persistent):
    """`newest` is read by every statement, the tree by the page of the history only."""

    def __init__(self) -> None:
        self.newest: dict = {}
        self.all = OOBTree()


def store(result: Result) -> None:
    """Keep a result; the oldest goes when there are more than 60. Committed with the running transaction."""
    kept = IAnnotations(api.portal.get())
    if ANNOTATION not in kept:
        kept[ANNOTATION] = Checks()
    checks = kept[ANNOTATION]
    checks.all[f"{result.day.isoformat()}-{token_hex(4)}"] = result.plain()
    while len(checks.all) > MOST:
        del checks.all[checks.all.minKey()]
    if not checks.newest or checks.newest["date"] <= result.day.isoformat():
        checks.newest = result.plain()
    details = {"day": result.day.isoformat(), "method": result.method.value, "failed": len(result.violations)}
    record("check.stored", "site:", details=details)


def last() -> Result | None:
    """The newest result; None when the site was never checked."""
    checks = IAnnotations(api.portal.get()).get(ANNOTATION)
    return from_plain(checks.newest) if checks is not None and checks.newest else None


def history() -> list[Result]:
    """All that are kept, newest first."""
    checks = IAnnotations(api.portal.get()).get(ANNOTATION)
    return [from_plain(one) for one in reversed(list(checks.all.values()))] if checks is not None else []
