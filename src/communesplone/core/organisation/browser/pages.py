"""A service, a person, the list of services: for visitors, from the object itself and from catalog rows."""

from communesplone import _
from communesplone.core.hours import places
from communesplone.core.organisation.linked_data import linked_data
from plone import api
from Products.Five import BrowserView


def lines(text: str | None) -> list[str]:
    """The lines of a text, without the empty ones."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def telephone(number: str | None) -> str:
    """Link for a telephone number as people write it, '' without digits."""
    digits = "".join(sign for sign in number or "" if sign.isdigit() or sign == "+")
    return f"tel:{digits}" if digits else ""


def children(context, kind: str) -> list[dict]:
    """What lies directly in a place, as far as the visitor may see it: title, description, url; by title."""
    path = {"query": "/".join(context.getPhysicalPath()), "depth": 1}
    return _entries(api.portal.get_tool("portal_catalog")(portal_type=kind, path=path, sort_on="sortable_title"))


def _entries(brains) -> list[dict]:
    return [{"title": brain.Title, "description": brain.Description, "url": brain.getURL()} for brain in brains]


class UnitView(BrowserView):
    """The page of a service."""

    light_page = True

    def address(self) -> list[str]:
        return lines(self.context.address)

    def remarks(self) -> list[str]:
        """What is said about the hours in words."""
        return places.remarks(self.context)

    @property
    def parts(self):
        """The pieces that show opening hours."""
        return api.content.get_view("hours-parts", self.context, self.request)

    def edit_hours_url(self) -> str:
        """Where the hours are edited; '' for who may not."""
        allowed = api.user.has_permission("CommunesPlone: Edit opening hours", obj=self.context)
        return f"{self.context.absolute_url()}/@@opening-hours" if allowed else ""

    def linked_data(self) -> str:
        """The unit for search engines (JSON-LD), safe inside a script element."""
        return linked_data(self.context)

    def phone_url(self) -> str:
        return telephone(self.context.phone)

    def units(self) -> list[dict]:
        """The services within this one."""
        return children(self.context, "Unit")

    def people(self) -> list[dict]:
        return children(self.context, "Person")


class PersonView(BrowserView):
    """The page of a person; the user name of the account is nobody's business."""

    light_page = True

    def phone_url(self) -> str:
        return telephone(self.context.phone)

    def units(self) -> list[dict]:
        """The services the person works for, as far as the visitor may see them."""
        chosen = list(self.context.units or ())
        if not chosen:
            return []
        return _entries(api.portal.get_tool("portal_catalog")(UID=chosen, sort_on="sortable_title"))


class UnitsView(BrowserView):
    """`@@units`: the services of the town hall, or those in a folder."""

    light_page = True

    page_title = _("Services of the town hall")

    @property
    def parts(self):
        """The pieces that show opening hours."""
        return api.content.get_view("hours-parts", self.context, self.request)

    def units(self) -> list[dict]:
        """All services below here by title, with the ones they belong to."""
        path = "/".join(self.context.getPhysicalPath())
        brains = api.portal.get_tool("portal_catalog")(portal_type="Unit", path=path, sort_on="sortable_title")
        parts, known = self.parts, {brain.UID: brain for brain in brains}
        titles = {brain.getPath(): brain.Title for brain in brains}
        entries = _entries(brains)
        for brain, entry in zip(brains, entries, strict=True):
            entry["within"] = titles.get(brain.getPath().rpartition("/")[0], "")
            entry["hours"] = parts.brief(brain, known)
        return entries
