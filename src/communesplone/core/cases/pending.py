"""Which rows are still to be made: noted with the order itself, struck out with the row.

A process killed between the two commits leaves the note. So the catch-up reads a handful of notes, not every case.
"""

from communesplone.core.spread import Spread
from zope.annotation.interfaces import IAnnotations


ANNOTATION = "communesplone.core.cases.pending"


def install(site) -> None:
    """Make room for notes in a site."""
    annotations = IAnnotations(site)
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = Spread()


def notes(site) -> Spread:
    """The paths of cases whose rows are to be made; an empty place of no lasting where nothing is installed."""
    found = IAnnotations(site).get(ANNOTATION)
    return Spread() if found is None else found
