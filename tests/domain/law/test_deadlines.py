"""A secretary learns by which day something must be done, and a day later is too late."""

from communesplone.law import advice
from communesplone.law import notice
from communesplone.law import publication
from communesplone.law import supervision
from communesplone.law.book import Law
from communesplone.law.book import NoValue
from communesplone.law.delays import calendar
from communesplone.law.delays import last_after
from communesplone.law.delays import latest_before
from communesplone.law.delays import months_after
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.notice import Call
from communesplone.law.publication import Published
from communesplone.law.units import DELAYS
from datetime import date
from datetime import timedelta
from decimal import Decimal
from hypothesis import assume
from hypothesis import given
from hypothesis import strategies as st
import pytest


WALLONIA, BRUSSELS, FLANDERS, FRANCE, ALSACE = (Law(one) for one in Jurisdiction)
ONE_DAY = timedelta(days=1)
laws = st.sampled_from([WALLONIA, BRUSSELS, FLANDERS, FRANCE, ALSACE])
days = st.dates(date(2025, 8, 1), date(2059, 12, 31))
inhabitants = st.integers(0, 400000)


@pytest.mark.parametrize(
    ("given_on", "in_time"), [(date(2025, 9, 21), True), (date(2025, 9, 22), False), (date(2025, 8, 1), True)]
)
def test_seven_clear_days_in_wallonia(given_on, in_time):
    answer = notice.check_convocation(WALLONIA, given_on, date(2025, 9, 29))
    assert answer.value is in_time
    assert answer.articles == ("CDLD L1122-13",)
    assert "Last day before 2025-09-29: 2025-09-21." in str(answer)


@pytest.mark.parametrize(
    ("law", "meeting", "call", "people", "latest"),
    [
        (FRANCE, date(2026, 11, 12), Call.ORDINARY, 3500, date(2026, 11, 6)),
        (FRANCE, date(2026, 11, 12), Call.ORDINARY, 3499, date(2026, 11, 8)),
        (FRANCE, date(2026, 11, 12), Call.URGENT, 3500, date(2026, 11, 10)),
        (FRANCE, date(2026, 11, 12), Call.FIRST_MEETING, 50000, date(2026, 11, 8)),
        (FRANCE, date(2026, 11, 12), Call.LISTED_INSTALLATION, 800, date(2026, 11, 6)),
        (FRANCE, date(2026, 11, 12), Call.SECOND, 3500, date(2026, 11, 6)),
        (ALSACE, date(2026, 11, 12), Call.ORDINARY, 800, date(2026, 11, 9)),
        (ALSACE, date(2026, 11, 12), Call.URGENT, 800, date(2026, 11, 11)),
        (WALLONIA, date(2025, 9, 29), Call.SECOND, None, date(2025, 9, 26)),
        (WALLONIA, date(2025, 9, 29), Call.THIRD, None, date(2025, 9, 26)),
        (WALLONIA, date(2025, 9, 29), Call.URGENT, None, date(2025, 9, 29)),
        (BRUSSELS, date(2025, 9, 29), Call.ORDINARY, None, date(2025, 9, 21)),
        # Reference: D-9 by the French text of article 291; a commune that reads D-8 overrides the unit.
        (FLANDERS, date(2025, 7, 21), Call.ORDINARY, None, date(2025, 7, 12)),
    ],
)
def test_the_latest_convocation(law, meeting, call, people, latest):
    assert notice.latest_convocation(law, meeting, call, people).value == latest


def test_a_flemish_commune_has_no_urgent_convocation():
    with pytest.raises(NoValue):
        notice.latest_convocation(FLANDERS, date(2025, 7, 21), Call.URGENT)


def test_before_a_walloon_meeting():
    meeting = date(2025, 9, 29)
    assert notice.latest_member_item(WALLONIA, meeting).value == date(2025, 9, 23)
    assert notice.latest_drafts(WALLONIA, meeting, 8000).value == date(2025, 9, 23)  # D-6
    with pytest.raises(NoValue):
        notice.latest_drafts(WALLONIA, date(2023, 9, 30), 8000)
    with pytest.raises(NoValue):
        notice.latest_drafts(WALLONIA, date(2022, 8, 31), 60000)


def test_before_a_brussels_meeting():
    meeting = date(2025, 9, 29)
    assert notice.latest_drafts(BRUSSELS, meeting).value == date(2025, 9, 28)
    assert notice.latest_agenda(BRUSSELS, meeting).value == date(2025, 9, 21)
    assert notice.latest_oral_question(BRUSSELS, meeting).value == date(2025, 9, 25)
    assert notice.latest_oral_question(BRUSSELS, meeting, frozenset({date(2025, 9, 26)})).value == date(2025, 9, 24)


