"""Blocks of the website itself: the question, procedures, entrances, offices, contact, words, a picture, partners."""

from communesplone import _
from communesplone.core.hours.caching import end_of_day
from communesplone.core.interfaces import IOpenToday
from communesplone.core.moments import now
from communesplone.website import pictures
from communesplone.website.browser.rows import row_summary
from communesplone.website.browser.rows import row_title
from communesplone.website.domain import links
from communesplone.website.home.block import Block
from communesplone.website.home.block import IBlockOptions
from communesplone.website.home.block import once
from communesplone.website.home.days import long_day
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope import schema
from zope.component import queryUtility


FOLDER = "demarches"
DEFAULT_ICON = "file-text"


def icon_of(row) -> str:
    """Name of the icon of a catalog row."""
    icon = getattr(row, "icon", None)
    return icon if isinstance(icon, str) and icon.replace("-", "").isalnum() else DEFAULT_ICON


def link_lines(**more) -> schema.List:
    """Field for links, one a line."""
    return schema.List(value_type=schema.TextLine(max_length=300), required=False, default=[], max_length=24, **more)


class ISearchOptions(IBlockOptions):
    """The question."""

    entrances = link_lines(
        title=_("I am…"),
        description=_("One per line: words | address. For example: a parent | /vivre-ici/enfance"),
    )


class Search(Block):
    """The question, one field, and the entrances below it."""

    title = _("Question and search")
    description = _("The question in large letters, the search field and entrances for groups of people.")
    icon = "search"
    options = ISearchOptions
    rank = 20
    keeps = True
    template = ViewPageTemplateFile("templates/search.pt")

    def depends(self):
        """The picture behind the question, which is no setting."""
        return self.frame.hero

    def entrances(self) -> list[dict]:
        """Words and address of each."""
        return links.read(self.chosen["entrances"], self.frame.site_url)


class IProceduresOptions(IBlockOptions):
    """Which procedures."""

    number = schema.Int(title=_("How many procedures"), min=3, max=15, default=7)


class Procedures(Block):
    """The first procedures in the clerks' order."""

    title = _("Most asked procedures")
    description = _("The first ones of the folder of procedures, in its order, and the way to all of them.")
    icon = "file-check"
    options = IProceduresOptions
    needs = ("Procedure",)
    rank = 30
    keeps = True
    template = ViewPageTemplateFile("templates/procedures.pt")

    def has_something(self) -> bool:
        return bool(self.procedures())

    @once
    def procedures(self) -> list[dict]:
        """Title, description, url, icon."""
        most = self.chosen["number"]
        rows = self._found(sort_on="getObjPositionInParent", sort_limit=most)[:most]
        return [
            {
                "title": row_title(row, self.language),
                "description": row_summary(row, self.language),
                "url": self.url_of(row),
                "icon": icon_of(row),
            }
            for row in rows
        ]

    @once
    def count(self) -> int:
        """How many procedures the visitor may see."""
        return len(self._found())

    def _found(self, **more):
        path = f"{'/'.join(api.portal.get().getPhysicalPath())}/{FOLDER}"
        return self.rows(portal_type="Procedure", path=path, **more)

    @property
    def all_url(self) -> str:
        return self.frame.going_on(f"{self.frame.site_url}/{FOLDER}")


class IEntrancesOptions(IBlockOptions):
    """The events."""

    entrances = link_lines(
        title=_("Entrances"),
        description=_(
            "One per line: words | address | icon. For example: Having a child | /demarches/naissance | baby"
        ),
    )


class Entrances(Block):
    """Life events as cards."""

    title = _("Life events")
    description = _("Cards that lead to what people need at a turn of their life: moving, a birth, a death…")
    icon = "heart"
    options = IEntrancesOptions
    half = True
    several = True
    keeps = True
    template = ViewPageTemplateFile("templates/entrances.pt")

    def has_something(self) -> bool:
        return bool(self.entrances())

    def entrances(self) -> list[dict]:
        """Words, address and icon of each."""
        return links.read(self.chosen["entrances"], self.frame.site_url)


class IOfficesOptions(IBlockOptions):
    """Which offices."""

    number = schema.Int(title=_("How many offices"), min=2, max=12, default=4)


