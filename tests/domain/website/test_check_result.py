"""Results of checks: read strictly, and what a statement may say of them."""

from communesplone.law.accessibility import FRANCE
from communesplone.law.accessibility import regime
from communesplone.law.accessibility import WALLONIA
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.website.accessibility.domain.statement import months_between
from communesplone.website.accessibility.domain.statement import Status
from communesplone.website.accessibility.domain.statement import status
from communesplone.website.checks.domain.result import BadResult
from communesplone.website.checks.domain.result import from_plain
from communesplone.website.checks.domain.result import read
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import strategies as st
import json
import pytest


DAY = date(2026, 11, 20)
GOOD = {
    "date": "2026-11-20",
    "tool": "axe-core 4.10",
    "method": "automatic",
    "pages": ["https://www.valmeuse.example/", "/demarches"],
    "rules": 60,
    "violations": [{"rule": "color-contrast", "times": 3}],
}


def result(**changes):
    return from_plain({**GOOD, **changes})


def failing(number):
    return [{"rule": f"r{place}", "times": 1} for place in range(number)]


def test_a_result_is_read_and_written_again():
    found = read(json.dumps(GOOD))
    assert from_plain(found.plain()) == found
    assert found.rate == 98.3


@pytest.mark.parametrize(
    "change",
    [
        {"date": "yesterday"},
        {"date": None},
        {"tool": ""},
        {"tool": 3},
        {"method": "guess"},
        {"method": []},
        {"pages": []},
        {"pages": ["javascript:alert(1)"]},
        {"pages": "https://x.example"},
        {"rules": 0},
        {"rules": True},
        {"rules": "60"},
        {"violations": [{"times": 2}]},
        {"violations": [3]},
        {"violations": failing(61)},
        {"violations": failing(1) * 2},
        {"tool": "x" * 301},
    ],
)
def test_what_is_no_result_is_refused(change):
    with pytest.raises(BadResult):
        result(**change)


@pytest.mark.parametrize("data", ["", "[]", "{", "[" * 100_000, "x" * 300_000, "3", "null"])
def test_what_is_no_object_is_refused(data):
    with pytest.raises(BadResult):
        read(data)


def test_no_check_was_made_tomorrow():
    with pytest.raises(BadResult):
        from_plain(GOOD, DAY - timedelta(days=1))
    assert from_plain(GOOD, DAY)


@pytest.mark.parametrize(
    ("changes", "exempt", "expected"),
    [
        ({"violations": []}, False, Status.PARTIAL),
        ({}, False, Status.PARTIAL),
        ({"violations": failing(31)}, False, Status.NOT),
        ({"violations": [], "method": "others"}, False, Status.FULL),
        ({"violations": [], "method": "own"}, True, Status.PARTIAL),
        ({"violations": failing(30), "method": "own"}, False, Status.PARTIAL),
    ],
)
def test_the_status_in_wallonia(changes, exempt, expected):
    assert status(result(**changes), WALLONIA, DAY, exempt=exempt) is expected


@pytest.mark.parametrize(
    ("changes", "today", "expected"),
    [
        ({"violations": []}, DAY, Status.NOT),
        ({"violations": [], "method": "others"}, DAY, Status.FULL),
        ({"violations": failing(30), "method": "others"}, DAY, Status.PARTIAL),
        ({"violations": failing(31), "method": "others"}, DAY, Status.NOT),
        ({"violations": [], "method": "others"}, date(2029, 11, 19), Status.FULL),
        ({"violations": [], "method": "others"}, date(2029, 11, 20), Status.NOT),
    ],
)
def test_in_france_an_audit_in_force_decides(changes, today, expected):
    assert status(result(**changes), FRANCE, today) is expected


def test_without_a_check_nothing_is_claimed():
    assert status(None, WALLONIA, DAY) is Status.UNKNOWN
    assert status(None, FRANCE, DAY) is Status.NOT


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
def test_every_jurisdiction_has_a_model(jurisdiction):
    found = regime(jurisdiction)
    assert found.body.name and found.body.url.startswith("https://") and found.article
    assert found.by_audit == (jurisdiction.country == "FR")


@given(
    st.integers(0, 60), st.sampled_from(["automatic", "own", "others"]), st.booleans(), st.sampled_from(Jurisdiction)
)
def test_full_needs_a_person_and_no_failure(failed, method, exempt, jurisdiction):
    found = result(violations=failing(failed), method=method)
    if status(found, regime(jurisdiction), DAY, exempt=exempt) is Status.FULL:
        assert method != "automatic" and failed == 0 and not exempt


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 4000))
def test_months_never_run_ahead_of_days(start, days):
    months = months_between(start, start + timedelta(days=days))
    assert months * 28 <= days <= (months + 1) * 31


def test_nearly_all_is_not_all():
    assert result(rules=5000, violations=failing(1)).rate == 99.9
