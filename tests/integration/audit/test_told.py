"""What people read of an entry: words, no tokens of ours."""

from communesplone.core.audit.domain.entry import Entry
from communesplone.core.audit.told import Teller
from datetime import datetime
from datetime import UTC
from plone import api
import pytest


MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def told(action: str, **details) -> list[str]:
    entry = Entry(1, MOMENT, "sophie", action, "case:7KQ2-94MX", "", details)
    return Teller(lambda user: user.title()).details(entry)


@pytest.mark.parametrize(
    ("action", "details", "lines"),
    [
        ("case.moved", {"step": "take", "from": "submitted", "to": "in_progress"}, ["Submitted → In progress"]),
        ("case.message", {"side": "citizen", "files": 0}, ["Written by: the citizen"]),
        ("case.message", {"side": "office", "files": 2}, ["Written by: the service", "Files: 2"]),
        ("case.assigned", {"to": "karim"}, ["To: Karim"]),
        ("case.handed_over", {"from": "gone", "to": "gone-too"}, ["gone → gone-too"]),
        ("document.prepared", {"version": 1, "sha256": "6" * 64}, ["Version: 1", "Fingerprint: 666666666666…"]),
        ("case.opened", {"part": ""}, []),
        ("odd.thing", {"odd": 3}, ["odd: 3"]),
    ],
)
def test_the_details_of_an_entry_in_words(portal, action, details, lines):
    assert told(action, **details) == lines


def test_a_service_is_called_by_its_name(portal):
    with api.env.adopt_roles(["Manager"]):
        unit = api.content.create(portal, "Unit", title="Population")
    assert told("case.filed", unit=unit.UID(), handler="ORD") == ["Service: Population"]
