"""The disk of the database fills up while citizens order: they are told, and what was acknowledged stays."""

from .house import BROKEN
from .house import Citizen
from .house import House
from .house import QUIET
from .house import until
from tests.browser.conftest import free_port
from urllib.error import HTTPError
import os
import pytest
import shutil
import subprocess


MEGABYTES = 60


def mount(place, size: int, *more: str) -> None:
    options = ",".join([*more, f"size={size}m"])
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=True)


@pytest.fixture
def small_disk(tmp_path):
    """A disk with little room, and how to make it larger."""
    if os.geteuid() != 0:
        pytest.skip("only root mounts a small disk: a full disk is NOT tested")
    place = tmp_path / "disk"
    place.mkdir()
    try:
        mount(place, MEGABYTES)
    except subprocess.CalledProcessError:
        pytest.skip("this machine lets nobody mount a disk: a full disk is NOT tested")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


def order_until_it_is_full(house: House, most: int = 400) -> tuple[list[Citizen], list[int]]:
    """The citizens who were served, and what the others were told, five refusals long."""
    served, told = [], []
    while len(told) < 5:
        assert len(served) < most, "the disk never filled up"
        citizen = Citizen(house)
        citizen.weight = 400_000
        try:
            citizen.order()
        except HTTPError as error:
            told.append(error.code)
        except BROKEN:
            told.append(0)
        else:
            served.append(citizen)
    return served, told


def test_a_full_disk_loses_no_acknowledged_order_and_the_house_goes_on_when_there_is_room(town, small_disk, mailbox):
    shutil.copytree(town, small_disk / "var")
    house = House(small_disk / "var", free_port())
    house.log = small_disk.parent / "server.log"
    try:
        house.start()
        served, told = order_until_it_is_full(house)
        assert served
        assert set(told) == {503}, told
        assert not house.is_dead()
        mount(small_disk, 4 * MEGABYTES, "remount")
        after = [Citizen(house) for _number in range(3)]
        for citizen in after:
            citizen.order()
        house.kill()
        house.start()
        everybody = served + after
        house.wait_for_rows({citizen.reference for citizen in everybody})
        until(lambda: all(mailbox.of(citizen) for citizen in everybody), QUIET, "every citizen has the letter")
        assert mailbox.doubles() == []
        house.stop()
        held = house.look()
    finally:
        house.kill()
    for citizen in everybody:
        proof = held["cases"][citizen.reference]["attachments"]["proof"]["file"]
        assert proof["sha256"] == citizen.proof_hash
    print(f"\nfull after {len(served)} orders; refusals: {told}; {len(everybody)} acknowledged, none lost")
