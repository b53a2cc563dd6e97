"""Jobs that bring the rows of cases in line with the cases, whatever was killed in between."""

from communesplone import _
from communesplone.core.cases import indexing
from communesplone.core.cases import pending
from communesplone.core.cases.store import SHARDS
from communesplone.core.jobs.api import Again
from communesplone.core.jobs.api import Daily
from communesplone.core.jobs.api import enqueue
from communesplone.core.jobs.api import Every
from communesplone.core.jobs.interfaces import IJobHandler
from communesplone.core.jobs.interfaces import ITimedWork
from datetime import datetime
from logging import getLogger
from plone import api
from zope.interface import implementer


logger = getLogger(__name__)
CATCH_UP, CHECK = "cases.catch_up", "cases.check"
SLICE = 100


@implementer(IJobHandler)
class CatchUp:
    """Makes the rows that are pending, slice by slice."""

    title = _("Make rows of cases that a crash left out")

    def do(self, payload: dict, job) -> Again | None:
        site = api.portal.get()
        done = payload.get("done", 0) + indexing.catch_up_pending(site, SLICE)
        left = len(pending.notes(site))
        if left:
            return Again({"done": done}, done, done + left)
        logger.info("%s case rows made that were pending", done)
        return None


@implementer(ITimedWork)
class LookForPending:
    """Soon after a start and every ten minutes."""

    title = _("Look for cases without a row")
    schedule = Every(minutes=10)
    at_start = True

    def do(self, moment: datetime) -> None:
        if len(pending.notes(api.portal.get())):
            enqueue(CATCH_UP)


@implementer(IJobHandler)
class Check:
    """Compares the cases of one shard after the other with their rows."""

    title = _("Compare cases with their rows")

    def do(self, payload: dict, job) -> Again | None:
        shard = payload.get("shard", 0)
        counts = indexing.catch_up(api.portal.get(), f"{shard:02x}")
        if any(counts.values()):
            logger.warning("cases brought in line: %s", counts)
        return Again({"shard": shard + 1}, shard + 1, SHARDS) if shard + 1 < SHARDS else None


@implementer(ITimedWork)
class CheckNightly:
    """Every night, whatever went wrong before."""

    title = _("Compare all cases with their rows")
    schedule = Daily("03:40")

    def do(self, moment: datetime) -> None:
        enqueue(CHECK)
