"""Says to those who run the site, in its setup, that files are not scanned, or that the scanner does not answer."""

from communesplone.core.jobs.job import FAILED
from communesplone.core.jobs.job import WAITING
from communesplone.core.jobs.listing import PAGE
from communesplone.core.jobs.store import query_store
from communesplone.core.security import antivirus
from communesplone.core.security import clamd
from communesplone.core.security.scanning import REASONS
from communesplone.core.security.settings import settings
from plone import api
from plone.app.layout.viewlets.common import ViewletBase


class ScannerNotice(ViewletBase):
    """Above the setup of the site and on the page of security; nothing while all is well and nothing waits."""

    def update(self):
        address = settings().antivirus
        self.is_missing = not address
        self.silence = _silence(address) if address else ""
        self.trouble, self.waiting = _last_trouble()
        self.is_shown = bool(self.is_missing or self.silence or self.trouble)
        self.jobs_url = f"{api.portal.get().absolute_url()}/@@jobs"
        self.settings_url = f"{api.portal.get().absolute_url()}/@@security-settings"


def _silence(address: str):
    """Why the scanner does not answer now (a message), '' when it does. Takes two seconds at most."""
    try:
        clamd.ping(address)
    except clamd.NoAnswer as problem:
        return REASONS[problem.reason]
    return ""


def _last_trouble() -> tuple[str, int]:
    """The last error of a scan that has not succeeded since, and how many such scans wait; of the first jobs only."""
    store = query_store(api.portal.get())
    if store is None:
        return "", 0
    jobs = [job for state in (FAILED, WAITING) for job in store.of_state(state, size=PAGE)]
    errors = [job.error for job in jobs if job.kind == antivirus.KIND and job.error]
    return (errors[0] if errors else ""), len(errors)
