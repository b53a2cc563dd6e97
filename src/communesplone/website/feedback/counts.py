"""Answers by page and month; nobody who answers is known to it. Two at once add up: no conflict."""

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from communesplone.website.feedback.domain.shares import Answers
from communesplone.website.feedback.domain.shares import months
from datetime import date
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations


ANNOTATION = "communesplone.website.feedback"
YES, NO = "yes", "no"


class Counts(Persistent):
    """Page (`remarks.key_of`) -> month -> how often yes, how often no."""

    def __init__(self) -> None:
        self.pages = OOBTree()

    def add(self, page: str, answer: str, day: date) -> None:
        """Count one answer."""
        if page not in self.pages:
            self.pages[page] = OOBTree()
        kept, month = self.pages[page], f"{day:%Y-%m}"
        if month not in kept:
            kept[month] = {YES: Length(), NO: Length()}
        kept[month][answer].change(1)


def count(page: str, answer: str, day: date) -> None:
    """Count an answer of today's visitors."""
    annotations = IAnnotations(api.portal.get())
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = Counts()
    annotations[ANNOTATION].add(page, answer, day)


def of_last_months(day: date, number: int) -> dict[str, Answers]:
    """Page -> answers of the last months."""
    kept = IAnnotations(api.portal.get()).get(ANNOTATION)
    if kept is None:
        return {}
    wanted = months(day.year, day.month, number)
    found = {page: _sum(by_month, wanted) for page, by_month in kept.pages.items()}
    return {page: answers for page, answers in found.items() if answers.total}


def _sum(by_month: OOBTree, wanted: list[str]) -> Answers:
    total = Answers()
    for month in wanted:
        if month in by_month:
            total += Answers(by_month[month][YES](), by_month[month][NO]())
    return total
