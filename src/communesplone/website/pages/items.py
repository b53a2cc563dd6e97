"""A page, a news item, a file, a picture."""

from communesplone.core.kept import Kept
from communesplone.core.moments import zone
from communesplone.website import cards
from communesplone.website import pictures
from communesplone.website.domain import linked
from communesplone.website.home import days
from communesplone.website.pages.choice import LightOrStock
from plone import api
from plone.app.contenttypes import browser as stock_pages
from plone.app.contenttypes.browser.file import FileView
from plone.base.utils import human_readable_size
from plone.memoize.view import memoize
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from time import time


MOST_NEWS = 4
NEWS_SECONDS = 300
_NEWEST = Kept()
PAGES = stock_pages.__path__[0]


class Page(LightOrStock, BrowserView):
    """`document_view`."""

    light = ViewPageTemplateFile("templates/page.pt")
    stock = ViewPageTemplateFile("templates/document.pt", PAGES)

    def text(self) -> str:
        """The text as safe HTML, '' when there is none."""
        value = getattr(self.context.aq_base, "text", None)
        return value.output_relative_to(self.context) or "" if value is not None else ""

    @memoize
    def row(self):
        """The catalog's row of the content itself; None for what is in no catalog.

        Taken by its number: a search would read who may see what among all content first.
        """
        catalog = api.portal.get_tool("portal_catalog")
        number = catalog.getrid("/".join(self.context.getPhysicalPath()))
        return None if number is None else catalog._catalog[number]

    def picture(self) -> pictures.Picture | None:
        """The lead image."""
        row = self.row()
        return pictures.of_row(row) if row is not None else None

    def caption(self) -> str:
        """What the lead image shows."""
        return getattr(self.context.aq_base, "image_caption", None) or ""


class NewsItem(Page):
    """`newsitem_view`."""

    light = ViewPageTemplateFile("templates/news_item.pt")
    stock = ViewPageTemplateFile("templates/newsitem.pt", PAGES)

    def published(self) -> dict:
        """When it came out: `iso`, `day` in words; empty for a draft."""
        effective = self.context.effective()
        if effective.year() <= 1970:
            return {}
        day = effective.asdatetime().astimezone(zone()).date()
        return {"iso": day.isoformat(), "day": days.day_of_year(day, self.language)}

    def linked(self, commune: linked.Commune) -> list[dict]:
        """What search engines are told of it."""
        picture, effective = self.picture(), self.context.effective()
        news = linked.News(
            url=self.context.absolute_url(),
            headline=self.context.Title(),
            summary=self.context.Description(),
            published="" if effective.year() <= 1970 else effective.asdatetime().astimezone(zone()).isoformat(),
            changed=self.context.modified().asdatetime().astimezone(zone()).isoformat(),
            picture=picture.src if picture else "",
            language=self.language,
        )
        return [linked.news_article(news, commune)]

    def more(self) -> list[dict]:
        """Other news of the folder, newest first: title, url, day."""
        here = "/".join(self.context.getPhysicalPath())
        newest = self._newest(here.rpartition("/")[0])
        url = self.request.physicalPathToURL
        found = [{"title": title, "day": day, "url": url(path)} for path, title, day in newest if path != here]
        return found[:MOST_NEWS]

    def _newest(self, folder: str) -> tuple[tuple[str, str, str], ...]:
        """Path, title and day of the newest news of a folder, kept while the catalog has not changed.

        Publication days of others come true at most five minutes late, as on any page that a proxy keeps.
        """
        catalog = api.portal.get_tool("portal_catalog")
        place = {"query": folder, "depth": 1}
        who = tuple(sorted(catalog._listAllowedRolesAndUsers(api.user.get_current())))
        all_days = bool(catalog.allow_inactive({"path": place}))
        question = (folder, self.language, who, all_days, int(time() // NEWS_SECONDS))
        return _NEWEST.answer(self.request, question, lambda: self._ask(catalog, place))

    def _ask(self, catalog, place: dict) -> tuple[tuple[str, str, str], ...]:
        rows = catalog(
            path=place,
            portal_type="News Item",
            sort_on="effective",
            sort_order="descending",
            sort_limit=MOST_NEWS + 1,
        )
        known = [(row.getPath(), self.card(row)) for row in rows[: MOST_NEWS + 1]]
        return tuple((path, card["title"], card["day"]) for path, card in known)


class File(LightOrStock, FileView):
    """`file_view`."""

    light = ViewPageTemplateFile("templates/file.pt")
    stock = ViewPageTemplateFile("templates/file.pt", PAGES)

    def about(self) -> dict:
        """Name, size in words, kind (`PDF`), address to download from; empty without a file."""
        file = self.context.file
        if not file:
            return {}
        kind = (file.filename or "").rpartition(".")[2].upper()
        return {
            "name": file.filename,
            "size": human_readable_size(file.getSize()),
            "kind": kind if len(kind) <= 5 else "",
            "url": f"{self.context.absolute_url()}/@@download/file",
        }


class Image(Page):
    """`image_view`."""

    light = ViewPageTemplateFile("templates/image.pt")
    stock = ViewPageTemplateFile("templates/image.pt", PAGES)

    @property
    def download_url(self) -> str:
        return f"{self.context.absolute_url()}/@@download/image"

    @memoize
    def album(self) -> dict:
        """Its place among the pictures of the folder: number, total, before, after (addresses, None at the ends).

        Empty for a single picture, and in a folder so large that nobody leafs through it.
        """
        if self._folder_is_large():
            return {}
        here = "/".join(self.context.getPhysicalPath())
        rows = api.portal.get_tool("portal_catalog")(
            path={"query": here.rpartition("/")[0], "depth": 1},
            portal_type="Image",
            sort_on="getObjPositionInParent",
        )
        urls = {row.getPath(): cards.address(row) for row in rows}
        paths = list(urls)
        if len(paths) < 2 or here not in urls:
            return {}
        at = paths.index(here)
        return {
            "number": at + 1,
            "total": len(paths),
            "before": urls[paths[at - 1]] if at else None,
            "after": urls[paths[at + 1]] if at + 1 < len(paths) else None,
            "url": self.context.aq_inner.aq_parent.absolute_url(),
        }
