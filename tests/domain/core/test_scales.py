"""An axis has round marks and holds every value."""

from communesplone.core.domain import scales
from hypothesis import given
from hypothesis import strategies as st
from itertools import pairwise
import pytest


@given(st.integers(0, 10**7), st.integers(1, 10))
def test_marks_start_at_nothing_are_even_and_hold_the_value(largest, most):
    marks = scales.ticks(largest, most)
    steps = {after - before for before, after in pairwise(marks)}
    assert marks[0] == 0
    assert len(steps) == 1
    assert int(str(steps.pop()).rstrip("0")) in (1, 2, 5)
    assert len(marks) <= most + 1
    assert marks[-1] >= largest
    assert len(marks) == 2 or marks[-2] < largest


def test_examples():
    assert scales.ticks(0) == [0, 1]
    assert scales.ticks(7) == [0, 2, 4, 6, 8]
    assert scales.ticks(100, 4) == [0, 50, 100]
    assert scales.ticks(3.5) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("wrong", [-1, float("inf"), float("nan")])
def test_no_axis_without_end(wrong):
    with pytest.raises(ValueError):
        scales.ticks(wrong)
    with pytest.raises(ValueError):
        scales.ticks(3, 0)


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(1, 1000))
def test_a_place_is_on_the_line(value, largest, length):
    assert 0 <= scales.place(value, largest, length) <= length
    assert scales.place(largest, largest, length) == (length if largest else 0)
