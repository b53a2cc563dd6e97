"""All activities of the site."""

from communesplone.core.domain.processing import Activity
from communesplone.core.domain.processing import in_order
from communesplone.core.domain.processing import NothingKept
from communesplone.core.interfaces import IProcessing
from zope.component import getUtilitiesFor


def declared() -> list[Activity | NothingKept]:
    """Everything that the features say."""
    return [one for _name, feature in sorted(getUtilitiesFor(IProcessing)) for one in feature.activities()]


def activities() -> list[Activity]:
    """What is kept about people, in order."""
    return in_order(one for one in declared() if isinstance(one, Activity))


def nothing_kept() -> list[NothingKept]:
    """What keeps nothing about anybody."""
    return [one for one in declared() if isinstance(one, NothingKept)]
