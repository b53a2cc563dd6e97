"""The register of processing: an activity without one of its parts is seen."""

from communesplone.core.domain.processing import Activity
from communesplone.core.domain.processing import Basis
from communesplone.core.domain.processing import in_order
from communesplone.core.domain.processing import missing
from dataclasses import replace
import pytest


WHOLE = Activity("a", "Title", "Purpose", Basis.CONSENT, ("people",), ("data",), ("who",), ("10 days",))


def test_a_whole_one_misses_nothing():
    assert missing(WHOLE) == []


@pytest.mark.parametrize("part", ["title", "purpose", "people", "data", "recipients", "delays"])
def test_what_is_left_out_is_named(part):
    assert missing(replace(WHOLE, **{part: type(getattr(WHOLE, part))()})) == [part]


def test_the_order_is_that_of_the_ranks():
    first, last = replace(WHOLE, key="z", rank=1), replace(WHOLE, key="b", rank=99)
    assert [one.key for one in in_order([last, WHOLE, first])] == ["z", "a", "b"]
