"""The text indexes of the portal catalog keep stems: one more element in the pipeline of Plone's lexicon.

Whatever searches by these indexes finds plurals and feminines: our page, Plone's search, blocks with a query, services.
"""

from collections.abc import Iterable
from communesplone.website.search.domain.words import fold
from communesplone.website.search.domain.words import stem
from plone import api
from Products.ZCTextIndex.PipelineFactory import element_factory
from typing import Any
import re
import transaction


LEXICON = "plone_lexicon"
GROUP, NAME = "Stems", "Light stems of five languages"
SAVE_EVERY = 500  # documents, so that memory stays bounded
_BEGUN = re.compile(r"([^*?]+)(.*)", re.DOTALL)


class LightStems:
    """Words to stems. Stored in the lexicon: neither name nor module ever change."""

    def process(self, words: Iterable[str]) -> list[str]:
        """When a text is indexed: stock elements have split and folded it before."""
        return [stem(fold(word)) for word in words]

    def processGlob(self, words: Iterable[str]) -> list[str]:
        """When a question is parsed: words may end in `*`."""
        return [self._begun(word) for word in words]

    def process_post_glob(self, words: Iterable[str]) -> list[str]:
        """When a parsed word is looked up."""
        return self.process(words)

    def _begun(self, word: str) -> str:
        found = _BEGUN.match(word)
        return stem(fold(found.group(1))) + found.group(2) if found else word


def register() -> None:
    """Offer the element where a lexicon is made by hand or by a profile; safe to repeat."""
    if NAME not in (element_factory.getFactoryNames(GROUP) if GROUP in element_factory.getFactoryGroups() else ()):
        element_factory.registerFactory(GROUP, NAME, LightStems)


register()


def has_stems(catalog: Any) -> bool:
    """Whether the catalog's lexicon keeps stems."""
    return any(isinstance(element, LightStems) for element in catalog[LEXICON]._pipeline)


def keep_stems(catalog: Any | None = None) -> int:
    """Let the lexicon keep stems and rewrite its indexes; the number of texts rewritten, 0 when it was done before.

    No content is woken: an index knows the words of each text in their order. One transaction, so that nobody searches
    in half an index.
    """
    catalog = api.portal.get_tool("portal_catalog") if catalog is None else catalog
    if has_stems(catalog):
        return 0
    lexicon = catalog[LEXICON]
    words = lexicon._words
    lexicon.clear()
    lexicon._pipeline = (*lexicon._pipeline, LightStems())
    return sum(_rewrite(index, words) for index in _indexes(catalog))


def drop_stems(catalog: Any | None = None) -> None:
    """Give the lexicon back as Plone makes it, and index all texts anew: stems do not tell what they come from."""
    catalog = api.portal.get_tool("portal_catalog") if catalog is None else catalog
    if not has_stems(catalog):
        return
    lexicon = catalog[LEXICON]
    lexicon.clear()
    lexicon._pipeline = tuple(one for one in lexicon._pipeline if not isinstance(one, LightStems))
    names = [index.getId() for index in _indexes(catalog)]
    for name in names:
        catalog._catalog.getIndex(name).clear()
    catalog.manage_reindexIndex(ids=names)


def _indexes(catalog: Any) -> list:
    indexes = [catalog._catalog.getIndex(name) for name in catalog.indexes()]
    return [index for index in indexes if getattr(index, "lexicon_id", None) == LEXICON]


def _rewrite(index: Any, words: Any) -> int:
    old = index.index
    index.clear()
    number = 0
    for number, document in enumerate(list(old._docwords), 1):
        index.index.index_doc(document, [words[one] for one in old.get_words(document)])
        if number % SAVE_EVERY == 0:
            transaction.savepoint(optimistic=True)
    return number
