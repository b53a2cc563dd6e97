"""`@@newsletter-subscribers`: the addresses, for those who answer for them. Every look is in the log, no address is.

An address is looked for by a POST, so that it stands in no log of addresses asked for.
"""

from communesplone import _
from communesplone.core.audit import api as audit
from communesplone.core.batches import batch_start
from communesplone.core.cases.words import moment_text
from communesplone.core.domain.csv_safe import cell
from communesplone.core.forms.sent import text_of
from communesplone.website.newsletter.domain.subscription import Subscriber
from communesplone.website.newsletter.settings import themes
from communesplone.website.newsletter.store import query_store
from itertools import islice
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView
import csv
import io


PAGE = 50
SHORTEST = 3  # signs to look for
COLUMNS = ("address", "language", "themes", "asked", "confirmed")


class Subscribers(BrowserView):
    """A page of them, those who asked last are not the first: the order says nothing."""

    light_page = True
    personal_page = True
    page_title = _("Subscribers")
    text = ""
    too_short = False

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.url = f"{self.context.absolute_url()}/@@newsletter-subscribers"
        self.store = query_store()
        self._titles = {one.id: one.title(api.portal.get_current_language()) for one in themes()}
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self._forget(text_of(self.request, "forget")):
                return self.request.response.redirect(self.url)
            self.text = text_of(self.request, "text").strip()
            self.too_short = 0 < len(self.text) < SHORTEST
        audit.record_reading("newsletter.subscribers_read", "newsletter:")
        return self.index()

    def _forget(self, number: str) -> bool:
        if not number:
            return False
        if self.store is not None and self.store.drop(number):
            audit.record("newsletter.subscriber_forgotten", "newsletter:")
            api.portal.show_message(_("The address is forgotten."), self.request)
        return True

    def total(self) -> int:
        """All of them, confirmed or not."""
        return len(self.store) if self.store is not None else 0

    def rows(self) -> list[dict]:
        """A page of all; with something looked for the first ones that hold it."""
        if self.store is None or self.too_short:
            return []
        found = self.store.everybody()
        if self.text:
            wanted = self.text.lower()
            found = islice((pair for pair in found if wanted in pair[1].address.lower()), PAGE)
        else:
            found = islice(found, self.start, self.start + PAGE)
        return [self._row(number, one) for number, one in found]

    @property
    def start(self) -> int:
        return batch_start(self.request)

    def newer(self) -> int | None:
        """First row of the page before; None on the first one."""
        return max(0, self.start - PAGE) if self.start and not self.text else None

    def older(self) -> int | None:
        """First row of the next page; None on the last one."""
        return self.start + PAGE if not self.text and self.start + PAGE < self.total() else None

    def _row(self, number: str, one: Subscriber) -> dict:
        return {
            "number": number,
            "address": one.address,
            "language": one.language,
            "themes": ", ".join(self._titles.get(theme, theme) for theme in one.themes),
            "asked": moment_text(one.asked),
            "confirmed": moment_text(one.confirmed) if one.confirmed else "",
        }


class SubscribersCsv(BrowserView):
    """`@@newsletter-csv`: all of them for a spreadsheet: semicolons, every cell quoted, nothing that is calculated."""

    def __call__(self) -> bytes:
        store, out = query_store(), io.StringIO()
        writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow(COLUMNS)
        for _number, one in store.everybody() if store is not None else ():
            confirmed = one.confirmed.isoformat() if one.confirmed else ""
            row = (one.address, one.language, " ".join(one.themes), one.asked.isoformat(), confirmed)
            writer.writerow([cell(value) for value in row])
        audit.record_reading("newsletter.exported", "newsletter:", details={"rows": len(store or ())})
        response = self.request.response
        response.setHeader("Cache-Control", "private, no-store")
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        response.setHeader("Content-Disposition", 'attachment; filename="newsletter.csv"')
        return ("\ufeff" + out.getvalue()).encode()
