"""To 1003: messages and notes of a case, marks for what is new, reminders.

The catalog learns the new marks, messages stored by former versions become messages of the thread, and every row is
made anew. Safe to repeat.
"""

from communesplone.core.cases import settings
from communesplone.core.cases import store
from communesplone.core.cases.catalog import complete
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.cases.thread import Message
from plone import api
import transaction


AT_ONCE = 500  # cases between two savepoints, so that memory stays bounded


def step(setup_tool) -> None:
    """Bring a site of version 1002 to 1003."""
    settings.register()
    setup_tool.runImportStepFromProfile("profile-communesplone.core:default", "controlpanel", run_dependencies=False)
    widen_cases()


def widen_cases() -> dict[str, int]:
    """Messages, catalog and rows; returns how many cases there are and how many messages were taken over."""
    catalog = get_catalog()
    complete(catalog)
    counts = {"cases": 0, "messages": 0}
    for case in store.walk():
        counts["messages"] += take_over(case)
        catalog.note(case, "/".join(case.getPhysicalPath()))
        counts["cases"] += 1
        if not counts["cases"] % AT_ONCE:
            transaction.savepoint(optimistic=True)
            api.portal.get()._p_jar.cacheGC()
    return counts


def take_over(case) -> int:
    """Messages of a former version, stored under a name of the requests, as messages of the thread; how many."""
    old = case.messages
    former = [number for number, message in enumerate(old) if "unit" not in message.__getstate__()]
    for number in former:
        message = old[number]
        unit = case.unit if message.author == "office" else ""
        old[number] = Message(message.author, message.name, message.text or "", message.moment, unit)
    return len(former)
