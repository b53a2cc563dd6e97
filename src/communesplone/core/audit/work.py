"""What the log does by itself: chains what was left, keeps and mails the digest of a day, checks itself when asked."""

from communesplone import _
from communesplone.core.audit import checking
from communesplone.core.audit.log import get_log
from communesplone.core.audit.settings import settings
from communesplone.core.audit.writer import chain_now
from communesplone.core.jobs.api import Again
from communesplone.core.jobs.api import Daily
from communesplone.core.jobs.api import Every
from communesplone.core.jobs.api import IJobHandler
from communesplone.core.jobs.api import ITimedWork
from communesplone.core.keys import site_keys
from communesplone.core.mail.letters import Letter
from communesplone.core.mail.letters import post
from communesplone.core.moments import now
from datetime import datetime
from datetime import timedelta
from plone import api
from zope.interface import implementer


CHECK = "audit.check"
AT_ONCE = 500


@implementer(ITimedWork)
class CatchUp:
    """Acts that a killed process left in the inbox join the chain."""

    title = _("Complete the log")
    schedule = Every(minutes=5)
    at_start = True

    def do(self, moment: datetime) -> None:
        chain_now(api.portal.get(), AT_ONCE)


@implementer(ITimedWork)
class DailyDigest:
    """The digest of the day that has ended; to whom it may concern by mail, so that one lies outside of the house."""

    title = _("Daily digest of the log")
    schedule = Daily("00:10")

    def do(self, moment: datetime) -> None:
        site = api.portal.get()
        day = moment.date() - timedelta(days=1)
        made = checking.keep_digest(site, get_log(site), site_keys()[0], day)
        address = settings().digest_address
        if made is not None and address:
            post(digest_letter(made, address))


def digest_letter(made, address: str) -> Letter:
    """The mail with the digest: nothing in it is about a person."""
    return Letter(
        to=address,
        language=api.portal.get_default_language(),
        subject=_("Digest of the log, ${day}", mapping={"day": made.day.isoformat()}),
        paragraphs=(
            _("Keep this message: with it one can prove later that nothing was taken out of the log or changed in it."),
            made.line(),
        ),
    )


@implementer(IJobHandler)
class CheckHandler:
    """Reads the whole log and keeps the result for its page."""

    title = _("Check the log")

    def do(self, payload: dict, job) -> Again | None:
        checking.check_and_note(get_log(api.portal.get()), now(), site_keys())
        return None
