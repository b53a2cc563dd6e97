"""Cards say more than before. What they say already stays; those of the catalogue come under its themes."""

from communesplone.requests import ready
from communesplone.requests.taken import remember
from communesplone.requests.taken import taken
from plone import api


PROFILE = "profile-communesplone.requests:default"
# Texts that cards had before; the others are offered as changes of the shared card.
BEFORE = ("title", "description", "who", "needs", "cost", "delay", "steps", "good_to_know", "legal_basis")
FACETS = ("themes", "audiences", "life_events", "channels")


def step(tool) -> None:
    """Safe to repeat: what a commune has chosen or decided is kept."""
    tool.runImportStepFromProfile(PROFILE, "catalog", run_dependencies=False)
    for row in api.portal.get_tool("portal_catalog").unrestrictedSearchResults(portal_type="Procedure"):
        card = row._unrestrictedGetObject()
        if card.code in ready.codes():
            _complete(card)
        # Named indexes, or the day of the last change would be today.
        card.reindexObject(idxs=["card_facets", "SearchableText"])


def _complete(card) -> None:
    known = ready.card(card.code)
    for name in FACETS:
        if not getattr(card, name, None):
            setattr(card, name, tuple(known.get(name) or ()))
    if not taken(card):
        texts = ready.all_texts(card.code)
        remember(card, {key: text for key, text in texts.items() if key[1] in BEFORE})
