"""`@@jobs`: what is done outside requests, for Managers. Only the jobs of the page shown are loaded."""

from communesplone import _
from communesplone.core import moments
from communesplone.core.audit.api import record
from communesplone.core.batches import batch_start
from communesplone.core.jobs import listing
from communesplone.core.jobs import timetable
from communesplone.core.jobs import wake
from communesplone.core.jobs.job import FAILED
from communesplone.core.jobs.job import Job
from communesplone.core.jobs.store import get_store
from communesplone.core.jobs.store import JobStore
from communesplone.core.jobs.store import query_store
from communesplone.core.settings import site_address
from datetime import datetime
from datetime import timedelta
from plone import api
from plone.memoize.view import memoize
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


# Longer than a worker sleeps, longer than most jobs take.
SILENCE = timedelta(minutes=5)
# What one click retries, so that the request stays short.
MOST = 500


class JobsPage(BrowserView):
    """Counts, a batch of jobs of one state, the timetable; POST retries, drops, asks for timed work."""

    light_page = True
    personal_page = True
    template = ViewPageTemplateFile("page.pt")
    page_title = _("Jobs")

    def __call__(self) -> str:
        self.request.response.setHeader("Cache-Control", "private, no-store")
        asked = self.request.form.get("state")
        self.state = asked if isinstance(asked, str) and asked in listing.STATES else FAILED
        self.start = batch_start(self.request)
        self.dropping: Job | None = None
        if self.request.get("REQUEST_METHOD") == "POST":
            CheckAuthenticator(self.request)
            self._act(get_store())
            if self.dropping is None:
                return self.request.response.redirect(self.url(self.state))
        return self.template()

    def url(self, state: str, start: int = 0) -> str:
        """Address of the list of a state."""
        more = f"&b_start={start}" if start else ""
        return f"{api.portal.get().absolute_url()}/@@jobs?state={state}{more}"

    # What is shown

    @property
    def store(self) -> JobStore:
        """The jobs; an empty store, kept nowhere, while there never were any."""
        return query_store(api.portal.get()) or self._nothing

    @property
    @memoize
    def _nothing(self) -> JobStore:
        return JobStore()

    def stats(self) -> list[dict]:
        """Counts by state: number, words, url, css, current."""
        return [
            {
                "number": self.store.count(state),
                "words": words,
                "url": self.url(state),
                "css": "card late" if state == FAILED and self.store.count(state) else "card",
                "current": "page" if state == self.state else None,
            }
            for state, words in listing.STATES.items()
        ]

    @property
    def silent(self) -> int:
        """Minutes for which no worker took a job that is due; 0 when all is well."""
        late = self.store.overdue(moments.now())
        return int(late.total_seconds() // 60) if late > SILENCE else 0

    @property
    def nameless(self) -> bool:
        """Nobody said under which address visitors see the site."""
        return not site_address()

    @property
    def title_of_list(self):
        return listing.STATES[self.state]

    @memoize
    def jobs(self) -> list[dict]:
        """The jobs of this page in words."""
        return [self._words(job) for job in self.store.of_state(self.state, self.start, listing.PAGE)]

    def _words(self, job: Job) -> dict:
        due = listing.next_moment(job)
        return {
            "id": job.id,
            "title": listing.kind_title(job),
            "note": listing.note(job),
            "about": job.about.removeprefix("case:"),
            "made": self.time(job.made),
            "when": self.time(due or job.finished or job.started) if job.state != "waiting" or due else _("At once"),
            "tries": job.tries,
            "error": job.error,
            "progress": f"{job.done} / {job.total}" if job.total else "",
            "can_retry": listing.can_retry(job),
            "can_drop": listing.can_drop(job),
        }

    def time(self, moment: datetime | None) -> str:
        """A moment at the commune's time."""
        if moment is None:
            return "—"
        # Without its zone: Plone would turn it into the time of the machine.
        here = moment.astimezone(moments.zone()).replace(tzinfo=None)
        return api.portal.get_localized_time(here, long_format=True)

    def works(self) -> list[dict]:
        """The timetable in words."""
        return [
            {**line, "last": self.time(line["last"]), "next": self.time(line["next"])}
            for line in listing.schedule_lines(self.store, moments.now())
        ]

    def dropping_words(self) -> dict:
        """The job that is to be confirmed."""
        return self._words(self.dropping)

    def previous_url(self) -> str:
        return self.url(self.state, max(self.start - listing.PAGE, 0)) if self.start else ""

    def next_url(self) -> str:
        last = self.start + listing.PAGE
        return self.url(self.state, last) if last < len(self.store.shelves[self.state]) else ""

    # What is done

    def _act(self, store: JobStore) -> None:
        for name in ("retry", "retry_all", "drop", "drop_confirmed", "work"):
            asked = self.request.form.get(name)
            if isinstance(asked, str) and asked:
                getattr(self, f"_{name}")(store, asked)
                wake.after_commit()

    def _retry(self, store: JobStore, job_id: str) -> None:
        job = store.jobs.get(job_id)
        if job is None or not listing.can_retry(job):
            self._say(_("This job is not there any more, or is at work."), "warning")
            return
        store.retry(job)
        record("job.retried", "site:", details={"kind": job.kind})
        self._say(_("The job is tried again."))

    def _retry_all(self, store: JobStore, asked: str) -> None:
        chosen = store.of_state(FAILED, 0, MOST)
        for job in chosen:
            store.retry(job)
        record("job.retried", "site:", details={"count": len(chosen)})
        self._say(_("${number} jobs are tried again.", mapping={"number": len(chosen)}))

    def _drop(self, store: JobStore, job_id: str) -> None:
        job = store.jobs.get(job_id)
        if job is None or not listing.can_drop(job):
            self._say(_("This job is not there any more, or is at work."), "warning")
        else:
            self.dropping = job

    def _drop_confirmed(self, store: JobStore, job_id: str) -> None:
        job = store.jobs.get(job_id)
        if job is None or not listing.can_drop(job):
            self._say(_("This job is not there any more, or is at work."), "warning")
            return
        store.forget(job)
        record("job.dropped", "site:", details={"kind": job.kind})
        self._say(_("The job is dropped."))

    def _work(self, store: JobStore, name: str) -> None:
        if name not in dict(timetable.works()):
            self._say(_("This job is not there any more, or is at work."), "warning")
            return
        timetable.ask_now(store, name, moments.now())
        record("job.asked", "site:", details={"work": name})
        self._say(_("The work is asked for. Its result appears here in a moment."))

    def _say(self, words, kind: str = "info") -> None:
        api.portal.show_message(words, self.request, type=kind)
