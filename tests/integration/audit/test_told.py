"""What people read of an entry: words, no tokens of ours."""

from communesplone.core.audit.domain.entry import Entry
from communesplone.core.audit.told import Teller
from communesplone.requests import ready
from communesplone.requests.content.order import Order
from datetime import datetime
from datetime import UTC
from pathlib import Path
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


def test_a_corrected_question_is_called_by_its_label_and_by_its_name_once_the_case_is_gone(portal, monkeypatch):
    assert told("case.corrected", fields="street,residence_since") == ["Fields: street, residence_since"]
    order = Order()
    order.reference, order.handler = "7KQ2-94MX", "ORD"
    order.office_model = (
        Path(ready.__file__).with_name("catalogue") / "residence-certificate" / "office.xml"
    ).read_text("utf-8")
    monkeypatch.setattr("communesplone.core.audit.told.store.find", lambda reference: order)
    assert told("case.corrected", fields="residence_since,gone") == ["Fields: Registered at this address since, gone"]
