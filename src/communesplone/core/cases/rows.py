"""Sets of rows of the catalog of cases: those with some words, and the first in an order, without looking at each."""

from BTrees.IIBTree import IISet
from BTrees.IIBTree import intersection
from BTrees.IIBTree import multiunion
from Products.ZCTextIndex.ZCTextIndex import ZCTextIndex
from typing import Any


FEW = 50  # so many are looked up one by one; for more, two sets are walked through together


def with_words(index: ZCTextIndex, patterns: str) -> Any:
    """The set of rows that have a word for each pattern, `lamb*` or a whole one; empty without patterns.

    Asked as a query, the index would compute how well each row answers, though the queue never sorts by that.
    """
    lexicon, known, rows = index.getLexicon(), index.index._wordinfo, None
    for pattern in patterns.split():
        found = [known[word] for word in lexicon.globToWordIds(pattern) if word in known]
        sets = [IISet(rids) if isinstance(rids, dict) else rids for rids in found]
        rows = intersection(rows, sets[0] if len(sets) == 1 else multiunion(sets))
    return IISet() if rows is None else rows


def first(rows: Any, values: Any, reverse: bool, number: int) -> list[int]:
    """The first so many of the set of rows in the order of an index; `values`: its value -> row or set of rows.

    Rows of one value stand in the order of their numbers. To sort a large set, each of its rows would be looked at;
    from the beginning of the index only those that come before.
    """
    found: list[int] = []
    for value in reversed(list(values)) if reverse else values:
        own = values[value]
        own = (own,) if isinstance(own, int) else own
        part = list(intersection(rows, own)) if len(own) > FEW else [row for row in own if row in rows]
        found.extend(reversed(part) if reverse else part)
        if len(found) >= number:
            break
    return found[:number]
