"""The shared texts that a commune has seen, kept beside the card in an object that reading a card never loads."""

from communesplone.requests.domain import threeway
from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations


TAKEN = "communesplone.requests.taken"


def taken(procedure) -> dict[threeway.Key, threeway.Text]:
    """The shared texts as they were when the commune took them over or last decided on them."""
    return dict(IAnnotations(procedure).get(TAKEN) or {})


def remember(procedure, texts: threeway.Texts) -> None:
    """These are the shared texts that the commune has seen."""
    IAnnotations(procedure)[TAKEN] = PersistentMapping({key: threeway.plain(text) for key, text in texts.items()})
