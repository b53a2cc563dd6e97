"""A thousand wrong passwords in a minute are sixty entries, and one that says how many there were."""

from communesplone.core.audit.domain.quota import Quota


def test_what_is_too_much_is_counted_and_told_once():
    quota = Quota(most=60, seconds=60)
    found = [quota.take(number / 100) for number in range(1000)]
    assert [one for one in found if one is not None] == [0] * 60
    assert quota.take(60.0) == 940
    assert quota.take(60.1) == 0


def test_a_clock_that_was_set_back_begins_anew():
    quota = Quota(most=1, seconds=60)
    assert (quota.take(1000.0), quota.take(1001.0), quota.take(5.0)) == (0, None, 1)
