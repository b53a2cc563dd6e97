"""A site of version 1002 learns messages, notes and reminders."""

from communesplone.core.cases import thread
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.cases.thread import Message
from communesplone.core.moments import now
from communesplone.core.upgrades import to1003
from communesplone.requests.content import order
from persistent.list import PersistentList
from tests.integration.core.conftest import town  # noqa: F401
import pytest


NEW = {"news", "handed", "news_for_citizen", "last_message"}


def former(author: str, name: str, text: str):
    """A message as version 1002 stored it."""
    message = Message.__new__(Message)
    message.__dict__.update(author=author, name=name, text=text, moment=now())
    return message


@pytest.fixture
def old_site(town):  # noqa: F811
    """A catalog without the new marks, and an order with former messages."""
    case = town.order()
    case.messages = PersistentList([former("office", "anna", "Which school?"), former("citizen", "Nadia", None)])
    town.index()
    inner = get_catalog()._catalog
    for name in ("news", "handed"):
        inner.delIndex(name)
    for name in NEW:
        inner.delColumn(name)
    return case


def test_former_messages_are_messages_of_the_thread_however_often_the_step_runs(old_site, town):  # noqa: F811
    for _time in range(2):
        assert to1003.widen_cases() == 1
    thread.receive(old_site, "A third", [], now())
    office, citizen, third = old_site.messages
    assert (office.author, office.name, office.text) == ("office", "anna", "Which school?")
    assert (office.unit, office.files, citizen.text) == ("", (), None)
    assert third.text == "A third"
    assert order.Message is Message


def test_the_queue_filters_by_the_new_marks(old_site, town):  # noqa: F811
    old_site.news = True
    to1003.widen_cases()
    with town.user("anna"):
        (row,) = get_catalog().visible(news=True)
    assert row.reference == old_site.reference
    assert row.last_message == now().date().toordinal()
