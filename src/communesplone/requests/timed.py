"""Work on the timetable: what was begun and never sent goes."""

from communesplone import _
from communesplone.core.domain.timetable import Daily
from communesplone.core.jobs.interfaces import ITimedWork
from communesplone.requests import drafts
from datetime import datetime
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


@implementer(ITimedWork)
class CleanDrafts:
    """Forms begun two days ago, or saved two weeks ago."""

    title = _("Delete forms that were begun and never sent")
    schedule = Daily("03:20")

    def do(self, moment: datetime) -> None:
        if drafts.ANNOTATION in IAnnotations(api.portal.get()):
            drafts.clean(moment)
