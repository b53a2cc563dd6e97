"""A commune puts its own value in the place of the law's, with a reason; mistakes are told, nothing is lost."""

from communesplone.law import notice
from communesplone.law.answers import Answer
from communesplone.law.book import Law
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.loading import load
from communesplone.law.overrides import check_against
from communesplone.law.overrides import made
from communesplone.law.overrides import of_jurisdiction
from communesplone.law.overrides import Override
from communesplone.law.phrases import _
from communesplone.law.units import read
from communesplone.law.units import UNITS
from communesplone.law.units import written
from communesplone.law.units import WrongValue
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st
import pytest


START, END = date(2026, 1, 1), date(2026, 12, 31)


def override(**changes):
    """A Flemish commune that reads D-8."""
    fields = {
        "key": "notice.ordinary",
        "value": 8,
        "unit": "days",
        "valid_from": START,
        "valid_until": END,
        "reason": "Dutch text of article 291",
        **changes,
    }
    return made(fields.pop("key"), fields.pop("value"), fields.pop("unit"), **fields)


@pytest.mark.parametrize(
    ("meeting", "latest"),
    [
        (date(2025, 12, 31), date(2025, 12, 22)),
        (date(2026, 1, 1), date(2025, 12, 24)),
        (date(2026, 12, 31), date(2026, 12, 23)),
        (date(2027, 1, 1), date(2026, 12, 23)),
    ],
)
def test_it_holds_exactly_on_its_days(meeting, latest):
    assert notice.latest_convocation(Law("flanders", (override(),)), meeting).value == latest


def test_flanders_read_as_d_minus_8():
    law = Law("flanders", (override(valid_from=date(2025, 1, 1)),))
    meeting = date(2025, 7, 21)
    assert notice.check_convocation(law, date(2025, 7, 13), meeting).value
    assert not notice.check_convocation(law, date(2025, 7, 14), meeting).value
    item = override(key="agenda.member_item", value=5, valid_from=date(2025, 1, 1))
    assert notice.latest_member_item(Law("flanders", (item,)), meeting).value == date(2025, 7, 16)


def test_the_reasoning_says_that_the_commune_set_it():
    answer = notice.latest_convocation(Law("flanders", (override(),)), date(2026, 3, 2))
    assert "Set by the commune: Dutch text of article 291" in str(answer)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": ""}, "Say why"),
        ({"reason": " \n "}, "Say why"),
        ({"reason": "x" * 1001}, "longer than 1000"),
        ({"key": "notice.imaginary"}, "There is no legal value"),
        ({"unit": "euro"}, "is not counted in euro"),
        ({"unit": "fortnights"}, "is not counted in fortnights"),
        ({"value": "eight"}, "is no value in days"),
        ({"value": -8}, "is no value in days"),
        ({"value": True}, "is no value in days"),
        ({"value": 1.5}, "is no value in days"),
        ({"value": {0: 8, 3500: "x"}}, "is no value in days"),
        ({"valid_from": None}, "Say from which day"),
        ({"valid_until": date(2025, 12, 31)}, "last day lies before"),
        ({"valid_until": datetime(2026, 12, 31, tzinfo=UTC)}, "is not a day"),
        ({"key": "ballot.tie", "unit": "rule", "value": "dice"}, "is not among: rejected, vote of the president"),
        ({"key": "holidays.office", "unit": "list", "value": ("Sunny day",)}, "is no holiday: Sunny day"),
        ({"key": "holidays.office", "unit": "list", "value": {0: ("1 May",)}}, "neither empty nor a table"),
        ({"key": "quorum.present", "unit": "share", "value": "4/3"}, "is no value in share"),
    ],
)
def test_a_mistake_is_told(changes, said):
    with pytest.raises(WrongValue, match=said):
        override(**changes)


days = st.dates(date(2020, 1, 1), date(2021, 12, 31))


@given(days, st.integers(0, 400), days, st.integers(0, 400))
def test_overlaps_are_refused_and_only_they(start, length, other_start, other_length):
    one = override(valid_from=start, valid_until=start + timedelta(days=length))
    other = override(valid_from=other_start, valid_until=other_start + timedelta(days=other_length))
    apart = one.valid_until < other.valid_from or other.valid_until < one.valid_from
    if apart:
        check_against(one, [other])
    else:
        with pytest.raises(WrongValue):
            check_against(one, [other])


def test_an_open_end_overlaps_all_that_follows_but_not_another_key():
    with pytest.raises(WrongValue):
        check_against(override(valid_from=date(2090, 1, 1), valid_until=None), [override(valid_until=None)])
    check_against(override(key="notice.second_call", value=2), [override(valid_until=None)])


def test_withdrawn_ones_and_those_of_another_jurisdiction_do_not_hold():
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    held = Override("flanders", override(), "admin", moment)
    withdrawn = Override("flanders", override(), "admin", moment, "admin", moment)
    elsewhere = Override("wallonia", override(), "admin", moment)
    assert of_jurisdiction([held, withdrawn, elsewhere], "flanders") == (held.value,)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        (" 7 ", "days", 7),
        ("0: 3\n3500: 5\n", "clear days", {0: 3, 3500: 5}),
        ("0: majority\n1000: 1/3", "share", {0: "majority", 1000: "1/3"}),
        ("yes", "yes or no", True),
        ("No", "yes or no", False),
        ("-", "days", None),
        ("1 May, Easter Monday\n26 December", "list", ("1 May", "Easter Monday", "26 December")),
        (
            "0: website or poster\n3500: website, poster",
            "list",
            {0: ("website or poster",), 3500: ("website", "poster")},
        ),
        ("oldest", "rule", "oldest"),
    ],
)
def test_what_is_typed_is_read(text, unit, value):
    assert read(text, unit) == value
    assert read(written(value), unit) == value


@pytest.mark.parametrize(
    ("text", "unit"), [("", "days"), ("seven", "days"), ("7 days", "days"), ("٧", "days"), ("0: 3\n0: 5", "days")]
)
def test_what_cannot_be_read_is_told(text, unit):
    with pytest.raises(WrongValue):
        read(text, unit)


@pytest.mark.parametrize("value", [value for one in Jurisdiction for values in load(one).values() for value in values])
def test_every_value_of_the_law_can_be_typed(value):
    assert read(written(value.value), value.unit) == value.value


@given(st.text(max_size=60), st.sampled_from(sorted(UNITS)))
def test_no_text_breaks_the_reading(text, unit):
    try:
        value = read(text, unit)
    except WrongValue:
        return
    assert value is None or isinstance(value, int | str | bool | tuple | dict)


def test_phrases_are_translated_with_their_gaps():
    words = {"Day ${day}: ${what}": "Jour ${day} : ${what}", "days": "jours"}
    phrase = _("Day ${day}: ${what}", day=date(2026, 1, 2), what=UNITS["days"][1])
    shown = phrase.say(lambda text: words.get(text, text), lambda day: f"{day:%d/%m/%Y}")
    assert shown == "Jour 02/01/2026 : jours"
    assert Answer(1).confidence == "sure"
