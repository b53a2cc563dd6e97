"""`@@newsletters`: letters that were sent, for everybody; `@@newsletters/ID`: one of them; a feed; a service."""

from communesplone import _
from communesplone.core.batches import batch_start
from communesplone.website.alerts.browser.when import iso
from communesplone.website.home.days import day_of_year
from communesplone.website.newsletter import gathering
from communesplone.website.newsletter.domain.letter import Content
from communesplone.website.newsletter.letters import find
from communesplone.website.newsletter.store import Letter
from communesplone.website.newsletter.store import Line
from communesplone.website.newsletter.store import query_store
from lxml import etree
from plone import api
from plone.restapi.services import Service
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.component import getMultiAdapter
from zope.i18n import translate
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


PAGE = 20
FEED = 15
ATOM = "http://www.w3.org/2005/Atom"


def lines(start: int, size: int) -> list[Line]:
    """A piece of the archive."""
    store = query_store()
    return store.lines(start, size) if store is not None else []


@implementer(IPublishTraverse)
class Archive(BrowserView):
    """The list, and below it the letters."""

    light_page = True
    page = ViewPageTemplateFile("archive.pt")
    letter_page = ViewPageTemplateFile("letter.pt")
    letter: Letter | None = None

    def publishTraverse(self, request, name: str):
        found = find(name) if self.letter is None else None
        if found is None or not found.is_public:
            raise NotFound(name)
        self.letter = found
        return self

    def __call__(self):
        return self.page() if self.letter is None else self.letter_page()

    def page_title(self):
        return self.letter.title(self.language) if self.letter is not None else _("Letters that were sent")

    @property
    def language(self) -> str:
        return api.portal.get_current_language()

    # The list

    def rows(self) -> list[dict]:
        """A page of the list, the newest first."""
        found = lines(self.start, PAGE + 1)
        self.has_older = len(found) > PAGE
        return [self._row(line) for line in found[:PAGE]]

    @property
    def start(self) -> int:
        return batch_start(self.request)

    def newer(self) -> int | None:
        """First row of the page before; None on the first one."""
        return max(0, self.start - PAGE) if self.start else None

    def older(self) -> int | None:
        """First row of the next page; None on the last one. After `rows`."""
        return self.start + PAGE if self.has_older else None

    def _row(self, line: Line) -> dict:
        own = line.language(self.language)
        return {
            "title": line.title(self.language),
            "lang": own if own != self.language else None,
            "url": f"{self.context.absolute_url()}/@@newsletters/{line.id}",
            "day": day_of_year(line.moment.date(), self.language),
            "iso": line.moment.date().isoformat(),
        }

    # One letter

    def content(self) -> Content:
        """The letter in the language of the page, else in its first one; without empty themes."""
        known = self.letter.contents
        found = known.get(self.language) or known[self.letter.first_language]
        whole = gathering.absolute(found, self.context.absolute_url())
        return whole.only(frozenset(self.letter.themes))

    def day(self) -> dict:
        """When it went out."""
        moment = self.letter.run.started
        return {"iso": moment.date().isoformat(), "words": day_of_year(moment.date(), self.language)}

    def other(self, language: str) -> str | None:
        """The language, where it is not that of the page."""
        return language if language and language != self.language else None


class Feed(BrowserView):
    """`@@newsletters.atom`: the newest letters."""

    def __call__(self) -> bytes:
        response = self.request.response
        response.setHeader("Content-Type", "application/atom+xml; charset=utf-8")
        response.setHeader("Cache-Control", "max-age=0, s-maxage=300")
        frame = getMultiAdapter((self.context, self.request), name="light-frame")
        url = f"{self.context.absolute_url()}/@@newsletters"
        found = lines(0, FEED)
        root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
        title = translate(_("Newsletter"), context=self.request)
        _put(root, "title", f"{title} — {frame.name}")
        _put(root, "id", url)
        _put(root, "updated", iso(found[0].moment.timestamp()) if found else iso(0))
        _put(etree.SubElement(root, f"{{{ATOM}}}author"), "name", frame.name)
        _put(root, "link", rel="self", href=f"{url}.atom", type="application/atom+xml")
        _put(root, "link", rel="alternate", href=url, type="text/html")
        for line in found:
            self._entry(root, line, f"{url}/{line.id}", frame.language)
        return etree.tostring(root, xml_declaration=True, encoding="utf-8")

    def _entry(self, root, line: Line, url: str, language: str) -> None:
        entry = etree.SubElement(root, f"{{{ATOM}}}entry")
        entry.set("{http://www.w3.org/XML/1998/namespace}lang", line.language(language))
        _put(entry, "title", line.title(language))
        _put(entry, "id", url)
        _put(entry, "updated", iso(line.moment.timestamp()))
        _put(entry, "link", rel="alternate", href=url, type="text/html")


def _put(parent, name: str, text: str = "", **attributes: str) -> None:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text or None


class NewslettersGet(Service):
    """`GET @newsletters`: the archive for programs. Of readers it knows nothing."""

    def reply(self) -> dict:
        store, url = query_store(), api.portal.get().absolute_url()
        start = batch_start(self.request)
        items = [
            {"@id": f"{url}/@@newsletters/{line.id}", "sent": iso(line.moment.timestamp()), "titles": dict(line.titles)}
            for line in lines(start, PAGE)
        ]
        return {
            "@id": f"{url}/@newsletters",
            "items": items,
            "items_total": len(store.archive) if store is not None else 0,
        }
