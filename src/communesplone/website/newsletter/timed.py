"""Addresses that nobody confirmed are forgotten."""

from communesplone import _
from communesplone.core.domain.timetable import Daily
from communesplone.core.jobs.interfaces import ITimedWork
from communesplone.website.newsletter import subscribing
from communesplone.website.newsletter.settings import settings
from datetime import datetime
from logging import getLogger
from zope.interface import implementer


logger = getLogger(__name__)


@implementer(ITimedWork)
class ForgetUnconfirmed:
    """Every night."""

    title = _("Forget addresses that nobody confirmed")
    schedule = Daily("03:40")

    def do(self, moment: datetime) -> None:
        gone = subscribing.forget_unconfirmed(moment, settings().days)
        if gone:
            logger.info("%s unconfirmed subscriptions of the newsletter are forgotten", gone)
