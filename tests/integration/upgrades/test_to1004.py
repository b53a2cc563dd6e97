"""A site of before gets figures for the cases that it has, and the step may be repeated."""

from communesplone.core.cases import store
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.cases.workflow import do
from communesplone.core.domain import references
from communesplone.core.domain.figures import month_of
from communesplone.core.domain.figures import report
from communesplone.core.moments import today
from communesplone.core.upgrades import to1004
from datetime import timedelta
from plone import api
from plone.dexterity.utils import createContent


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
