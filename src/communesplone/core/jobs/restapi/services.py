"""`GET @jobs`: counts by state, one page of jobs, the timetable; nothing of what jobs carry."""

from communesplone.core import moments
from communesplone.core.batches import batch_start
from communesplone.core.jobs import listing
from communesplone.core.jobs.job import FAILED
from communesplone.core.jobs.job import Job
from communesplone.core.jobs.store import JobStore
from communesplone.core.jobs.store import query_store
from datetime import datetime
from plone import api
from plone.restapi.services import Service


LARGEST_PAGE = 200


class JobsGet(Service):
    """GET: `state` (failed, waiting, running, done), `b_start`, `b_size` (at most 200)."""

    def reply(self) -> dict:
        self.request.response.setHeader("Cache-Control", "private, no-store")
        store = query_store(api.portal.get()) or JobStore()
        asked = self.request.form.get("state")
        state = asked if isinstance(asked, str) and asked in listing.STATES else FAILED
        jobs = store.of_state(state, batch_start(self.request), self._size())
        now = moments.now()
        return {
            "@id": f"{api.portal.get().absolute_url()}/@jobs",
            "counts": {name: store.count(name) for name in listing.STATES},
            "overdue": int(store.overdue(now).total_seconds()),
            "state": state,
            "items": [_plain(job) for job in jobs],
            "items_total": len(store.shelves[state]),
            "timetable": [_line(line) for line in listing.schedule_lines(store, now)],
        }

    def _size(self) -> int:
        asked = str(self.request.form.get("b_size"))
        return min(int(asked), LARGEST_PAGE) if asked.isdecimal() and int(asked) else listing.PAGE


def _plain(job: Job) -> dict:
    return {
        "id": job.id,
        "kind": job.kind,
        "title": api.portal.translate(listing.kind_title(job)),
        "about": job.about,
        "note": listing.note(job),
        "state": job.state,
        "tries": job.tries,
        "error": api.portal.translate(job.error) if job.error else "",
        "made": job.made.isoformat(),
        "next_try": _iso(listing.next_moment(job)),
        "finished": _iso(job.finished),
        "done": job.done,
        "total": job.total,
    }


def _line(line: dict) -> dict:
    return {
        "name": line["name"],
        "title": api.portal.translate(line["title"]),
        "last": _iso(line["last"]),
        "next": _iso(line["next"]),
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
