"""A card and the shared texts that it was made from: what changed there since, and what the commune says to it."""

from communesplone.requests import ready
from communesplone.requests.content.procedure import LINES
from communesplone.requests.content.procedure import TEXTS
from communesplone.requests.domain import threeway
from communesplone.requests.taken import remember
from communesplone.requests.taken import taken
from plone import api


def texts_of_card(procedure) -> dict[threeway.Key, threeway.Text]:
    """What the card says, in every language."""
    first = _first()
    own = {(first, name): getattr(procedure, name, None) or "" for name in TEXTS}
    other = {(lang, name): text for lang, words in procedure.translations.items() for name, text in words.items()}
    return {key: text for key, text in {**other, **own}.items() if text}


def changes(procedure) -> list[threeway.Change]:
    """Texts that changed in the shared card since they were taken over or last decided on."""
    theirs = ready.all_texts(procedure.code)
    if not theirs:
        return []
    return threeway.changes(taken(procedure), texts_of_card(procedure), theirs)


def decide(procedure, change: threeway.Change, decision: threeway.Decision, merged: threeway.Text = "") -> None:
    """Carry a decision about one text out, and have the lists know it."""
    settled = threeway.settle(change, decision, merged)
    language, name = change.key
    if decision is not threeway.Decision.MINE:
        _say(procedure, language, name, settled.mine)
    remember(procedure, {**taken(procedure), change.key: settled.base})
    procedure.reindexObject()


def stamp_of_card(procedure) -> str:
    """Sum of the shared texts that the commune has seen; '' for a card of its own."""
    theirs = ready.all_texts(procedure.code)
    return threeway.stamp(threeway.seen(taken(procedure), texts_of_card(procedure), theirs)) if theirs else ""


def stamp_of_code(code: str) -> str:
    """The same sum for the shared texts of today."""
    return threeway.stamp(ready.all_texts(code))


def _say(procedure, language: str, name: str, text: threeway.Text) -> None:
    value = (tuple(text) if text else ()) if name in LINES else text
    if language == _first():
        setattr(procedure, name, value)
    else:
        procedure.say(language, {**procedure.translations.get(language, {}), name: value})


def _first() -> str:
    return api.portal.get_default_language().split("-")[0]
