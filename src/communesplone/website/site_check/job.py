"""Checking the own site: a job, since it takes a minute; each Monday by itself where the site knows its address."""

from communesplone import _
from communesplone.core.jobs.api import Daily
from communesplone.core.jobs.api import enqueue
from communesplone.core.jobs.api import Hopeless
from communesplone.core.jobs.api import IJobHandler
from communesplone.core.jobs.api import ITimedWork
from communesplone.core.jobs.job import Job
from communesplone.core.jobs.job import RUNNING
from communesplone.core.jobs.job import WAITING
from communesplone.core.jobs.store import query_store
from communesplone.core.moments import now
from communesplone.core.settings import site_address
from communesplone.website.site_check import store
from communesplone.website.site_check.validator.fetch import Fetcher
from communesplone.website.site_check.validator.fetch import within
from communesplone.website.site_check.validator.run import check
from communesplone.website.site_check.validator.run import NoSite
from communesplone.website.site_check.validator.run import Wishes
from datetime import datetime
from plone import api
from zope.interface import implementer


KIND = "communesplone.website.site_check"
MOST_PAGES = 200
MONDAY = 0


def ask(address: str) -> None:
    """Have the site at that address checked after the commit, unless a check is under way."""
    if not is_asked():
        store.note_job(enqueue(KIND, {"address": address.rstrip("/")}, about="site:"))


def newest() -> Job | None:
    """The check that was asked for last; None when there never was one, or long ago."""
    jobs, job_id = query_store(api.portal.get()), store.noted_job()
    return jobs.find(job_id) if jobs is not None and job_id else None


def is_asked() -> bool:
    """Whether a check waits or runs."""
    found = newest()
    return found is not None and found.state in (WAITING, RUNNING)


@implementer(IJobHandler)
class CheckSite:
    """Reads the public pages as a visitor does. It asks no other site: editors' links would lead it anywhere."""

    title = _("Check the site")

    def do(self, payload: dict, job) -> None:
        address = payload["address"]
        wishes = Wishes(pages=MOST_PAGES, outside=False)
        try:
            report = check(address, now(), Fetcher(within(address)), wishes)
        except NoSite as error:
            raise Hopeless(
                _("The site does not answer to itself at ${address} (${reason}).", mapping=_said(address, error))
            ) from error
        store.store(report)


def _said(address: str, error: NoSite) -> dict[str, str]:
    return {"address": address, "reason": str(error)}


@implementer(ITimedWork)
class EachWeek:
    """Nobody has to think of it."""

    title = _("Check the site each Monday")
    schedule = Daily("03:40")

    def do(self, moment: datetime) -> None:
        address = site_address()
        if moment.weekday() == MONDAY and address:
            ask(address)
