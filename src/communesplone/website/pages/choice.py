"""Which of two templates answers: ours on a light page, else Plone's own."""

from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.moments import now
from communesplone.core.moments import zone
from communesplone.website import cards
from communesplone.website.home import days
from plone import api
from plone.dexterity.content import Container
from zope.component import getMultiAdapter


MOST_NEIGHBOURS = 12
# A folder with more is a register of news or events: nobody leafs through it beside a page, and the question would cost
# more with each item.
LARGE_FOLDER = 200
MOST_RELATED = 8


def is_light(context, request) -> bool:
    """Whether the page around is the light one of the suite."""
    if not ICommunesLayer.providedBy(request):
        return False
    return getMultiAdapter((context, request), name="main_template").is_light


class LightOrStock:
    """Mixed into a view of Plone: `light` and `stock` are page templates."""

    light = None
    stock = None

    def __call__(self):
        return self.light() if is_light(self.context, self.request) else self.stock()

    @property
    def macros(self):
        """Those of Plone's template: its other templates use them."""
        return self.stock.macros

    def __getitem__(self, name: str):
        return self.macros if name == "macros" else self.macros[name]

    @property
    def language(self) -> str:
        """Language of the page."""
        return api.portal.get_current_language()

    @property
    def cards(self):
        """The macros that lists share."""
        return getMultiAdapter((self.context, self.request), name="light-cards")

    def card(self, row) -> dict:
        """A row as the macro of its kind wants it."""
        if row.portal_type == "News Item":
            return cards.news(row, self.language, zone())
        if row.portal_type == "Event":
            return cards.event(row, self.language, zone(), now())
        return cards.page(row, self.language)

    def changed(self) -> str:
        """The day of the last change in words."""
        return days.day_of_year(self.context.modified().asdatetime().astimezone(zone()).date(), self.language)

    def neighbours(self) -> list[dict]:
        """The pages of the same folder, in its order, at most twelve: title, url, current."""
        site = api.portal.get().getPhysicalPath()
        if len(self.context.getPhysicalPath()) <= len(site) + 1 or self._folder_is_large():
            return []
        here = "/".join(self.context.getPhysicalPath())
        rows = api.portal.get_tool("portal_catalog")(
            path={"query": here.rpartition("/")[0], "depth": 1},
            portal_type=["Document", "Folder", "Link", "Collection"],
            sort_on="getObjPositionInParent",
            sort_limit=MOST_NEIGHBOURS + 12,
        )
        shown = [row for row in rows if not row.exclude_from_nav][:MOST_NEIGHBOURS]
        found = [
            {
                "title": cards.row_title(row, self.language),
                "url": row.getURL(),
                "current": "page" if row.getPath() == here else None,
            }
            for row in shown
        ]
        return found if len(found) > 1 else []

    def _folder_is_large(self) -> bool:
        parent = self.context.aq_inner.aq_parent
        return not isinstance(parent, Container) or len(parent) > LARGE_FOLDER

    def parent_title(self) -> str:
        """Title of the folder."""
        return self.context.aq_inner.aq_parent.Title()

    def related(self) -> list[dict]:
        """What an editor named as related, as far as the visitor may see it."""
        relations = getattr(self.context.aq_base, "relatedItems", None) or ()
        paths = [relation.to_path for relation in relations[:MOST_RELATED] if not relation.isBroken()]
        if not paths:
            return []
        rows = api.portal.get_tool("portal_catalog")(path={"query": paths, "depth": 0})
        order = {path: number for number, path in enumerate(paths)}
        return [cards.page(row, self.language) for row in sorted(rows, key=lambda row: order[row.getPath()])]
