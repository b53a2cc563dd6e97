"""Asking for work after the commit; what handlers and timed work need stands in `interfaces` and is named here too."""

from communesplone.core.domain.timetable import Daily
from communesplone.core.domain.timetable import Every
from communesplone.core.jobs import wake
from communesplone.core.jobs.interfaces import Again
from communesplone.core.jobs.interfaces import Hopeless
from communesplone.core.jobs.interfaces import IJobHandler
from communesplone.core.jobs.interfaces import ITimedWork
from communesplone.core.jobs.interfaces import Trouble
from communesplone.core.jobs.job import FAILED
from communesplone.core.jobs.job import Job
from communesplone.core.jobs.job import milliseconds
from communesplone.core.jobs.store import get_store
from communesplone.core.jobs.store import id_of
from communesplone.core.moments import now
from datetime import datetime
from plone import api
from secrets import token_hex
from zope.component import queryUtility
from zope.globalrequest import getRequest
import json


__all__ = ["Again", "Daily", "Every", "Hopeless", "IJobHandler", "ITimedWork", "Trouble", "enqueue"]


def enqueue(
    kind: str,
    payload: dict | None = None,
    *,
    key: str = "",
    not_before: datetime | None = None,
    about: str = "",
    note: str = "",
) -> str:
    """Have a job done after the running transaction is committed; returns its id.

    ``kind``: name of an `IJobHandler`. ``payload``: plain values, as JSON knows them; thrown away when the job is done.
    ``key``: while a job of this key waits, runs or was done lately, it is the one: no second is made; one that failed
    for good is begun anew. ``not_before``: aware. ``about``: token of what it is for, ``note``: a few words; both are
    shown to Managers and kept some days, so they say nothing of a person.

    Raises ValueError for an unknown kind, TypeError for a payload that is no JSON.
    """
    if queryUtility(IJobHandler, name=kind) is None:
        raise ValueError(f"no handler for jobs of kind {kind}")
    values = json.loads(json.dumps(payload or {}))
    store = get_store()
    job_id = id_of(key) if key else token_hex(12)
    known = store.find(job_id) if key else None
    if known is not None and known.state != FAILED:
        return job_id
    due = 0 if not_before is None else milliseconds(not_before)
    job = Job(job_id, kind, values, now(), due)
    job.about, job.note = about, note
    job.asked_by = api.user.get_current().getId() or ""
    job.address = api.portal.get().absolute_url() if getRequest() is not None else ""
    store.ask(job)
    wake.after_commit()
    return job_id
