"""Plone's index of events keeps minutes in a way of its own: read and written both ways."""

from communesplone.core.next_change import moment_of
from communesplone.core.next_change import value_of
from datetime import datetime
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st


MOMENTS = st.integers(10**8, 7 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@given(MOMENTS)
def test_a_moment_comes_back_as_it_was_to_the_minute(moment):
    assert moment_of(value_of(moment)) == moment.replace(second=0, microsecond=0)


@given(MOMENTS)
def test_it_is_the_value_that_plone_writes(moment):
    from plone.event.utils import dt2int

    assert value_of(moment) == dt2int(moment)
