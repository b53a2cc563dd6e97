"""The published alerts that are not over, kept in the process while the catalog has not changed.

Everybody sees the same ones: those that anybody may see. Beside the one kept answer no page asks anything.
"""

from communesplone.core.kept import Kept
from communesplone.core.moments import now
from communesplone.website.alerts.content import words_of
from communesplone.website.alerts.domain import rules
from communesplone.website.alerts.domain.rules import Alert
from DateTime import DateTime
from plone import api
from typing import Any
from zlib import crc32


TYPE = "Alert"
_KEPT = Kept()


def not_over(request: Any) -> tuple[Alert, ...]:
    """Published alerts that run or are still to begin, at least; they may be over since the answer was kept."""
    catalog = api.portal.get_tool("portal_catalog")
    if "alert_facts" not in catalog.schema():
        return ()  # a site whose upgrade step is still to be run
    return _KEPT.answer(request, catalog.getPhysicalPath(), lambda: _find(catalog))


def for_page(context: Any, request: Any) -> list[Alert]:
    """The alerts that the page of this object shows now, in order."""
    found = not_over(request)
    if not found:
        return []
    where = getattr(context, "getPhysicalPath", None)
    path = "/".join(where()) if where is not None else ""
    return rules.running(found, now().timestamp(), path)


def stamp(context: Any, request: Any) -> str:
    """Changes when what the page shows of alerts does."""
    return repr([(one.key, fingerprint(one)) for one in for_page(context, request)])


def fingerprint(alert: Alert) -> str:
    """Short text that changes with what is said: somebody who closed an alert sees it again when it says more."""
    said = (alert.level, sorted((code, words.title, words.summary) for code, words in alert.words.items()), alert.end)
    return f"{crc32(repr(said).encode()):08x}"


def from_row(row: Any, section: str = "") -> Alert:
    """The alert of a catalog row; `section` is the path that its UID stands for."""
    facts = row.alert_facts
    words = {language: words_of(parts) for language, parts in facts["texts"].items()}
    changed = row.modified.timeTime()
    return Alert(row.UID, facts["level"], facts["start"], facts["end"], words, section, row.getPath(), changed)


def section_path(catalog: Any, uid: str) -> str:
    """Where the section is now; '' for the whole site, an impossible path when the section is gone."""
    if not uid:
        return ""
    rows = catalog.unrestrictedSearchResults(UID=uid)
    return rows[0].getPath() if rows else f"-{uid}"


def _find(catalog: Any) -> tuple[Alert, ...]:
    rows = catalog.unrestrictedSearchResults(
        portal_type=TYPE,
        review_state="published",
        expires={"query": DateTime(now()), "range": "min"},
    )
    good = [row for row in rows if isinstance(row.alert_facts, dict)]
    return tuple(from_row(row, section_path(catalog, row.alert_facts["section"])) for row in good)
