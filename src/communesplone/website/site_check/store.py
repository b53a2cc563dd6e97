"""The checks of this site that are kept: a line each for the history, the whole report apart."""

from BTrees.OOBTree import OOBTree
from communesplone.core.audit.api import record
from communesplone.website.site_check.validator.report import Finding
from communesplone.website.site_check.validator.report import read
from communesplone.website.site_check.validator.report import Report
from dataclasses import dataclass
from itertools import islice
from persistent import Persistent
from plone import api
from secrets import token_hex
from zope.annotation.interfaces import IAnnotations
import zlib


ANNOTATION = "communesplone.website.site_check"
MOST_KEPT = 60
MOST_OF_A_RULE = 200


@dataclass(frozen=True)
class Line:
    """A check in the history: its id, moment (ISO 8601), pages read, how many of each level."""

    id: str
    moment: str
    pages: int
    errors: int
    warnings: int
    notes: int


class Kept(Persistent):
    """A report as packed JSON: some hundred KB become some ten."""

    def __init__(self, line: tuple, text: str):
        self.line = line
        self.packed = zlib.compress(text.encode())


class Checks(Persistent):
    """`lines` is the history, `reports` holds each report in an object of its own; `job` is the id of the check that
    was asked for last."""

    job = ""

    def __init__(self) -> None:
        self.lines = OOBTree()
        self.reports = OOBTree()


def store(report: Report) -> str:
    """Keep a report, at most 200 findings of each rule; the oldest go when there are more than 60. Returns its id.

    Committed with the running transaction; noted in the log.
    """
    checks = _checks()
    counts = report.counts()
    line = (report.moment, report.pages, counts["error"], counts["warning"], counts["note"])
    name = f"{report.moment[:19].replace(':', '')}-{token_hex(3)}"
    checks.lines[name] = line
    checks.reports[name] = Kept(line, _shortened(report).text())
    while len(checks.lines) > MOST_KEPT:
        oldest = checks.lines.minKey()
        del checks.lines[oldest]
        del checks.reports[oldest]
    record("site.checked", "site:", details={"pages": report.pages, "errors": counts["error"]})
    return name


def _checks() -> Checks:
    kept = IAnnotations(api.portal.get())
    if ANNOTATION not in kept:
        kept[ANNOTATION] = Checks()
    return kept[ANNOTATION]


def note_job(job_id: str) -> None:
    """Remember which job makes the next check."""
    _checks().job = job_id


def noted_job() -> str:
    """Id of the job that was asked for last; '' for none."""
    checks = IAnnotations(api.portal.get()).get(ANNOTATION)
    return checks.job if checks is not None else ""


def _shortened(report: Report) -> Report:
    found: list[Finding] = []
    for _rule, ones in report.by_rule():
        found += ones[:MOST_OF_A_RULE]
    return Report(
        report.site, report.moment, report.pages, report.requests, report.figures, found, dict(report.skipped)
    )


def history() -> list[Line]:
    """The checks, newest first; no report is loaded."""
    checks = IAnnotations(api.portal.get()).get(ANNOTATION)
    if checks is None:
        return []
    return [Line(name, *line) for name, line in sorted(checks.lines.items(), reverse=True)]


def report_of(name: str) -> Report | None:
    """A whole report; None for an unknown id."""
    checks = IAnnotations(api.portal.get()).get(ANNOTATION)
    kept = checks.reports.get(name) if checks is not None else None
    return read(zlib.decompress(kept.packed).decode()) if kept is not None else None


def last() -> Report | None:
    """The newest report; None when the site was never checked."""
    newest = list(islice(history(), 1))
    return report_of(newest[0].id) if newest else None
