"""Servers that are killed, clocks that jump, disks that fill up: run by ``make test-faults`` only."""

from .house import House
from .house import Mailbox
from pathlib import Path
from tests.browser.conftest import free_port
import os
import pytest
import shutil


HERE = Path(__file__).parent
WANTED = "COMMUNES_FAULTS"


def pytest_collection_modifyitems(items):
    """Everything here takes minutes: only when it is asked for."""
    if os.environ.get(WANTED):
        return
    reason = f"{WANTED} is not set: killed servers, full disks and jumping clocks are NOT tested (make test-faults)"
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def mail_port() -> int:
    """The port at which the town's mail server listens, when it does."""
    return free_port()


@pytest.fixture(scope="session")
def town(tmp_path_factory, mail_port) -> Path:
    """The database that every test gets a copy of."""
    var = tmp_path_factory.mktemp("town") / "var"
    House.run_script("make_town.py", var, mail_port)
    return var


@pytest.fixture
def mailbox(mail_port):
    """The mail server, listening."""
    box = Mailbox(mail_port)
    box.open()
    yield box
    box.close()


@pytest.fixture
def house(town, tmp_path):
    """A server of its own, not started yet."""
    shutil.copytree(town, tmp_path / "var")
    made = House(tmp_path / "var", free_port())
    yield made
    made.kill()
