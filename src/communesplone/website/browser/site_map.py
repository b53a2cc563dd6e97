"""`@@sitemap`: the sections of the site and what lies in them, two levels, in batches."""

from communesplone import _
from communesplone.core.batches import batch_start
from communesplone.website.browser.rows import row_title
from communesplone.website.domain.paging import near
from communesplone.website.languages.shown import language_query
from communesplone.website.languages.shown import root_path
from plone import api
from plone.memoize.view import memoize
from Products.Five import BrowserView
from zope.component import getMultiAdapter


SECTIONS = 20  # a page
MOST_BELOW = 60  # in each section


class SiteMap(BrowserView):
    """Rows of the catalog only: those that the menu may show, not five but all of them."""

    light_page = True
    page_title = _("Site map")

    @property
    @memoize
    def state(self):
        return getMultiAdapter((self.context, self.request), name="plone_portal_state")

    @property
    def start(self) -> int:
        """First section of the page."""
        return batch_start(self.request)

    @memoize
    def _rows(self):
        site = api.portal.get()
        roots = dict.fromkeys(("/".join(site.getPhysicalPath()), root_path(site, self.request, self.language)))
        return self._below(list(roots), b_start=self.start, b_size=SECTIONS)

    def _below(self, paths: list[str], **batch):
        types = api.portal.get_registry_record("plone.displayed_types", default=()) or ()
        query = {**language_query(self.request), "portal_type": list(types), "sort_on": "getObjPositionInParent"}
        return api.portal.get_tool("portal_catalog")(path={"query": paths, "depth": 1}, **query, **batch)

    def sections(self) -> list[dict]:
        """Title, url, what lies below (title, url) and whether there is more."""
        rows = [row for row in self._rows() if not row.exclude_from_nav][:SECTIONS]
        below: dict[str, list] = {row.getPath(): [] for row in rows}
        for row in self._below(list(below)) if below else ():
            place = row.getPath().rpartition("/")[0]
            if place in below and not row.exclude_from_nav:
                below[place].append(row)
        return [self._section(row, below[row.getPath()]) for row in rows]

    def _section(self, row, below: list) -> dict:
        pages = [{"title": row_title(one, self.language), "url": one.getURL()} for one in below[:MOST_BELOW]]
        url, title = row.getURL(), row_title(row, self.language)
        return {"title": title, "url": url, "pages": pages, "more": len(below) > MOST_BELOW}

    @property
    def language(self) -> str:
        """Language of the page."""
        return self.state.language()

    def pages(self) -> list[dict]:
        """Links to the pages of the map: number, url, current."""
        total = getattr(self._rows(), "actual_result_count", 0)
        now = self.start // SECTIONS + 1
        return [
            {
                "number": number,
                "url": f"{self.context.absolute_url()}/@@sitemap?b_start={(number - 1) * SECTIONS}",
                "current": "page" if number == now else None,
            }
            for number in near(now, (total + SECTIONS - 1) // SECTIONS)
        ]
