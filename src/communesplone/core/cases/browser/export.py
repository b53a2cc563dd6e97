"""`@@cases-csv`: all rows that answer to the filters of the queue, as a file for a spreadsheet."""

from collections.abc import Iterator
from communesplone import _
from communesplone.core.audit.api import record_reading
from communesplone.core.cases import people
from communesplone.core.cases import queue
from communesplone.core.cases.words import channel_title
from communesplone.core.cases.words import day
from communesplone.core.cases.words import days_left
from communesplone.core.cases.words import state_title
from communesplone.core.domain.csv_safe import cell
from communesplone.core.file_iterator import FileIterator
from communesplone.core.moments import today
from communesplone.core.organisation.vocabularies import unit_titles
from communesplone.core.settings import working_days
from dataclasses import replace
from plone import api
from Products.Five import BrowserView
from tempfile import TemporaryFile
from zope.i18n import translate
import csv
import io


HEADINGS = (
    _("Number"),
    _("Subject"),
    _("Applicant"),
    _("State"),
    _("Unit"),
    _("In charge"),
    _("Received"),
    _("Due"),
    _("Working days left"),
    _("Clock stands still"),
    _("Last message"),
    _("New message"),
    _("How it came"),
)
MOST_ROWS = 200_000
AT_ONCE = 500  # rows in memory


class CasesCsv(BrowserView):
    """Semicolons and a byte order mark, as spreadsheets in Belgium and France open without asking.

    Dates in ISO 8601. A text that a spreadsheet would calculate is marked as text. Written to a temporary file page by
    page, so that 20,000 cases need no more memory than 500.
    """

    def __call__(self) -> FileIterator:
        file = TemporaryFile("w+b")  # noqa: SIM115 - the iterator closes it when it is sent
        number = self._write(file)
        body = FileIterator(file)
        record_reading("cases.exported", "site:", details={"rows": number})
        response = self.request.response
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        response.setHeader("Content-Disposition", f'attachment; filename="cases-{today().isoformat()}.csv"')
        response.setHeader("Content-Length", str(len(body)))
        response.setHeader("Cache-Control", "private, no-store")
        response.setHeader("X-Content-Type-Options", "nosniff")
        return body

    def _write(self, file) -> int:
        """Write heads and rows; returns how many rows."""
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow([self._say(heading) for heading in HEADINGS])
        self.today, self.calendar = today(), working_days()
        units, names, number = unit_titles(), {}, 0
        for row in self._rows():
            if row.assignee not in names:
                names[row.assignee] = people.full_name(row.assignee)
            writer.writerow([cell(value) for value in self._cells(row, units, names)])
            number += 1
        text.detach()
        return number

    def _rows(self) -> Iterator:
        filters = replace(queue.Filters.from_form(self.request.form), start=0)
        for start in range(0, MOST_ROWS, AT_ONCE):
            page = queue.rows(replace(filters, start=start), self.today, size=AT_ONCE)
            if start >= page.actual_result_count:
                return
            yield from page

    def _cells(self, row, units: dict, names: dict) -> tuple:
        due = None if row.stopped else day(row.due)
        left = days_left(row, self.today, self.calendar)
        return (
            row.reference,
            row.title,
            row.applicant_name,
            self._say(state_title(row.review_state)),
            units.get(row.unit, ""),
            names[row.assignee],
            day(row.submitted) or "",
            due or "",
            "" if left is None else left,
            self._say(_("yes")) if row.stopped else "",
            day(row.last_message) or "",
            self._say(_("yes")) if row.news else "",
            self._say(channel_title(row.channel)),
        )

    def _say(self, message) -> str:
        return translate(message, target_language=api.portal.get_current_language())
