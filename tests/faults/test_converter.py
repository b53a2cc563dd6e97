"""LibreOffice dies while a document is being issued: the order says so, keeps its number, and the next try issues."""

from .house import Citizen
from .house import gaps_and_doubles
from .house import House
from .house import Official
from .house import until
from communesplone.core.documents import supervisor
from tests.browser.conftest import free_port
from threading import Timer
import os
import pytest
import random
import shutil
import subprocess
import sys


ROUNDS = int(os.environ.get("COMMUNES_FAULT_ROUNDS", "20"))


@pytest.fixture
def converter():
    """The real converter as a process; gives its port and how to kill LibreOffice below it."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed: a dying converter is NOT tested")
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, supervisor.__file__, "--port", str(port)], env=House.environment(), stderr=subprocess.DEVNULL
    )
    until(lambda: supervisor.ping(port, 2), 90, "the converter answers")
    yield port
    process.terminate()
    process.wait(20)


def kill_libreoffice() -> None:
    """All of it, at once, the one-shot fallback included."""
    subprocess.run(["pkill", "-9", "-f", "soffice.bin"], check=False)


def test_whenever_it_dies_the_number_is_given_once_and_the_next_try_issues(house, mailbox, converter):
    chance = random.Random(7)
    house.start(COMMUNES_PAPER="0", COMMUNES_CONVERTER=f"127.0.0.1:{converter}")
    clerk, officer = Official(house, "clerk"), Official(house, "officer")
    failed = 0
    citizens = [Citizen(house) for _number in range(ROUNDS)]
    for citizen in citizens:
        citizen.order()
        until(lambda: supervisor.ping(converter, 2), 90, "the converter is back")
        clerk.prepare(citizen.reference)
        death = Timer(chance.uniform(0.0, 0.5), kill_libreoffice)
        death.start()
        officer.do(citizen.reference, "issue")
        death.join()
        if officer.state(citizen.reference) != "issued":
            failed += 1
            until(lambda: _again(officer, citizen), 60, "the next try issues")  # noqa: B023 - used at once
    house.stop()
    held = house.look()
    assert gaps_and_doubles(held["registers"]) == []
    numbers = [held["cases"][citizen.reference]["number"] for citizen in citizens]
    assert len(set(numbers)) == ROUNDS
    print(f"\n{ROUNDS} documents, LibreOffice killed each time; {failed} said so and were issued at a later try")


def _again(officer: Official, citizen: Citizen) -> bool:
    officer.do(citizen.reference, "issue")
    return officer.state(citizen.reference) == "issued"
