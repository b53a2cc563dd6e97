"""The home page: one question, the procedures that people come for, opening hours and contact. Metadata only."""

from communesplone.website.browser.frame import Frame
from communesplone.website.browser.rows import row_summary
from communesplone.website.browser.rows import row_title
from plone import api
from plone.memoize.view import memoize


MOST_TILES = 7
FOLDER = "demarches"
DEFAULT_ICON = "file-text"


class Home(Frame):
    """`@@home`, the default view of the site."""

    light_page = True
    page_title = ""

    @property
    def title(self) -> str:
        return self.name

    @memoize
    def procedures(self) -> list[dict]:
        """The first procedures in the clerks' order, at most seven: title, description, url, icon."""
        brains = self._catalog(sort_on="getObjPositionInParent", sort_limit=MOST_TILES)[:MOST_TILES]
        return [
            {
                "title": row_title(brain, self.language),
                "description": row_summary(brain, self.language),
                "url": brain.getURL(),
                "icon": self._icon(brain),
            }
            for brain in brains
        ]

    @memoize
    def procedure_count(self) -> int:
        """How many procedures the visitor may see."""
        return len(self._catalog())

    @property
    def procedures_url(self) -> str:
        return f"{self.site_url}/{FOLDER}"

    def _catalog(self, **more):
        path = f"{self.portal_state.navigation_root_path()}/{FOLDER}"
        return api.portal.get_tool("portal_catalog")(portal_type="Procedure", path=path, **more)

    def _icon(self, brain) -> str:
        icon = getattr(brain, "icon", None)
        return icon if isinstance(icon, str) and icon.replace("-", "").isalnum() else DEFAULT_ICON

    def phone(self) -> str:
        return (self.settings.phone if self.settings else "") or ""

    def email(self) -> str:
        return (self.settings.email if self.settings else "") or ""