class Offices(Block):
    """Offices and whether they are open, as far as a feature knows their hours."""

    title = _("Offices open now")
    description = _("The first offices in their order; with opening hours: whether they are open.")
    icon = "clock"
    options = IOfficesOptions
    needs = ("Unit",)
    rank = 40
    half = True
    keeps = says_today = True
    template = ViewPageTemplateFile("templates/offices.pt")

    def until(self) -> float:
        """The end of the day, whose hours are told; whether it is open now is said by the script of the page."""
        return end_of_day(now()).timestamp()

    def has_something(self) -> bool:
        return bool(self.offices())

    @property
    def day(self) -> str:
        """Today in words."""
        return long_day(now().date(), self.language)

    @property
    def knows_hours(self) -> bool:
        return queryUtility(IOpenToday) is not None

    @once
    def offices(self) -> list[dict]:
        """Title, text, url, and what is open: text, state."""
        most = self.chosen["number"]
        rows = self.rows(portal_type="Unit", sort_on="getObjPositionInParent", sort_limit=most)[:most]
        service = queryUtility(IOpenToday)
        known = service.today([row.UID for row in rows], now(), self.language) if service is not None else {}
        return [
            {
                "title": row.Title,
                "text": known.get(row.UID, {}).get("hours") or row.Description,
                "url": self.url_of(row),
                "open": known.get(row.UID),
            }
            for row in rows
        ]

    @property
    def all_url(self) -> str:
        return self.frame.going_on(f"{self.frame.site_url}/@@units")


class Contact(Block):
    """Where the town hall is and how to reach it."""

    title = _("Come by, call or write")
    description = _("Address, phone and e-mail from the settings of the commune.")
    icon = "map-pin"
    rank = 50
    half = True
    keeps = True
    template = ViewPageTemplateFile("templates/contact.pt")

    def has_something(self) -> bool:
        return bool(self.address or self.phone or self.email)

    @property
    def address(self) -> list[str]:
        return self.frame.lines("address")

    @property
    def hours(self) -> list[str]:
        return self.frame.lines("opening_hours")

    @property
    def phone(self) -> str:
        return getattr(self.frame.settings, "phone", "") or ""

    @property
    def email(self) -> str:
        return getattr(self.frame.settings, "email", "") or ""


class ITextOptions(IBlockOptions):
    """Words of the editor."""

    text = schema.Text(
        title=_("Text"), description=_("An empty line begins a new paragraph."), required=False, max_length=3000
    )
    links = link_lines(title=_("Links below the text"), description=_("One per line: words | address."))


class Text(Block):
    """Some words and links."""

    title = _("Text")
    description = _("A heading, some paragraphs and links.")
    icon = "file-text"
    options = ITextOptions
    several = True
    keeps = True
    template = ViewPageTemplateFile("templates/text.pt")

    def has_something(self) -> bool:
        return bool(self.heading or self.chosen["text"] or self.chosen["links"])

    def paragraphs(self) -> list[str]:
        """The text, cut at its empty lines."""
        text = (self.chosen["text"] or "").replace("\r", "")
        return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]

    def links(self) -> list[dict]:
        """Words and address of each."""
        return links.read(self.chosen["links"], self.frame.site_url)


class IPictureOptions(ITextOptions):
    """A picture of the site, and words on it."""

    picture = schema.Choice(
        title=_("Picture"),
        description=_("The newest pictures of the site. Upload one in the folder of pictures first."),
        vocabulary="communesplone.website.pictures",
        required=False,
    )
    alternative = schema.TextLine(
        title=_("What the picture shows"),
        description=_("For people who do not see it. Leave empty when it is decoration."),
        required=False,
        max_length=200,
    )


class PictureBand(Text):
    """A picture over the width of the page with words beside it."""

    title = _("Picture band")
    description = _("A wide picture with a heading, some words and links beside it.")
    icon = "image"
    options = IPictureOptions
    template = ViewPageTemplateFile("templates/picture.pt")

    def has_something(self) -> bool:
        return self.picture() is not None

    @once
    def picture(self) -> pictures.Picture | None:
        """The picture chosen, when the visitor may see it."""
        if not self.chosen["picture"]:
            return None
        rows = self.rows(UID=self.chosen["picture"])
        return pictures.of_row(rows[0]) if rows else None


class IPartnersOptions(IBlockOptions):
    """Names, addresses, logos."""

    partners = link_lines(
        title=_("Partners"),
        description=_(
            "One per line: name | address | picture, the picture by its address on this site, such as /images/logo.png."
        ),
    )


class Partners(Block):
    """Names or logos of those the commune works with."""

    title = _("Partners")
    description = _("Names or logos that lead to other sites.")
    icon = "handshake"
    options = IPartnersOptions
    several = True
    keeps = True
    template = ViewPageTemplateFile("templates/partners.pt")

    def has_something(self) -> bool:
        return bool(self.chosen["partners"])

    def partners(self) -> list[dict]:
        """Words, address, and the picture or None."""
        found = links.read(self.chosen["partners"], self.frame.site_url)
        site = "/".join(api.portal.get().getPhysicalPath())
        paths = {one["more"]: site + one["more"] for one in found if one["more"].startswith("/")}
        rows = self.rows(path={"query": list(paths.values()), "depth": 0}) if paths else []
        known = {row.getPath(): pictures.of_row(row) for row in rows}
        return [{**one, "picture": known.get(paths.get(one["more"], ""))} for one in found]