@pytest.mark.parametrize(
    ("law", "present", "in_favour", "enough"),
    [
        (WALLONIA, 15, 10, True),
        (WALLONIA, 15, 9, False),
        (FLANDERS, 16, 10, False),
        (FLANDERS, 16, 11, True),
        (FRANCE, 15, 15, False),
        (BRUSSELS, 0, 0, False),
    ],
)
def test_an_urgent_item_needs_two_thirds_of_those_present(law, present, in_favour, enough):
    assert notice.may_add_urgent_item(law, date(2026, 1, 5), present, in_favour).value is enough


@given(laws, days, st.sampled_from(Call), inhabitants)
def test_the_latest_convocation_is_in_time_and_one_day_later_is_not(law, meeting, call, people):
    try:
        latest = notice.latest_convocation(law, meeting, call, people).value
    except NoValue:
        assume(False)
    assert notice.check_convocation(law, latest, meeting, call, people).value
    assert not notice.check_convocation(law, latest + ONE_DAY, meeting, call, people).value


def test_flemish_delays_move_to_the_next_working_day():
    # 11 July 2025 is a Friday: day of the Flemish Community.
    assert publication.list_deadline(FLANDERS, date(2025, 7, 1)).value == date(2025, 7, 14)
    assert publication.list_deadline(FLANDERS, date(2025, 6, 30)).value == date(2025, 7, 10)
    assert publication.regulations_deadline(FLANDERS, date(2025, 9, 30)).value == date(2025, 10, 10)
    assert publication.regulations_deadline(FLANDERS, date(2025, 10, 1)).value == date(2025, 10, 13)
    assert supervision.decision_deadline(FLANDERS, date(2025, 6, 11)).value == date(2025, 7, 14)
    assert supervision.complaint_deadline(FLANDERS, date(2025, 6, 11)).value == date(2025, 7, 14)


@pytest.mark.parametrize(
    ("law", "published", "act_says", "expected"),
    [
        (WALLONIA, Published(poster=date(2025, 6, 30)), None, date(2025, 7, 5)),
        (WALLONIA, Published(poster=date(2025, 6, 30), website=date(2025, 6, 29)), None, date(2025, 7, 5)),
        (WALLONIA, Published(website=date(2025, 7, 1)), None, date(2025, 7, 6)),
        (WALLONIA, Published(poster=date(2025, 7, 1)), None, None),
        (WALLONIA, Published(website=date(2025, 7, 1)), date(2025, 7, 2), date(2025, 7, 2)),
        (WALLONIA, Published(website=date(2025, 7, 1)), date(2025, 6, 1), date(2025, 7, 1)),
        (BRUSSELS, Published(poster=date(2025, 7, 3), website=date(2025, 7, 1)), None, date(2025, 7, 8)),
        (BRUSSELS, Published(poster=date(2025, 7, 3)), date(2025, 7, 4), date(2025, 7, 8)),
        (BRUSSELS, Published(website=date(2025, 7, 1)), None, None),
        (FLANDERS, Published(website=date(2025, 7, 1)), None, date(2025, 7, 6)),
        (FRANCE, Published(website=date(2025, 7, 1)), None, None),
        (FRANCE, Published(website=date(2025, 7, 1), transmitted=date(2025, 7, 4)), None, date(2025, 7, 4)),
        (FRANCE, Published(website=date(2025, 7, 5), transmitted=date(2025, 7, 4)), None, date(2025, 7, 5)),
        (FRANCE, Published(), None, None),
    ],
)
def test_entry_into_force(law, published, act_says, expected):
    answer = publication.in_force(law, published, act_says)
    assert answer.value == expected
    assert answer.reasons


def test_french_publication():
    assert publication.list_deadline(FRANCE, date(2026, 1, 30)).value == date(2026, 2, 6)
    assert publication.minutes_deadline(FRANCE, date(2026, 1, 30)).value == date(2026, 2, 6)
    assert publication.online_until(FRANCE, date(2025, 12, 31)).value == date(2026, 2, 28)
    assert supervision.referral_deadline(FRANCE, date(2025, 12, 31)).value == date(2026, 2, 28)
    assert supervision.sent_electronically(FRANCE, date(2026, 1, 1), 50000).value
    assert not supervision.sent_electronically(FRANCE, date(2026, 1, 1), 49999).value


