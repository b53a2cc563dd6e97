"""The invented orders: told backwards from any day, in order, never in the future, in office hours."""

from communesplone.demo.domain import proofs
from communesplone.demo.domain.stories import CITIZEN_STEPS
from communesplone.demo.domain.stories import plan
from communesplone.demo.domain.stories import until
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.working_days import WorkingDays
from datetime import datetime
from datetime import time
from datetime import UTC
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from pathlib import Path
from zoneinfo import ZoneInfo
import pytest
import yaml
import zlib


DATA = Path(__file__).parents[3] / "src" / "communesplone" / "demo" / "data"
ORDERS = yaml.safe_load((DATA / "orders.yaml").read_text("utf-8"))
STORIES = yaml.safe_load((DATA / "stories.yaml").read_text("utf-8"))
ZONE = ZoneInfo("Europe/Brussels")
CALENDAR = WorkingDays(Jurisdiction.WALLONIA)
TUESDAY = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)


def told(now):
    return until(plan(STORIES, ORDERS, now, ZONE, CALENDAR), now)


@settings(max_examples=40, deadline=None)
@given(st.datetimes(datetime(2024, 6, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_every_step_is_told_in_order_and_before_now_whatever_the_day(now):
    events = told(now)
    assert len(events) == sum(1 + len(STORIES[order["story"]]) for order in ORDERS)
    assert events == sorted(events)
    assert events[-1].moment <= now
    for number in range(len(ORDERS)):
        own = [event.position for event in events if event.order == number]
        assert own == list(range(len(own)))


def test_the_same_day_gives_the_same_story():
    assert told(TUESDAY) == told(TUESDAY)


def test_the_office_works_in_office_hours_of_working_days():
    for event in told(TUESDAY):
        if event.step not in CITIZEN_STEPS | {"submit"} and (TUESDAY - event.moment).days > 2:
            local = event.moment.astimezone(ZONE)
            assert CALENDAR.is_working(local.date()), event
            assert time(8, 30) <= local.time() <= time(16, 30), event


def test_four_months_are_told():
    days = [(TUESDAY - event.moment).days for event in told(TUESDAY)]
    assert 100 < max(days) < 140


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: f"{order['story']}-{order['days']}")
def test_what_is_to_be_said_has_its_words(order):
    words = yaml.safe_load((DATA / "words.yaml").read_text("utf-8"))
    known = {"ask": "questions", "answer": "answers", "refuse": "reasons", "reopen": "reasons", "send_back": "reasons"}
    for line in STORIES[order["story"]]:
        step = line.split()[0]
        if step in known:
            said = order["say"]
            assert words[known[step]][said if isinstance(said, str) else said[step]]


def test_the_picture_is_a_picture():
    data = proofs.png(3, 2)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    place = data.index(b"IDAT")
    length = int.from_bytes(data[place - 4 : place], "big")
    assert len(zlib.decompress(data[place + 4 : place + 4 + length])) == 2 * (1 + 3)


def test_the_page_is_a_page():
    pypdf = pytest.importorskip("pypdf")
    from io import BytesIO

    reader = pypdf.PdfReader(BytesIO(proofs.pdf("Attestation (demo)")), strict=True)
    assert len(reader.pages) == 1
    assert reader.pages[0].extract_text().strip() == "Attestation demo"
