"""Which alerts run where and in which order, what an alert must be, how long a page with alerts may be kept."""

from communesplone.website.alerts.domain import rules
from communesplone.website.alerts.domain.rules import Alert
from communesplone.website.alerts.domain.rules import Words
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st
from zoneinfo import ZoneInfo
import pytest


BRUSSELS = ZoneInfo("Europe/Brussels")
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def alert(key="a", level="works", start=0, end=100, section="", words=None):
    return Alert(key, level, start, end, words or {"fr": Words("Travaux")}, section)


ALERTS = st.lists(
    st.builds(
        alert,
        key=st.text("abc", min_size=1, max_size=3),
        level=st.sampled_from(rules.LEVELS),
        start=st.integers(0, 50),
        end=st.integers(51, 100),
        section=st.sampled_from(["", "/site/a", "/site/a/b"]),
    ),
    max_size=8,
)


def test_an_emergency_comes_before_everything_and_the_newest_first():
    found = rules.in_order(
        [alert("i", "information"), alert("w", start=1), alert("v", start=2), alert("e", "emergency")]
    )
    assert [one.key for one in found] == ["e", "v", "w", "i"]


def test_an_alert_runs_from_its_start_until_before_its_end():
    assert [alert().runs(moment) for moment in (-1, 0, 99.9, 100)] == [False, True, True, False]


def test_an_alert_of_a_section_is_for_its_pages_only():
    school = alert(section="/site/school")
    paths = ("/site/school", "/site/school/menu", "/site/schools", "/site", "")
    assert [school.is_for(path) for path in paths] == [True, True, False, False, False]
    assert alert().is_for("")


def test_every_alert_but_an_emergency_can_be_closed():
    assert [level for level in rules.LEVELS if not alert(level=level).can_be_dismissed] == ["emergency"]


def test_a_language_that_is_missing_is_replaced_by_the_first_one():
    both = alert(words={"fr": Words("Travaux"), "nl": Words("Werken")})
    assert both.in_language("nl") == ("nl", Words("Werken"))
    assert both.in_language("de") == ("fr", Words("Travaux"))


@given(ALERTS, st.integers(0, 120), st.sampled_from(["/site", "/site/a", "/site/a/b/c"]))
def test_what_runs_is_what_has_begun_is_not_over_and_is_for_the_page(alerts, now, path):
    found = rules.running(alerts, now, path)
    assert sorted(map(id, found)) == sorted(id(one) for one in alerts if one.runs(now) and one.is_for(path))
    weights = [rules.weight(one.level) for one in found]
    assert weights == sorted(weights)


@given(ALERTS, st.integers(0, 120), st.integers(1, 300))
def test_nothing_changes_while_a_page_is_kept(alerts, now, most):
    seconds = rules.life(alerts, now, most)
    assert 1 <= seconds <= max(1, most)
    before = rules.running(alerts, now)
    assert all(rules.running(alerts, now + part) == before for part in range(seconds))


@pytest.mark.parametrize(
    ("start", "end", "fault"),
    [
        (None, NOON, "no_start"),
        (NOON, None, "no_end"),
        (NOON, NOON, "ends_before"),
        (NOON, NOON - timedelta(hours=1), "ends_before"),
        (NOON, NOON + timedelta(days=367), "too_long"),
        (NOON, NOON + timedelta(days=366), ""),
    ],
)
def test_an_alert_has_an_end_after_its_start_and_not_too_far(start, end, fault):
    assert rules.fault_of_times(start, end) == fault


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (Words(" "), ("title", "missing")),
        (Words("x" * 121), ("title", "too_long")),
        (Words("x", "y" * 501), ("summary", "too_long")),
        (Words("x", "", "z\x00"), ("text", "control")),
        (Words("Travaux", "Rue du Pont", "Ligne\nautre"), ("", "")),
    ],
)
def test_words_have_a_title_and_fit(words, fault):
    assert rules.fault_of_words(words) == fault


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("8:30", time(8, 30)),
        ("8h30", time(8, 30)),
        (" 16.00 ", time(16)),
        ("8h", time(8)),
        ("8", time(8)),
        ("24:00", None),
        ("8:60", None),
        ("soon", None),
        ("", None),
    ],
)
def test_times_are_typed_as_people_write_them(typed, found):
    assert rules.time_of(typed) == found


def test_an_hour_that_comes_twice_is_the_first_one_at_the_start_and_the_second_at_the_end():
    day = date(2026, 10, 25)
    first = rules.moment(day, time(2, 30), BRUSSELS)
    second = rules.moment(day, time(2, 30), BRUSSELS, latest=True)
    assert (first.hour, second.hour) == (0, 1)


def test_an_hour_that_is_left_out_in_spring_is_the_one_after():
    found = rules.moment(date(2026, 3, 29), time(2, 30), BRUSSELS)
    assert found.astimezone(BRUSSELS).time() == time(3, 30)
