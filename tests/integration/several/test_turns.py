"""Servers that share a database take turns for short works; one that is alone, or finds no lock, does not wait."""

from communesplone.core import turns
from pathlib import Path
from types import SimpleNamespace
import fcntl
import pytest


class Served:
    """What a client of a ZEO server looks like."""

    def __init__(self, folder: Path):
        self.asked = 0
        self.storage = SimpleNamespace(ping=self._ping, fshelper=SimpleNamespace(base_dir=str(folder)))

    def _ping(self) -> None:
        self.asked += 1


@pytest.fixture
def database(tmp_path) -> Served:
    return Served(tmp_path)


@pytest.fixture
def other(tmp_path):
    """The lock as another server has it in its hands."""
    with (tmp_path / turns.LOCK).open("ab") as file:
        yield file


def is_free(file) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(file, fcntl.LOCK_UN)
    return True


def test_while_one_has_its_turn_the_other_waits(database, other):
    with turns.turn(database):
        assert not is_free(other)
    assert is_free(other)


def test_a_turn_begins_with_what_the_others_committed(database):
    with turns.turn(database):
        assert database.asked == 1


def test_a_turn_within_a_turn_is_the_same(database, other):
    with turns.turn(database):
        with turns.turn(database, patience=60):
            assert not is_free(other)
        assert not is_free(other)
    assert database.asked == 1


def test_a_work_that_fails_ends_its_turn(database, other):
    with pytest.raises(ValueError, match="broken"), turns.turn(database):
        raise ValueError("broken")
    assert is_free(other)
    with turns.turn(database):
        assert not is_free(other)


def test_patience_has_an_end(database, other):
    fcntl.flock(other, fcntl.LOCK_EX)
    with turns.turn(database, patience=0):
        assert database.asked == 1


def test_a_folder_that_is_gone_keeps_nobody_from_working(tmp_path):
    database = Served(tmp_path / "gone")
    with turns.turn(database):
        assert database.asked == 1


def test_who_has_the_database_alone_waits_for_nothing(tmp_path):
    alone = SimpleNamespace(storage=SimpleNamespace(fshelper=SimpleNamespace(base_dir=str(tmp_path))))
    with turns.turn(alone):
        turns.catch_up(alone)
    assert list(tmp_path.iterdir()) == []
