"""`opendata`: the list of tables, the page of one, the tables themselves and their description for data portals.

Everybody gets the same, whoever asks: what somebody without an account may see.
"""

from collections.abc import Iterator
from communesplone import _
from communesplone.core.batches import batch_start
from communesplone.core.domain import rdf
from communesplone.core.file_iterator import FileIterator
from communesplone.core.moments import now
from communesplone.website.opendata import collecting
from communesplone.website.opendata.domain import dcat
from communesplone.website.opendata.domain.writing import WRITERS
from communesplone.website.opendata.settings import LICENCE_PAGES
from communesplone.website.opendata.settings import LICENCES
from plone import api
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from tempfile import SpooledTemporaryFile
from zExceptions import NotFound
from zlib import crc32
from zope.component import getMultiAdapter
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse
import json


AT_ONCE = 500  # rows in memory
MOST = 20_000  # rows in one answer; a `Link` header names the next
IN_MEMORY = 1 << 20  # bytes
LIFE = "public, max-age=300"
CATALOGUES = {"catalog.ttl": "text/turtle", "catalog.jsonld": "application/ld+json"}
FREQUENCIES = {"CONT": _("all the time"), "DAILY": _("every day"), "IRREG": _("when something changes")}
OLD = 3600  # seconds after which an unchanged table is written anew all the same: content comes out and expires


@implementer(IPublishTraverse)
class OpenData(BrowserView):
    """One step below the view: the name of a table, with an ending for a form; or the catalogue."""

    light_page = True
    list_page = ViewPageTemplateFile("list.pt")
    set_page = ViewPageTemplateFile("set.pt")
    name = ""

    def publishTraverse(self, request, name: str):
        if self.name:
            raise NotFound(name)
        self.name = name
        return self

    def __call__(self):
        if not self.name:
            return self._list()
        if self.name in CATALOGUES:
            return self._catalogue(CATALOGUES[self.name])
        name, _dot, form = self.name.partition(".")
        self.shown = collecting.one(name)
        if self.shown is None or (form and form not in collecting.forms(self.shown)):
            raise NotFound(self.name)
        return self._table(name, form) if form else self.set_page()

    def page_title(self):
        """Words of the tab and of the breadcrumb."""
        return self.shown.title if self.name else _("Open data")

    # Pages

    def _list(self):
        wanted = self.request.getHeader("Accept", "")
        if "text/html" not in wanted:
            form = "jsonld" if "ld+json" in wanted else "ttl" if "turtle" in wanted else ""
            if form:
                self.request.response.setHeader("Vary", "Accept")
                return self.request.response.redirect(f"{self.url}/catalog.{form}", status=303)
        self.request.response.setHeader("Vary", "Accept")
        return self.list_page()

    @property
    def url(self) -> str:
        return collecting.url()

    def sets(self) -> list[dict]:
        """What the list says of each table."""
        return [self._said(name, found) for name, found in collecting.all_sets()]

    def one(self) -> dict:
        """What the page of one says."""
        return {**self._said(self.name, self.shown), "columns": self.shown.columns}

    def _said(self, name: str, found) -> dict:
        address = f"{self.url}/{name}"
        return {
            "title": found.title,
            "description": found.description,
            "url": address,
            "count": found.count(self.request),
            "often": FREQUENCIES[found.often.value],
            "forms": [
                {"name": form.upper().replace("JSONLD", "JSON-LD"), "url": f"{address}.{form}"}
                for form in collecting.forms(found)
            ],
        }

    @property
    def licence(self) -> dict:
        """Title and page of the licence."""
        token = collecting.licence()
        return {"title": LICENCES.getTerm(token).title, "url": LICENCE_PAGES[token]}

    @property
    def contact(self):
        return collecting.publisher()

    def json_ld(self) -> str:
        """The catalogue for search engines (schema.org); '<' is written so that no text can end the script."""
        site = getMultiAdapter((self.context, self.request), name="light-frame")
        facts = {
            "@context": "https://schema.org",
            "@type": "DataCatalog",
            "name": api.portal.translate(self._catalogue_title()),
            "url": self.url,
            "license": self.licence["url"],
            "publisher": {"@type": "GovernmentOrganization", "name": site.name, "url": site.site_url},
        }
        return json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c")

    # For programs

    def _headers(self, content_type: str, stamp: str) -> bool:
        """Set what programs and caches want to know; True when the asker has the same already."""
        response, tag = self.request.response, f'"{crc32(stamp.encode()):08x}"'
        response.setHeader("Content-Type", f"{content_type}; charset=utf-8")
        response.setHeader("Cache-Control", LIFE)
        response.setHeader("ETag", tag)
        response.setHeader("Access-Control-Allow-Origin", "*")
        response.setHeader("X-Content-Type-Options", "nosniff")
        if tag in self.request.getHeader("If-None-Match", ""):
            response.setStatus(304)
            return True
        return False

    def _stamp(self) -> str:
        """Changes with every change of the catalog of content and of the settings, and every hour."""
        counter = api.portal.get_tool("portal_catalog").getCounter()
        settings = (collecting.licence(), collecting.publisher())
        return repr((self.name, batch_start(self.request), counter, settings, self.url, int(now().timestamp()) // OLD))

    def _catalogue_title(self):
        return _("Open data of ${name}", mapping={"name": collecting.publisher().name})

    def _catalogue(self, content_type: str) -> bytes:
        if self._headers(content_type, self._stamp()):
            return b""
        titles = collecting.in_all_languages(self._catalogue_title())
        languages = tuple(one.split("-")[0] for one in api.portal.get_tool("portal_languages").getSupportedLanguages())
        triples = dcat.catalogue(
            self.url, titles, collecting.publisher(), collecting.tables(), collecting.licence(), languages
        )
        if content_type == "text/turtle":
            return rdf.turtle(triples).encode("utf-8", "replace")
        return json.dumps(rdf.json_ld(triples), ensure_ascii=False).encode("utf-8", "replace")

    def _table(self, name: str, form: str) -> FileIterator | bytes:
        response = self.request.response
        start, total = batch_start(self.request), self.shown.count(self.request)
        fresh = self._headers(dcat.FILES[form][1], self._stamp())
        links = [f'<{LICENCE_PAGES[collecting.licence()]}>; rel="license"']
        if start + MOST < total:
            links.append(f'<{self.url}/{self.name}?b_start={start + MOST}>; rel="next"')
        response.setHeader("Link", ", ".join(links))
        if fresh:
            return b""
        if form == "csv":
            response.setHeader("Content-Disposition", f'attachment; filename="{name}.csv"')
        body = FileIterator(self._written(name, form, start, total))
        response.setHeader("Content-Length", str(len(body)))
        return body

    def _written(self, name: str, form: str, start: int, total: int):
        file = SpooledTemporaryFile(IN_MEMORY, "w+b")  # noqa: SIM115 - the iterator closes it when it is sent
        more: tuple = ()
        if form in ("json", "geojson"):
            about = {"name": name, "licence": LICENCE_PAGES[collecting.licence()], "total": total, "start": start}
            more = (about,)
        elif form == "jsonld":
            more = (f"{self.url}/{name}#",)
        for piece in WRITERS[form](self.shown.columns, self._rows(start), *more):
            file.write(piece.encode("utf-8", "replace"))
        return file

    def _rows(self, start: int) -> Iterator[tuple]:
        """In slices, so that 20,000 rows need no more memory than 500."""
        for place in range(start, start + MOST, AT_ONCE):
            found = list(self.shown.rows(self.request, place, AT_ONCE))
            yield from found
            if len(found) < AT_ONCE:
                return
