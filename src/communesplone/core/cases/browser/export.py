"""`@@cases-csv`: the rows of the queue, with its filters, as a file for a spreadsheet."""

from communesplone import _
from communesplone.core.audit.api import record_reading
from communesplone.core.cases import people
from communesplone.core.cases import queue
from communesplone.core.cases.words import day
from communesplone.core.cases.words import state_title
from communesplone.core.domain.csv_safe import cell
from communesplone.core.moments import today
from communesplone.core.organisation.vocabularies import unit_titles
from dataclasses import replace
from plone import api
from Products.Five import BrowserView
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
)
MOST_ROWS = 50_000


class CasesCsv(BrowserView):
    """Semicolons and a byte order mark, as spreadsheets in Belgium and France open without asking.

    Dates in ISO 8601. A text that a spreadsheet would calculate is marked as text.
    """

    def __call__(self) -> bytes:
        response = self.request.response
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        response.setHeader("Content-Disposition", f'attachment; filename="cases-{today().isoformat()}.csv"')
        response.setHeader("Cache-Control", "private, no-store")
        response.setHeader("X-Content-Type-Options", "nosniff")
        return self._text().encode("utf-8-sig")

    def _text(self) -> str:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow([self._say(heading) for heading in HEADINGS])
        filters = replace(queue.Filters.from_form(self.request.form), start=0)
        units, names = unit_titles(), {}
        rows = queue.rows(filters, today(), size=MOST_ROWS)
        self._note(len(rows), filters)
        for row in rows:
            if row.assignee not in names:
                names[row.assignee] = people.full_name(row.assignee)
            writer.writerow([cell(value) for value in self._cells(row, units, names)])
        return out.getvalue()

    def _note(self, rows: int, filters: queue.Filters) -> None:
        """How much was taken out, and which filters were set: what was typed in them may be a name."""
        record_reading("cases.exported", "site:", details={"rows": rows, "filters": ",".join(sorted(filters.form()))})

    def _cells(self, row, units: dict, names: dict) -> tuple:
        due = None if row.stopped else day(row.due)
        return (
            row.reference,
            row.title,
            row.applicant_name,
            self._say(state_title(row.review_state)),
            units.get(row.unit, ""),
            names[row.assignee],
            day(row.submitted) or "",
            due or "",
        )

    def _say(self, message) -> str:
        return translate(message, target_language=api.portal.get_current_language())
