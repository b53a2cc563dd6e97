"""A server dies in the middle of a storm of orders. What a page has acknowledged is there afterwards: whole, once."""

from .house import BROKEN
from .house import Citizen
from .house import QUIET
from .house import until
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from threading import Thread
from threading import Timer
from urllib.error import HTTPError
import os
import pytest
import random


ROUNDS = int(os.environ.get("COMMUNES_FAULT_ROUNDS", "20"))
CLIENTS = 4
# Deaths of which one hits the moment between a mail server's answer and the note of it: bad luck, a bug when many do.
SELDOM = max(1, ROUNDS // 5)
PLACES = ("before_row", "before_accept", "before_done")


class Storm:
    """Citizens who order one after the other until the server is gone."""

    def __init__(self, house):
        self.house = house
        self.served: list[Citizen] = []
        self.refused: list[str] = []
        self.first = Event()
        self._enough = Event()

    def _client(self) -> None:
        while not self._enough.is_set():
            citizen = Citizen(self.house)
            try:
                citizen.order()
            except HTTPError as error:
                self.refused.append(f"{error.code} {error.url}")
            except BROKEN:
                return
            else:
                self.served.append(citizen)
                self.first.set()

    def rage(self, seconds: float, most: int = 10_000) -> None:
        """Let it rage until the server dies, or for so many seconds."""
        clock = Timer(seconds, self._enough.set)
        clock.start()
        with ThreadPoolExecutor(CLIENTS) as pool:
            for one in [pool.submit(self._client) for _number in range(CLIENTS)]:
                one.result(120)
        clock.cancel()


def kill_after(house, event: Event, seconds: float) -> None:
    """Kill the server so long after the event."""
    assert event.wait(60)
    Event().wait(seconds)
    house.kill()


def check_letters(house, mailbox, citizens, most: int) -> int:
    """Every acknowledged order is in the queue and confirmed by a letter; returns how many letters came again.

    The one letter that a mail server took and nobody could note comes a second time, with the same Message-ID: SMTP
    has no way to ask whether it was taken. At most ``most`` do.
    """
    house.wait_for_rows({citizen.reference for citizen in citizens})
    until(lambda: all(mailbox.of(citizen) for citizen in citizens), QUIET, "every citizen has the letter")
    for citizen in citizens:
        assert len({str(letter["Message-ID"]) for letter in mailbox.of(citizen)}) == 1, citizen.reference
    doubles = sum(len(mailbox.of(citizen)) - 1 for citizen in citizens)
    assert doubles <= most
    assert len(mailbox.doubles()) <= most
    return doubles


def check_stored(house, citizens) -> dict:
    """Every acknowledged order is stored whole, none by halves; returns what is stored. Stops the server."""
    house.stop()
    held = house.look()
    for citizen in citizens:
        case = held["cases"][citizen.reference]
        assert case["data"]["person_last_name"] == f"Lemaire {citizen.number}"
        assert case["attachments"]["proof"]["file"]["sha256"] == citizen.proof_hash
    # Orders that nobody was told of may be there too, but never by halves.
    assert set(held["rows"]) == {case["path"] for case in held["cases"].values()}
    assert [case for case in held["cases"].values() if not case["secret_hash"] or not case["attachments"]] == []
    assert {job["state"] for job in held["jobs"]} <= {"done", "waiting", "new"}
    return held


def test_no_acknowledged_order_is_lost_in_many_deaths_at_any_moment(house, mailbox, record_property):
    chance = random.Random(20261124)
    served = []
    for number in range(ROUNDS):
        house.start()
        storm = Storm(house)
        death = Thread(target=kill_after, args=(house, storm.first, chance.uniform(0.1, 4.0)))
        death.start()
        storm.rage(90)
        death.join()
        assert storm.refused == [], f"round {number}"
        served += storm.served
    house.start()
    doubles = check_letters(house, mailbox, served, SELDOM)
    held = check_stored(house, served)
    assert len(served) > ROUNDS
    print(f"\n{ROUNDS} kills, {len(served)} orders acknowledged, {len(held['cases'])} stored, none lost", end=", ")
    print(f"{doubles} letters a second time")


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_lost_or_doubled_when_it_dies_at_the_worst_moment(house, mailbox, place):
    served, deaths = [], 0
    for turn in (5, 2, 1, 3):
        house.start(fault=f"{place}:{turn}")
        storm = Storm(house)
        storm.rage(20)
        until(house.is_dead, 30, f"death at {place}")
        deaths += 1
        served += storm.served
    house.start()
    doubles = check_letters(house, mailbox, served, deaths if place == "before_accept" else 0)
    check_stored(house, served)
    print(f"\n{place}: {deaths} deaths, {len(served)} orders acknowledged, none lost, {doubles} letters a second time")