@pytest.mark.parametrize(
    ("law", "kind", "received", "extended", "expected"),
    [
        (WALLONIA, "supervision.approve", date(2025, 9, 1), False, date(2025, 10, 1)),
        (WALLONIA, "supervision.approve", date(2025, 9, 1), True, date(2025, 10, 16)),
        (WALLONIA, "supervision.approve", date(2027, 8, 28), False, date(2027, 9, 28)),  # the 27th is on the list
        (BRUSSELS, "supervision.approve", date(2027, 8, 28), False, None),
        (BRUSSELS, "supervision.decide", date(2027, 8, 28), False, date(2027, 9, 27)),
        (BRUSSELS, "supervision.decide", date(2027, 8, 28), True, date(2027, 10, 12)),
        (BRUSSELS, "supervision.budget", date(2025, 9, 1), False, date(2025, 10, 13)),
        (BRUSSELS, "supervision.budget", date(2025, 9, 1), True, date(2025, 11, 20)),
        (BRUSSELS, "supervision.accounts", date(2025, 9, 1), False, date(2025, 11, 20)),
    ],
)
def test_delays_of_the_supervision(law, kind, received, extended, expected):
    if expected is None:
        with pytest.raises(NoValue):
            supervision.decision_deadline(law, received, kind, extended=extended)
    else:
        assert supervision.decision_deadline(law, received, kind, extended=extended).value == expected


def test_acts_are_sent_to_the_supervision():
    assert supervision.send_deadline(WALLONIA, date(2025, 9, 29)).value == date(2025, 10, 14)
    assert supervision.send_deadline(BRUSSELS, date(2025, 9, 29)).value == date(2025, 10, 20)  # the 19th is a Sunday
    assert supervision.send_deadline(FLANDERS, date(2025, 9, 28)).value == date(2025, 9, 28)


def test_financial_advice():
    day = date(2026, 5, 13)
    assert advice.advice_deadline(WALLONIA, day).value == date(2026, 5, 29)
    assert advice.advice_deadline(WALLONIA, day, extended=True).value == date(2026, 6, 12)
    assert advice.advice_deadline(WALLONIA, day, urgent=True).value == date(2026, 5, 18)
    closed = frozenset({date(2026, 5, 15)})
    assert advice.advice_deadline(WALLONIA, day, extra_closed=closed).value == date(2026, 6, 1)
    with pytest.raises(ValueError):
        advice.advice_deadline(WALLONIA, day, urgent=True, extended=True)
    with pytest.raises(NoValue):
        advice.advice_deadline(FRANCE, day)


@pytest.mark.parametrize(
    ("day", "amount", "mandatory"),
    [
        (date(2024, 8, 31), "22000.01", True),
        (date(2024, 9, 1), "22000.01", False),
        (date(2024, 9, 1), "29999.99", False),
        (date(2024, 9, 1), "30000", True),
        (date(2024, 9, 1), "30000.01", True),
    ],
)
def test_advice_is_mandatory_from_an_amount(day, amount, mandatory):
    assert advice.is_mandatory(WALLONIA, day, Decimal(amount)).value is mandatory


def test_equality_is_unsure():
    assert advice.is_mandatory(WALLONIA, date(2026, 1, 1), Decimal(30000)).confidence == "unsure"


@given(laws, days, st.integers(0, 60), st.sampled_from(DELAYS))
def test_counting_back_and_forth_agree(law, day, count, unit):
    working = calendar(law, "office")
    if unit in ("weeks", "months", "hours"):
        with pytest.raises(ValueError):
            latest_before(day, count, unit, working)
        return
    latest = latest_before(day, count, unit, working)
    if unit == "working days":
        assert working.between(latest - ONE_DAY, day - ONE_DAY) >= count
    else:
        assert last_after(latest, count, unit) <= day
        assert last_after(latest + ONE_DAY, count, unit) > day - (unit == "days of article 291") * ONE_DAY
    assert latest_before(day + ONE_DAY, count, unit, working) >= latest


@given(laws, days, st.integers(0, 60))
def test_a_flemish_delay_ends_on_a_working_day_and_never_early(law, day, count):
    working = calendar(law, "delays")
    end = last_after(day, count, "days of article 291", working)
    assert working.is_working(end)
    assert end >= day + timedelta(days=count)
    assert all(not working.is_working(day + timedelta(days=i)) for i in range(count, (end - day).days))


@given(days, st.integers(0, 40))
def test_months_keep_the_day_where_they_can(day, count):
    later = months_after(day, count)
    assert (later.year - day.year) * 12 + later.month - day.month == count
    assert later.day == day.day or (later.day < day.day and (later + ONE_DAY).day == 1)


@pytest.mark.parametrize("count", [-1, 2.5, True, None])
def test_a_delay_is_a_natural_number(count):
    with pytest.raises(ValueError):
        last_after(date(2026, 1, 1), count, "days")
    with pytest.raises(ValueError):
        latest_before(date(2026, 1, 1), count, "days")
