"""An editor arranges the home page: nothing is lost, nothing stands twice, the ends are ends."""

from communesplone.website.domain import arrangement
from communesplone.website.domain.arrangement import Placed
from hypothesis import given
from hypothesis import strategies as st
import pytest


PAGE = (Placed("search", "search"), Placed("news", "news", True, {"number": 3}), Placed("text-2", "text", False))
KEYS = st.sampled_from([one.key for one in PAGE])


def keys(blocks):
    return [one.key for one in blocks]


def test_what_is_written_is_read_again():
    assert arrangement.read(arrangement.write(PAGE)) == PAGE


@pytest.mark.parametrize(
    "text", [None, "", "x", "{}", "[1]", '[{"key": "a b", "block": "a"}]', '[{"key": "a"}]', "[[]]"]
)
def test_what_is_no_arrangement_is_left_out(text):
    assert arrangement.read(text) == ()


def test_a_second_block_of_the_same_key_is_left_out():
    assert keys(arrangement.read(arrangement.write((*PAGE, PAGE[0])))) == keys(PAGE)


def test_a_block_goes_up_and_down_by_one():
    assert keys(arrangement.move(PAGE, "text-2", -1)) == ["search", "text-2", "news"]
    assert keys(arrangement.move(PAGE, "search", 1)) == ["news", "search", "text-2"]


@given(KEYS, st.integers(-9, 9))
def test_moving_keeps_every_block_once(key, by):
    moved = arrangement.move(PAGE, key, by)
    assert sorted(keys(moved)) == sorted(keys(PAGE))
    assert 0 <= keys(moved).index(key) < len(PAGE)


def test_hidden_blocks_keep_place_and_options():
    hidden = arrangement.show(PAGE, "news", False)
    assert keys(hidden) == keys(PAGE)
    assert hidden[1] == Placed("news", "news", False, {"number": 3})


def test_a_second_block_of_a_kind_gets_a_key_of_its_own():
    page, key = arrangement.add(PAGE, "text")
    assert key == "text"
    assert arrangement.add(page, "text")[1] == "text-3"


def test_there_is_a_most():
    page = tuple(Placed(f"text-{number}", "text") for number in range(arrangement.MOST_BLOCKS))
    with pytest.raises(arrangement.Full):
        arrangement.add(page, "news")


@pytest.mark.parametrize("change", [arrangement.remove, lambda page, key: arrangement.move(page, key, 1)])
def test_a_block_that_is_gone_cannot_be_changed(change):
    with pytest.raises(arrangement.Unknown):
        change(PAGE, "agenda")


def test_without_arrangement_the_ranks_decide():
    assert keys(arrangement.first({"b": 2, "never": None, "a": 1})) == ["a", "b"]
