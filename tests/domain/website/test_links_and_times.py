"""Links that editors type, and hours in words."""

from communesplone.website.domain import links
from communesplone.website.domain import times
from datetime import time
import pytest


def test_a_path_is_below_the_site_and_an_address_stays():
    found = links.read(
        ["Baby | /birth | baby", "Province | https://province.example/", "Write | mailto:a@b.be"], "https://x"
    )
    assert [one["url"] for one in found] == ["https://x/birth", "https://province.example/", "mailto:a@b.be"]
    assert [one["outside"] for one in found] == [False, True, False]
    assert found[0]["more"] == "baby"


@pytest.mark.parametrize(
    "line",
    ["Bad | javascript:alert(1)", "Other site | //evil.example", "Back | /\\evil", "No address", "| /x", 'Q | /"x'],
)
def test_a_link_that_leads_nowhere_good_is_named_and_never_shown(line):
    assert links.wrong([line, "", "Good | /good"]) == [line]
    assert links.read([line], "https://x") == []


def test_hours_as_they_are_said():
    assert times.span(time(9), time(12, 30), "fr") == "9\u00a0h – 12\u00a0h\u00a030"
    assert times.span(time(9, 5), time(12), "nl") == "9:05 – 12:00"
    assert times.span(time(0), time(23, 59), "fr") == ""
    assert times.span(time(14), time(14), "de") == "14:00"
