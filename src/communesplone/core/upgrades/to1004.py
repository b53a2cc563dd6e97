"""Cases get an end, rows a fact that is counted, the catalog its figures; room for retention."""

from communesplone.core.cases import catalog
from communesplone.core.cases import store
from communesplone.core.cases.closing import note_step
from communesplone.core.moments import zone
from communesplone.core.retention import records
from communesplone.core.retention.settings import IRetentionSettings
from communesplone.core.retention.settings import PREFIX
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
import transaction


BATCH = 500


def step(tool) -> None:
    """Safe to repeat: what is known stays, rows are made anew."""
    getUtility(IRegistry).registerInterface(IRetentionSettings, prefix=PREFIX)
    tool.runImportStepFromProfile("profile-communesplone.core:default", "controlpanel", run_dependencies=False)
    records.install(api.portal.get())
    rows = catalog.get_catalog()
    catalog.complete(rows)
    for number, case in enumerate(store.walk(), 1):
        note_end(case)
        rows.note(case, "/".join(case.getPhysicalPath()))
        if number % BATCH == 0:
            transaction.savepoint(optimistic=True)
            api.portal.get()._p_jar.cacheGC()


def note_end(case) -> None:
    """Find the end of a case in its history; nothing happens when it is known or the case is open."""
    if case.closed_on is not None or api.content.get_state(case, default="") not in catalog.CLOSED_STATES:
        return
    before = ""
    for entries in case.workflow_history.values():
        for entry in entries:
            if entry["action"]:
                day = entry["time"].asdatetime().astimezone(zone()).date()
                note_step(case, before, entry["review_state"], day)
            before = entry["review_state"]
