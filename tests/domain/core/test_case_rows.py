"""Sets of rows: with words as the word index finds them, and in order as sorting gives them."""

from BTrees.IIBTree import IISet
from BTrees.IIBTree import IITreeSet
from BTrees.OOBTree import OOBTree
from communesplone.core.cases.rows import first
from communesplone.core.cases.rows import with_words
from hypothesis import given
from hypothesis import strategies as st
from Products.ZCTextIndex.Lexicon import CaseNormalizer
from Products.ZCTextIndex.Lexicon import Splitter
from Products.ZCTextIndex.ZCTextIndex import PLexicon
from Products.ZCTextIndex.ZCTextIndex import ZCTextIndex
from types import SimpleNamespace


class Place:
    """Where the index finds its lexicon."""

    lexicon = PLexicon("lexicon", "", Splitter(), CaseNormalizer())


WORDS = st.sampled_from(["lambert", "lamb", "lame", "dupont", "durand", "7kq2", "or", "and", "not"])
TEXTS = st.dictionaries(st.integers(1, 200), st.lists(WORDS, max_size=4), max_size=60)
PATTERNS = st.lists(st.tuples(WORDS, st.integers(1, 8)), min_size=1, max_size=3)


@given(texts=TEXTS, patterns=PATTERNS)
def test_words_are_found_by_their_beginnings(texts, patterns):
    extra = SimpleNamespace(index_type="Okapi BM25 Rank", lexicon_id="lexicon", doc_attr="text")
    index = ZCTextIndex("text", extra, Place())
    for row, words in texts.items():
        index.index_object(row, SimpleNamespace(text=" ".join(words)))
    beginnings = [word[:length] for word, length in patterns]
    found = with_words(index, " ".join(f"{beginning}*" for beginning in beginnings))
    fits = {
        row
        for row, words in texts.items()
        if all(any(word.startswith(beginning) for word in words) for beginning in beginnings)
    }
    assert set(found) == fits


@given(
    values=st.dictionaries(st.integers(1, 400), st.integers(0, 8), max_size=300),
    chosen=st.sets(st.integers(1, 400), max_size=300),
    reverse=st.booleans(),
    number=st.integers(0, 30),
)
def test_the_first_rows_are_those_that_sorting_puts_first(values, chosen, reverse, number):
    index = OOBTree()
    for row, value in values.items():
        index.setdefault(value, IITreeSet()).add(row)
    for value, rows in list(index.items()):
        if len(rows) == 1:
            index[value] = next(iter(rows))  # as the catalog's indexes keep a single one
    wanted = sorted(((values[row], row) for row in chosen if row in values), reverse=reverse)
    assert first(IISet(chosen), index, reverse, number) == [row for _value, row in wanted][:number]
