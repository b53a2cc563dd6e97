"""To 1003: messages and notes of a case, marks for what is new, reminders.

The catalog learns the new marks, and every row is made anew. Messages that a former version stored under a name of the
requests are messages of the thread as they are: the name still leads to the class, which has defaults for what is new.
Safe to repeat.
"""

from communesplone.core.cases import settings
from communesplone.core.cases import store
from communesplone.core.cases.catalog import complete
from communesplone.core.cases.catalog import get_catalog
from plone import api
import transaction


AT_ONCE = 500  # cases between two savepoints, so that memory stays bounded


def step(setup_tool) -> None:
    """Bring a site of version 1002 to 1003."""
    settings.register()
    setup_tool.runImportStepFromProfile("profile-communesplone.core:default", "controlpanel", run_dependencies=False)
    widen_cases()


def widen_cases() -> int:
    """Catalog and rows; returns how many cases there are."""
    catalog = get_catalog()
    complete(catalog)
    number = 0
    for number, case in enumerate(store.walk(), 1):
        catalog.note(case, "/".join(case.getPhysicalPath()))
        if not number % AT_ONCE:
            transaction.savepoint(optimistic=True)
            api.portal.get()._p_jar.cacheGC()
    return number
