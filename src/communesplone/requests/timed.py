"""Work on the timetable: what was begun and never sent goes, and services that are normal again say so."""

from communesplone import _
from communesplone.core.domain.timetable import Daily
from communesplone.core.jobs.interfaces import ITimedWork
from communesplone.requests import drafts
from communesplone.requests.domain.card import Status
from communesplone.requests.domain.card import status_on
from communesplone.requests.subscribers import note
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


@implementer(ITimedWork)
class EndStatus:
    """Cards of services that are normal again since today; until then pages that a browser keeps say so too."""

    title = _("Take back the state of services that are normal again")
    schedule = Daily("00:05")

    def do(self, moment: datetime) -> None:
        """Only cards whose last day is over."""
        rows = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(portal_type="Procedure")
        for row in rows:
            known = row.card_status if isinstance(row.card_status, dict) else {}
            if known and status_on(moment.date(), known["status"], known["until"]) is Status.NORMAL:
                _back_to_normal(row._unrestrictedGetObject())


def _back_to_normal(procedure) -> None:
    procedure.status, procedure.status_reason, procedure.status_until = Status.NORMAL.value, None, None
    for language, words in procedure.translations.items():
        procedure.say(language, {name: text for name, text in words.items() if name != "status_reason"})
    procedure.reindexObject()
    note("procedure.status_over", procedure)
