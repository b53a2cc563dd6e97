"""What is thrown away: traces of done jobs after a week, jobs that nobody looked after when a quarter has passed."""

from communesplone import _
from communesplone.core.domain.timetable import Daily
from communesplone.core.jobs.interfaces import ITimedWork
from communesplone.core.jobs.job import DONE
from communesplone.core.jobs.job import FAILED
from communesplone.core.jobs.store import get_store
from datetime import datetime
from datetime import timedelta
from zope.interface import implementer


# A job of the same key is not made anew while its trace is kept.
KEPT = {DONE: timedelta(days=7), FAILED: timedelta(days=90)}


@implementer(ITimedWork)
class Tidying:
    """Every night."""

    title = _("Throw away the traces of old jobs")
    schedule = Daily("02:50")

    def do(self, moment: datetime) -> None:
        store = get_store()
        for state, kept in KEPT.items():
            for job in store.older_than(state, moment - kept):
                store.forget(job)
