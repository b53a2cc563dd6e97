"""`publications_view`: the files of a folder or a collection by year, kind and size in words, and a filter."""

from communesplone import _
from communesplone.core.batches import batch_start
from communesplone.core.forms.sent import text_of
from communesplone.core.moments import zone
from communesplone.website.browser.rows import row_summary
from communesplone.website.browser.rows import row_title
from communesplone.website.domain import publications
from communesplone.website.domain.paging import near
from communesplone.website.domain.publications import Publication
from communesplone.website.home import days
from plone import api
from plone.memoize.view import memoize
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode


MOST = 1000  # rows that are looked at
SIZE = 40
LONGEST = 100  # signs of the words asked for
KINDS = {
    "pdf": _("PDF"),
    "text": _("Text document"),
    "table": _("Spreadsheet"),
    "slides": _("Presentation"),
    "picture": _("Picture"),
    "sound": _("Sound"),
    "film": _("Film"),
    "archive": _("Archive"),
    "file": _("File"),
}
SIZES = {"KB": _("${size} KB"), "MB": _("${size} MB"), "GB": _("${size} GB")}


class Publications(BrowserView):
    """From catalog rows alone."""

    light_page = True
    index = ViewPageTemplateFile("templates/publications.pt")

    def __call__(self):
        return self.index()

    @property
    def language(self) -> str:
        return api.portal.get_current_language()

    @property
    def start(self) -> int:
        return batch_start(self.request)

    @property
    def asked_year(self) -> int:
        """The year asked for; 0 for all."""
        text = text_of(self.request, "year")
        return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0

    @property
    def asked_subject(self) -> str:
        return text_of(self.request, "kind")

    @property
    def asked_words(self) -> str:
        return text_of(self.request, "q")[:LONGEST].strip()

    def rows(self) -> list:
        """The files of the folder and of those in it."""
        path = {"query": "/".join(self.context.getPhysicalPath()), "depth": 2}
        catalog = api.portal.get_tool("portal_catalog")
        return catalog(path=path, portal_type="File", sort_on="effective", sort_order="descending", sort_limit=MOST)

    @memoize
    def known(self) -> dict[str, tuple]:
        """Path -> row and publication."""
        return {row.getPath(): (row, self._publication(row)) for row in self.rows()[:MOST]}

    def _publication(self, row) -> Publication:
        day = row.effective if row.effective.year() > 1970 else row.created
        return Publication(
            row.getPath(),
            row_title(row, self.language) or row.getId,
            row_summary(row, self.language),
            day.asdatetime().astimezone(zone()).date(),
            tuple(row.Subject or ()),
        )

    @memoize
    def found(self) -> list[Publication]:
        """All that is asked for, newest first."""
        some = [one for _row, one in self.known().values()]
        return publications.wanted(some, self.asked_year, self.asked_subject, self.asked_words)

    def groups(self) -> list[dict]:
        """A page of the list: year, and the files of it."""
        some = self.found()[self.start : self.start + SIZE]
        return [
            {"year": year, "files": [self._file(one) for one in group]} for year, group in publications.by_year(some)
        ]

    def _file(self, one: Publication) -> dict:
        row = self.known()[one.key][0]
        kind = publications.kind_of(getattr(row, "mime_type", ""))
        return {
            "title": one.title,
            "text": one.text,
            "url": f"{row.getURL()}/@@download/file",
            "page": f"{row.getURL()}/view",
            "kind": KINDS[kind],
            "size": self._size(row.getObjSize),
            "iso": one.day.isoformat(),
            "day": days.day_of_year(one.day, self.language),
        }

    def _size(self, text):
        found = publications.size_of(text)
        if found is None:
            return ""
        numbers = self.request.locale.numbers.getFormatter("decimal")
        size, unit = found
        shown = int(size) if size == int(size) else size
        return _(SIZES[unit], mapping={"size": numbers.format(shown)})

    def years(self) -> list[int]:
        """Years with a file, newest first."""
        return sorted({one.day.year for _row, one in self.known().values()}, reverse=True)

    def subjects(self) -> list[str]:
        """What editors call the files."""
        return sorted({subject for _row, one in self.known().values() for subject in one.subjects})

    @property
    def is_filtered(self) -> bool:
        return bool(self.asked_year or self.asked_subject or self.asked_words)

    def pages(self) -> list[dict]:
        """Links to other pages of the list, with the filter kept."""
        asked = {"year": self.asked_year or "", "kind": self.asked_subject, "q": self.asked_words}
        kept = {name: value for name, value in asked.items() if value}
        numbers = near(self.start // SIZE + 1, -(-len(self.found()) // SIZE))
        return [
            {
                "number": number,
                "url": f"{self.context.absolute_url()}?{urlencode({**kept, 'b_start': (number - 1) * SIZE})}",
                "current": "page" if number == self.start // SIZE + 1 else None,
            }
            for number in numbers
        ]


class CollectionPublications(Publications):
    """The files that the collection's question finds."""

    def rows(self) -> list:
        found = self.context.results(batch=False, brains=True)[:MOST]
        return [row for row in found if row.portal_type == "File"]
