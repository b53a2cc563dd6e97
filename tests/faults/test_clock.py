"""The clock of the server is wrong, the mail server is down, the year ends: nothing is lost, nothing comes twice."""

from .house import Citizen
from .house import gaps_and_doubles
from .house import House
from .house import Official
from .house import QUIET
from .house import until
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo
import pytest


LIBRARY = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1")
BRUSSELS = ZoneInfo("Europe/Brussels")
pytestmark = pytest.mark.skipif(not LIBRARY.exists(), reason="libfaketime is not installed: clocks are NOT moved")


def order(house: House, number: int) -> list[Citizen]:
    """So many citizens, one after the other."""
    citizens = [Citizen(house) for _number in range(number)]
    for citizen in citizens:
        citizen.order()
    return citizens


def settled(house, mailbox, citizens) -> dict:
    """Each citizen has one letter, each order its row; returns what is stored."""
    house.wait_for_rows({citizen.reference for citizen in citizens})
    until(lambda: all(mailbox.of(citizen) for citizen in citizens), QUIET, "every citizen has the letter")
    assert [len(mailbox.of(citizen)) for citizen in citizens] == [1] * len(citizens)
    assert mailbox.doubles() == []
    house.stop()
    held = house.look()
    assert set(held["rows"]) == {case["path"] for case in held["cases"].values()}
    assert gaps_and_doubles(held["registers"]) == []
    return held


def test_a_clock_that_jumps_an_hour_ahead_and_back_loses_no_order_and_doubles_no_letter(house, mailbox):
    house.start(clock="+0")
    citizens = order(house, 3)
    house.offset.write_text("+3600")
    citizens += order(house, 3)
    house.offset.write_text("+0")
    citizens += order(house, 3)
    held = settled(house, mailbox, citizens)
    assert len(held["cases"]) == 9


def test_a_mail_server_that_is_down_for_an_hour_gets_every_letter_once_afterwards(house, mailbox):
    mailbox.close()
    house.start(clock="+0")
    citizens = order(house, 5)
    for minutes in (20, 40, 60):
        house.offset.write_text(f"+{60 * minutes}")
        until(lambda: "mail" in house.get("/@@health")[1] or "letters" in house.get("/@@health")[1], 90, "it is told")
    assert mailbox.letters == []
    assert house.get("/@@units")[0] == 200
    mailbox.open()
    # The longest pause between two tries: the next one comes with the clock, not with our patience.
    house.offset.write_text(f"+{60 * 180}")
    settled(house, mailbox, citizens)


def test_documents_issued_while_the_year_ends_have_a_number_in_one_year_or_the_other(house, mailbox):
    midnight = datetime(2027, 1, 1, tzinfo=BRUSSELS)

    def to_midnight(seconds: int) -> str:
        return f"{int((midnight - datetime.now(BRUSSELS)).total_seconds()) + seconds:+d}"

    house.start(clock=to_midnight(-600))
    citizens = order(house, 6)
    clerk, officer = Official(house, "clerk"), Official(house, "officer")
    for citizen in citizens:
        clerk.prepare(citizen.reference)
    house.offset.write_text(to_midnight(-6))
    for citizen in citizens[:3]:
        officer.do(citizen.reference, "issue")
    house.offset.write_text(to_midnight(2))
    until(lambda: house.clock() >= midnight, 30, "the year is over")
    for citizen in citizens[3:]:
        officer.do(citizen.reference, "issue")
    until(lambda: all(len(mailbox.of(one)) == 2 for one in citizens), QUIET, "each citizen knows it is ready")
    house.stop()
    held = house.look()
    numbers = {one.reference: held["cases"][one.reference]["number"] for one in citizens}
    assert all(numbers.values()), numbers
    assert len(set(numbers.values())) == 6
    assert gaps_and_doubles(held["registers"]) == []
    assert {name.rpartition("/")[2] for name in held["registers"]} == {"2026", "2027"}
    for case in held["cases"].values():
        assert case["number"].split("-")[1] == str(case["issued_year"])
        assert case["issued_at"].startswith(str(case["issued_year"])) or case["issued_at"] > "2027"
