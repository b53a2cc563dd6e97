"""``bin/instance run scripts/many_cases.py 20000``: finished and open cases in the site ``commune``, to measure with.

Rows are made in the same transaction, 500 at a time; the cases have no form data and no files. For scratch databases.
"""

from communesplone.core.cases import catalog
from communesplone.core.cases import indexing
from communesplone.core.cases import store
from communesplone.core.cases.closing import note_step
from communesplone.core.domain import references
from communesplone.core.moments import today
from communesplone.core.organisation.vocabularies import unit_titles
from datetime import timedelta
from plone import api
from plone.dexterity.utils import createContent
from zope.component.hooks import setSite
import random
import sys
import transaction


BATCH = 500
KINDS = {f"kind-{number:02d}": f"Document of kind {number:02d}" for number in range(20)}


def fill(site, number: int, day, years: int = 3) -> None:
    """Make that many cases, spread over the years, units and kinds; one in ten is open."""
    chance = random.Random(number)  # noqa: S311
    units = list(unit_titles()) or [""]
    for done in range(number):
        make(chance, units, done, day, years)
        if done % BATCH == BATCH - 1:
            indexing.sync_now(site)
            transaction.commit()
            site._p_jar.cacheGC()
            print(f"{done + 1} of {number}", flush=True)
    indexing.sync_now(site)
    transaction.commit()


def make(chance, units: list[str], number: int, day, years: int) -> None:
    """One case, with an end where it has one."""
    is_open = chance.random() < 0.1
    age = chance.randrange(30) if is_open else chance.randrange(40, 365 * years)
    submitted = day - timedelta(days=age)
    kind = chance.choice(list(KINDS))
    order = createContent(
        "Order",
        procedure_id=kind,
        procedure_title=KINDS[kind],
        applicant_name=f"Person {number}",
        unit=chance.choice(units),
        assignee=f"clerk-{chance.randrange(30)}",
        submitted=submitted,
        due=submitted + timedelta(days=14),
    )
    order.reference = references.derive(b"many cases", str(number))
    case = store.put(order)
    if not is_open:
        end(case, "refused" if chance.random() < 0.1 else "issued", submitted + timedelta(days=chance.randrange(1, 30)))


def end(case, state: str, day) -> None:
    """Put the case into its last state without the steps in between."""
    tool = api.portal.get_tool("portal_workflow")
    status = {"action": "issue", "actor": "", "comments": "", "review_state": state, "time": case.created()}
    tool.setStatusOf("order_workflow", case, status)
    tool.getWorkflowsFor(case)[0].updateRoleMappingsFor(case)
    note_step(case, "in_progress", state, day)
    case.reindexObject()


if __name__ == "__main__" and "app" in globals():
    place = app["commune"]  # noqa: F821
    setSite(place)
    with api.env.adopt_roles(["Manager"]):
        fill(place, int(sys.argv[-1]), today())
    assert len(catalog.get_catalog()._catalog) >= int(sys.argv[-1])
