"""What page and service tell a Manager of jobs: words about each, never what it carries."""

from communesplone import _
from communesplone.core import moments
from communesplone.core.jobs import timetable
from communesplone.core.jobs.interfaces import IJobHandler
from communesplone.core.jobs.interfaces import ITimedWork
from communesplone.core.jobs.job import DONE
from communesplone.core.jobs.job import FAILED
from communesplone.core.jobs.job import Job
from communesplone.core.jobs.job import moment_of
from communesplone.core.jobs.job import RUNNING
from communesplone.core.jobs.job import WAITING
from communesplone.core.jobs.store import JobStore
from datetime import datetime
from plone import api
from re import sub
from zope.component import queryUtility
from zope.i18nmessageid import Message


PAGE = 50
STATES = {FAILED: _("Needs a human"), WAITING: _("Waiting"), RUNNING: _("At work"), DONE: _("Done")}


def kind_title(job: Job) -> Message | str:
    """What the job does, in the words of its handler; its kind where that is not installed any more."""
    if job.kind == timetable.KIND:
        work = queryUtility(ITimedWork, name=job.note)
        return work.title if work is not None else job.note
    handler = queryUtility(IJobHandler, name=job.kind)
    return handler.title if handler is not None else job.kind


def note(job: Job) -> str:
    """The few words that were left with the job, in the reader's language where they are a text of ours, without what
    its placeholders stood for."""
    if job.kind == timetable.KIND or not job.note:
        return ""
    return sub(r"\s*\(?\$\{[^}]*\}\)?", " …", api.portal.translate(job.note, domain="communesplone"))


def next_moment(job: Job) -> datetime | None:
    """When it is tried next; None for at once, and when it is not tried any more."""
    return moment_of(job.due) if job.state == WAITING and job.due else None


def schedule_lines(store: JobStore, now: datetime) -> list[dict]:
    """The timetable: name, title, last (aware or None), next."""
    zone, lines = moments.zone(), []
    for name, work in timetable.works():
        line = store.timetable.get(name)
        lines.append(
            {
                "name": name,
                "title": work.title,
                "last": line.finished.astimezone(zone) if line is not None and line.finished else None,
                "next": work.schedule.next(now, zone).astimezone(zone),
            }
        )
    return lines


def can_retry(job: Job) -> bool:
    """A job at work is left alone, a done one is done."""
    return job.state in (FAILED, WAITING)


def can_drop(job: Job) -> bool:
    """A job at work is left alone."""
    return job.state != RUNNING
