"""What a page in one language knows of the one it was translated from: a sum of the words that it was made from.

The moment of the last change alone would not do: Plone moves it with every full reindexing, and a new picture is no
reason to translate anew.
"""

from Acquisition import aq_base
from communesplone.website.domain import translating
from communesplone.website.languages import shown
from communesplone.website.languages import translations
from plone import api
from plone.app.multilingual.interfaces import ITranslatable
from plone.indexer import indexer
from zope.container.interfaces import IContainerModifiedEvent


MADE_FROM = "_communes_made_from"  # stamp of the source, stamp of the own words then
WORDS = ("title", "description", "image_caption", "location")


def stamp_of(content) -> str:
    """Of its words now."""
    base = aq_base(content)
    text = getattr(getattr(base, "text", None), "raw", "")
    return translating.stamp([*(getattr(base, name, None) or "" for name in WORDS), text or ""])


@indexer(ITranslatable)
def translation_facts(content) -> dict[str, str]:
    """For lists: stamp of the own words, and of those of the source that it was made from ('' when unknown)."""
    made_from = getattr(aq_base(content), MADE_FROM, ("", ""))
    return {"stamp": stamp_of(content), "made_from": made_from[0]}


def source_of(content):
    """The page that this one is a translation of; None for a source."""
    group = translations.group_of(content)
    if not group:
        return None
    catalog = api.portal.get_tool("portal_catalog")
    rows = [row for row in catalog.unrestrictedSearchResults(TranslationGroup=group) if row.Language]
    own = "/".join(content.getPhysicalPath())
    if not any(row.getPath() != own for row in rows):
        return None
    source = translating.source_of([version_of(row) for row in rows], shown.first_language())
    row = next(row for row in rows if row.Language == source.language)
    return None if row.getPath() == own else row._unrestrictedGetObject()


def version_of(row) -> translating.Version:
    """A row of the catalog as the rules want it."""
    facts = getattr(row, "translation_facts", None)
    facts = facts if isinstance(facts, dict) else {}
    return translating.Version(
        row.Language,
        row.created.asdatetime(),
        row.modified.asdatetime(),
        facts.get("stamp", ""),
        facts.get("made_from", ""),
    )


def confirm(content) -> bool:
    """Say that the words of a translation are right for what its source says now; False for what is no translation."""
    source = source_of(content)
    if source is None:
        return False
    setattr(aq_base(content), MADE_FROM, (stamp_of(source), stamp_of(content)))
    content.reindexObject(idxs=["Language"])
    return True


def written(content, event) -> None:
    """A translation was made or changed: when its words are others, it was made from what the source says now."""
    if IContainerModifiedEvent.providedBy(event):
        return
    known = getattr(aq_base(content), MADE_FROM, None)
    if known is None or known[1] != stamp_of(content):
        confirm(content)


def linked(event) -> None:
    """A page became the translation of another one, or another one that of it."""
    for content in (event.object, event.target):
        if not isinstance(content, str):
            confirm(content)
