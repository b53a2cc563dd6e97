"""A jurist reads, corrects and trusts the data files; a mistake in one is told with its place."""

from communesplone.law.book import Law
from communesplone.law.book import NoValue
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.keys import KEYS
from communesplone.law.keys import THEMES
from communesplone.law.keys import WORDS
from communesplone.law.loading import BadData
from communesplone.law.loading import load
from communesplone.law.loading import parse
from communesplone.law.units import NeedsInhabitants
from communesplone.law.units import UNITS
from communesplone.law.units import WrongValue
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st
import pytest


TODAY = date(2026, 11, 24)
jurisdictions = st.sampled_from(Jurisdiction)
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
every_value = [(one, value) for one in Jurisdiction for values in load(one).values() for value in values]


def entry(**changes) -> str:
    """A data file with one value."""
    fields = {
        "key": "notice.ordinary",
        "value": 7,
        "unit": "clear days",
        "article": "X 1",
        "source": "A",
        "confidence": "sure",
        **changes,
    }
    text = "".join(f"    {name}: {value}\n" for name, value in fields.items() if value != "")
    return "sources: {A: https://example.org}\nvalues:\n  -\n" + text


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
def test_every_jurisdiction_has_much_to_say(jurisdiction):
    assert len(Law(jurisdiction).in_force(TODAY)) > 55


def test_every_key_is_used_somewhere_and_every_theme_has_keys():
    assert {value.key for _one, value in every_value} == set(KEYS)
    assert {key.theme for key in KEYS.values()} == set(THEMES)


def test_every_rule_has_its_word_for_translation():
    assert {option for key in KEYS.values() if key.units == ("rule",) for option in key.options} <= set(map(str, WORDS))


def test_every_unit_of_a_key_exists():
    assert {unit for key in KEYS.values() for unit in key.units} <= set(UNITS)


@pytest.mark.parametrize(("jurisdiction", "value"), every_value, ids=lambda one: getattr(one, "key", str(one)))
def test_a_value_names_its_article_and_what_is_unsure_says_why(jurisdiction, value):
    assert value.article
    assert value.source.startswith("http") or value.confidence != "sure"
    assert value.note or value.confidence != "unsure"


@given(jurisdictions, st.sampled_from(sorted(KEYS)), days)
def test_at_most_one_value_holds_on_a_day(jurisdiction, key, day):
    assert sum(value.holds(day) for value in load(jurisdiction).get(key, ())) <= 1


@pytest.mark.parametrize(("jurisdiction", "value"), every_value, ids=lambda one: getattr(one, "key", str(one)))
def test_a_value_changes_exactly_on_its_dates(jurisdiction, value):
    law = Law(jurisdiction)
    if value.valid_from:
        assert law.find(value.key, value.valid_from) == value
        assert law.find(value.key, value.valid_from - timedelta(days=1)) != value
    if value.valid_until:
        assert law.find(value.key, value.valid_until) == value
        assert law.find(value.key, value.valid_until + timedelta(days=1)) != value


@pytest.mark.parametrize(
    ("jurisdiction", "key", "day", "inhabitants", "expected"),
    [
        ("wallonia", "after.counts", date(2025, 6, 30), None, "poster"),
        ("wallonia", "after.counts", date(2025, 7, 1), None, "website"),
        ("wallonia", "before.drafts", date(2022, 8, 31), 60000, None),
        ("wallonia", "before.drafts", date(2022, 9, 1), 50000, 5),
        ("wallonia", "before.drafts", date(2022, 9, 1), 49999, None),
        ("wallonia", "before.drafts", date(2023, 3, 31), 12000, None),
        ("wallonia", "before.drafts", date(2023, 4, 1), 12000, 5),
        ("wallonia", "before.drafts", date(2023, 9, 30), 11999, None),
        ("wallonia", "before.drafts", date(2023, 10, 1), 11999, 5),
        ("wallonia", "advice.threshold", date(2024, 8, 31), None, 22000),
        ("wallonia", "advice.threshold", date(2024, 9, 1), None, 30000),
        ("brussels", "before.drafts", date(2024, 4, 25), None, None),
        ("brussels", "before.drafts", date(2024, 4, 26), None, 1),
        ("brussels", "supervision.decide", date(2016, 8, 31), None, 40),
        ("brussels", "supervision.decide", date(2016, 9, 1), None, 30),
        ("france", "notice.ordinary", TODAY, 3499, 3),
        ("france", "notice.ordinary", TODAY, 3500, 5),
        ("france", "meetings.called_by", TODAY, 999, "majority"),
        ("france", "meetings.called_by", TODAY, 1000, "1/3"),
        ("france", "meetings.called_within", TODAY, 999, 30),
        ("alsace_moselle", "meetings.called_within", TODAY, 999, None),
        ("alsace_moselle", "meetings.called_by", TODAY, 999, "1/3"),
        ("alsace_moselle", "notice.ordinary", TODAY, 999, 3),
        ("alsace_moselle", "ballot.tie", TODAY, 999, "vote of the president"),
    ],
)
def test_what_holds_on_this_day_here(jurisdiction, key, day, inhabitants, expected):
    assert Law(jurisdiction).get(key, day, None, inhabitants) == expected


def test_an_answer_prints_its_reasoning_with_the_article():
    answer = Law("flanders").ask("agenda.member_item", TODAY)
    assert str(answer) == "Notice of an item that a member adds: 5 days of article 291 (DLB 21, 291, unsure)"
    assert answer.articles == ("DLB 21, 291",)
    assert answer.confidence == "unsure"


def test_a_table_asks_for_the_number_of_inhabitants():
    with pytest.raises(NeedsInhabitants):
        Law("france").ask("notice.ordinary", TODAY)


def test_what_the_law_does_not_say_is_no_value():
    with pytest.raises(NoValue):
        Law("france").ask("advice.threshold", TODAY)
    with pytest.raises(NoValue):
        Law("brussels").ask("size.college", TODAY, 19999)
    with pytest.raises(WrongValue):
        Law("france").ask("notice.imaginary", TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "values: 3",
        "- nothing",
        "values: [3]",
        entry(note="costs 3 $"),
        entry(key="after.qualities", value="[price in $]", unit="list"),
        entry(key="notice.imaginary"),
        entry(unit="fortnights"),
        entry(unit="euro"),
        entry(value="seven"),
        entry(value="yes"),
        entry(value=-1),
        entry(value="{3500: 5, 0: 3}"),
        entry(value="{}"),
        entry(value="[7]"),
        entry(source="B"),
        entry(confidence="certain"),
        entry(article=""),
        entry(valid_from="soon"),
        entry(valid_from="2025-01-01", valid_until="2024-12-31"),
        entry(remark="strange field"),
        entry(key="quorum.present", unit="share", value="3/2"),
        entry(key="persons.tie", unit="rule", value="tallest"),
        entry(key="holidays.office", unit="list", value="[Sunny day]"),
        entry(key="holidays.office", unit="list", value="[31 February]"),
        entry() + "without: [quorum.present]\n",
        entry(valid_until="2025-01-01") + entry(valid_from="2025-01-01").split("values:\n")[1],
    ],
)
def test_a_mistake_in_a_file_is_refused(text):
    with pytest.raises(BadData):
        parse(text)


def test_values_that_follow_each_other_are_welcome():
    text = entry(valid_from="2025-01-02") + entry(value=6, valid_until="2025-01-01").split("values:\n")[1]
    assert [value.value for value in parse(text)["notice.ordinary"]] == [6, 7]
