"""Handlers that do as they are told, and a site whose jobs are worked off when a test says so."""

from communesplone.core import moments
from communesplone.core.jobs import timetable
from communesplone.core.jobs.interfaces import IJobHandler
from communesplone.core.jobs.interfaces import ITimedWork
from communesplone.core.jobs.store import get_store
from communesplone.core.jobs.worker import run_due
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from zope.component import getGlobalSiteManager
from zope.interface import implementer
import pytest
import transaction


NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@implementer(IJobHandler)
class Handler:
    """Notes what it did, and does what the test wants."""

    title = "Stand-in"

    def __init__(self):
        self.done = []
        self.act = lambda payload, job: None

    def do(self, payload, job):
        result = self.act(payload, job)
        self.done.append(payload)
        return result


@pytest.fixture
def registry():
    """Registers utilities for the time of a test."""
    manager, kept = getGlobalSiteManager(), []

    def add(utility, interface, name):
        manager.registerUtility(utility, interface, name)
        kept.append((utility, interface, name))
        return utility

    yield add
    for utility, interface, name in kept:
        manager.unregisterUtility(utility, interface, name)


@pytest.fixture
def handler(registry):
    """Does the jobs of the kind `stand-in`."""
    return registry(Handler(), IJobHandler, "stand-in")


@pytest.fixture(autouse=True)
def own_works(monkeypatch):
    """Names of the timed work of this test; what the suite itself does on the timetable is left out."""
    names, works = set(), timetable.works
    monkeypatch.setattr(timetable, "works", lambda: [pair for pair in works() if pair[0] in names])
    return names


@pytest.fixture
def timed(registry, own_works):
    """`timed("name", schedule)`: timed work that notes its moments."""

    @implementer(ITimedWork)
    class Work:
        title = "Timed stand-in"

        def __init__(self, schedule):
            self.schedule, self.moments = schedule, []

        def do(self, moment):
            self.moments.append(moment)

    def add(name, schedule):
        own_works.add(name)
        return registry(Work(schedule), ITimedWork, name)

    return add


@pytest.fixture
def site(functional_portal):
    login(functional_portal.aq_parent, SITE_OWNER_NAME)
    return functional_portal


@pytest.fixture
def work(site):
    """Commits, and lets the worker do what is due so many seconds after noon; returns how many jobs had their turn."""

    def go(seconds=0, **more):
        transaction.commit()
        turns = run_due(site, NOON + timedelta(seconds=seconds), **more)
        transaction.begin()
        return turns

    return go


@pytest.fixture
def store(site):
    return get_store(site)


@pytest.fixture(autouse=True)
def noon():
    """Jobs are asked for at noon."""
    with moments.at(NOON):
        yield
