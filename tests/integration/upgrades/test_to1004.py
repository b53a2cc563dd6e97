"""A site of before gets figures for the cases that it has, and the step may be repeated."""

from communesplone.core.cases import store
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.cases.workflow import do
from communesplone.core.domain import references
from communesplone.core.domain.figures import month_of
from communesplone.core.domain.figures import report
from communesplone.core.moments import today
from communesplone.core.retention import records
from communesplone.core.retention import rules
from communesplone.core.retention.settings import PREFIX
from communesplone.core.retention.settings import settings
from communesplone.core.upgrades import to1004
from datetime import timedelta
from plone import api
from plone.dexterity.utils import createContent
from zope.annotation.interfaces import IAnnotations
import pytest


CONFIGLET = "communesplone.retention"


def old_site() -> None:
    """A refused and an open case, as 1003 kept them; a catalog without figures."""
    for number, name in enumerate(("Nadia", "Paul")):
        order = createContent(
            "Order",
            procedure_id="menage",
            procedure_title="Menage",
            applicant_name=name,
            submitted=today() - timedelta(days=30),
            due=today(),
        )
        order.reference = references.derive(b"old", str(number))
        case = store.put(order)
        if not number:
            with api.env.adopt_roles(["Manager", "CaseHandler"]):
                do(case, "refuse")
    for case in store.walk():
        for name in ("finished", "outcome", "taken", "in_time", "closed_on"):
            case.__dict__.pop(name, None)
    catalog = get_catalog()
    catalog._catalog.delColumn("fact")
    catalog._figures = None
    for case in store.walk():
        catalog.note(case, "/".join(case.getPhysicalPath()))


def total():
    month = month_of(today())
    return report(get_catalog()._figures.counts(None, month - 12, month), today()).total


def test_cases_of_before_are_counted_once(portal):
    old_site()
    assert get_catalog()._figures is None
    for _time in range(2):
        to1004.step(api.portal.get_tool("portal_setup"))
        found = total()
        assert (found.received, found.finished, found.refused, found.open) == (2, 1, 1, 1)
    (refused,) = [case for case in store.walk() if case.closed_on]
    assert refused.finished == refused.closed_on == today()
    assert refused.in_time is True


@pytest.fixture
def without_retention(portal):
    """A site of before retention: no settings, no configlet, no room for records."""
    registry = portal.portal_registry
    for name in [name for name in registry.records if name.startswith(f"{PREFIX}.")]:
        del registry.records[name]
    portal.portal_controlpanel.unregisterConfiglet(CONFIGLET)
    del IAnnotations(portal)[records.ANNOTATION]
    return portal


def test_an_older_site_gets_room_for_retention_and_nothing_goes(without_retention):
    assert rules.default_rule() is None
    to1004.step(without_retention.portal_setup)
    found = settings()
    assert (found.keep_days, found.keep_issued_days, found.when_over, found.automatic) == (
        None,
        None,
        "anonymise",
        False,
    )
    assert rules.default_rule() is None
    assert CONFIGLET in [one.getId() for one in without_retention.portal_controlpanel.listActions()]
    assert (len(records.book().runs), len(records.book().traces)) == (0, 0)


def test_repeating_the_step_keeps_the_rule_and_the_records(portal):
    settings().keep_days = 3650
    book = records.book()
    book.traces["7KQ2-94MX"] = ()
    to1004.step(portal.portal_setup)
    assert rules.default_rule().days == 3650
    assert records.book() is book
    assert list(book.traces) == ["7KQ2-94MX"]


def test_a_case_of_before_is_neither_held_nor_gone(portal):
    old_site()
    for case in store.walk():
        for name in ("held", "gone_on"):
            case.__dict__.pop(name, None)
    catalog = get_catalog()
    for name in ("held", "gone", "closed_on", "issued"):
        catalog._catalog.delIndex(name)
        catalog._catalog.delColumn(name)
    to1004.step(portal.portal_setup)
    assert len(catalog.all_rows(held=False, gone=False)) == 2
    (row,) = catalog.all_rows(closed_on=today().toordinal())
    assert (row.review_state, row.issued) == ("refused", False)
