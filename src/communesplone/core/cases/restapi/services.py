"""`@cases` and `@case/REFERENCE`: what the queue shows, never form data, files, secrets or national numbers."""

from communesplone.core.audit import cases as audit
from communesplone.core.cases import queue
from communesplone.core.cases import thread
from communesplone.core.cases.batch import visible_case
from communesplone.core.cases.words import STATES
from communesplone.core.cases.workflow import possible
from communesplone.core.cases.workflow import state
from communesplone.core.interfaces import ICaseHandler
from communesplone.core.moments import today
from communesplone.core.organisation.vocabularies import unit_titles
from plone import api
from plone.restapi.batching import HypermediaBatch
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.component import queryAdapter
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


LARGEST_PAGE = 200


def _private(request) -> None:
    request.response.setHeader("Cache-Control", "private, no-store")


class _Page:
    """One page of rows that a batch takes for the whole list, so that only this page is sorted and read."""

    def __init__(self, rows, start: int):
        self._rows = rows
        self._start = start
        self.actual_result_count = rows.actual_result_count

    def __len__(self) -> int:
        return self.actual_result_count

    def __getitem__(self, index: int):
        return self._rows[index - self._start]


class CasesGet(Service):
    """GET: the fields of `queue.Filters`, and b_size (at most 200); beyond the end no items: programs stop there."""

    def reply(self) -> dict:
        _private(self.request)
        filters = queue.Filters.from_form(self.request.form)
        size = self._size()
        self.request.form["b_size"], self.request.form["b_start"] = size, filters.start
        now = today()
        page = queue.rows(filters, now, size)
        url, units = api.portal.get().absolute_url(), unit_titles()
        if filters.start >= page.actual_result_count:
            return {"@id": f"{url}/@cases", "items": [], "items_total": page.actual_result_count}
        batch = HypermediaBatch(self.request, _Page(page, filters.start))
        items = [{"@id": f"{url}/@case/{row.reference}", **queue.plain(row, now, units)} for row in batch]
        found = {"@id": batch.canonical_url, "items": items, "items_total": batch.items_total}
        if batch.links:
            found["batching"] = batch.links
        return found

    def _size(self) -> int:
        asked = self.request.form.get("b_size")
        return min(int(asked), LARGEST_PAGE) if str(asked).isdecimal() and int(asked) else queue.PAGE


@implementer(IPublishTraverse)
class CaseGet(Service):
    """GET `@case/REFERENCE`: 404 for unknown numbers and for cases that the current user may not see."""

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request, name: str):
        self.path.append(name)
        return self

    def reply(self) -> dict:
        _private(self.request)
        case = visible_case(self.path[0]) if len(self.path) == 1 else None
        if case is None:
            raise NotFound("@case")
        audit.reading("case.opened", case, part="@case")
        return {"@id": f"{api.portal.get().absolute_url()}/@case/{case.reference}", **_plain(case)}


def _plain(case) -> dict:
    handler = queryAdapter(case, ICaseHandler, name=case.handler)
    title = handler.title if handler else ""
    return {
        "reference": case.reference,
        "handler": case.handler,
        "kind": handler.kind if handler else "",
        "title": api.portal.translate(title) if title else "",
        "applicant_name": case.applicant_name,
        "state": state(case),
        "state_title": api.portal.translate(STATES.get(state(case), state(case))),
        "unit": {"uid": case.unit, "title": unit_titles().get(case.unit, "")} if case.unit else None,
        "assignee": case.assignee or None,
        "submitted": case.submitted.isoformat() if case.submitted else None,
        "due": case.due.isoformat() if case.due else None,
        "stopped": case.stopped.isoformat() if case.stopped else None,
        "messages": len(case.messages),
        "last_message": moment.isoformat() if (moment := thread.last_moment(case)) else None,
        "news": bool(case.news),
        "news_for_citizen": bool(case.news_for_citizen),
        "notes": len(case.notes),
        "handed_over": bool(case.handed),
        "channel": case.channel,
        "transitions": possible(case),
    }
