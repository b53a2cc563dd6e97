"""Valmeuse on a machine without LibreOffice, on a day of our choice."""

from collections import Counter
from communesplone.core.cases import store
from communesplone.core.documents.interfaces import IConverter
from communesplone.core.registers import register
from communesplone.demo.setuphandlers import install
from datetime import datetime
from datetime import UTC
from plone import api
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from zope.component import getGlobalSiteManager
from zope.interface import implementer
import logging
import pytest


TUESDAY = datetime(2026, 3, 10, 10, 0, tzinfo=UTC)


@implementer(IConverter)
class NoConverter:
    """Never there; nobody may ask it for a document."""

    asked = 0

    def to_pdf(self, odt, *, timeout=5.0, fallback=True):
        self.asked += 1
        raise AssertionError("no document can be made here")

    def is_alive(self, timeout=1.0):
        return False


@pytest.fixture
def no_converter(monkeypatch):
    monkeypatch.setenv("COMMUNES_SOFFICE", "/nowhere/soffice")
    manager = getGlobalSiteManager()
    original, stand_in = manager.queryUtility(IConverter), NoConverter()
    manager.registerUtility(stand_in, IConverter)
    yield stand_in
    manager.registerUtility(original, IConverter)


@pytest.fixture
def valmeuse(portal, no_converter, caplog):
    caplog.set_level(logging.INFO, logger="communesplone.demo")
    login(portal.aq_parent, SITE_OWNER_NAME)
    api.portal.set_registry_record("plone.default_language", "fr")
    install(portal, TUESDAY)
    return portal


def test_orders_that_need_a_document_stay_in_progress_and_the_log_says_so(valmeuse, no_converter, caplog):
    states = Counter(api.content.get_state(order) for order in store.walk())
    assert sum(states.values()) == 40
    assert not set(states) & {"to_sign", "issued", "delivered"}
    assert states["in_progress"] > 20
    assert states["refused"] == 2
    assert no_converter.asked == 0
    assert not list(register.volumes().keys())
    assert any("stay in progress" in record.getMessage() for record in caplog.get_records("setup"))


def test_orders_in_progress_blame_no_failure_on_anybody(valmeuse):
    assert not [order.failure for order in store.walk() if order.failure]


def test_everything_is_told_from_the_given_day(valmeuse):
    for order in store.walk():
        times = [entry["time"].asdatetime() for entry in order.workflow_history["order_workflow"]]
        assert times == sorted(times)
        assert times[-1] <= TUESDAY
        assert order.modified().asdatetime() == times[-1]
        assert order.submitted == order.submitted_at.date()
    assert max(order.submitted for order in store.walk()) == TUESDAY.date()
