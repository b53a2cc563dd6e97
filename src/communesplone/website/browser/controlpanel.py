"""Where a commune sets its name, address, arms, colours and picture: `@@commune-controlpanel`, with a preview."""

from base64 import b64encode
from communesplone import _
from communesplone.core.forms.base import AccessibleForm
from communesplone.website import hero
from communesplone.website import svg
from communesplone.website.browser.identity import picture_type
from communesplone.website.domain import contrast
from communesplone.website.domain.links import wrong
from communesplone.website.settings import ACCENT
from communesplone.website.settings import BRAND
from communesplone.website.settings import ICommuneSettings
from communesplone.website.settings import readable_accent
from communesplone.website.settings import readable_brand
from communesplone.website.settings import settings
from io import BytesIO
from PIL import Image
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from z3c.caching.purge import Purge
from z3c.form import button
from z3c.form import validator
from z3c.form.browser.textlines import TextLinesFieldWidget
from z3c.form.field import Fields
from zope.event import notify
from zope.interface import Invalid


LARGEST_ARMS = 200_000  # bytes
LARGEST_SIDE = 4_000  # pixels of a PNG
WORDS = (
    "commune_name", "tagline", "brand_colour", "accent_colour", "address", "phone", "email", "opening_hours",
    "opening_note", "about_links", "footer_links",
)  # fmt: skip
LINES = ("about_links", "footer_links")
COLOURS = {"brand_colour": contrast.nearest_brand, "accent_colour": contrast.nearest_accent}
DRAWINGS = {
    svg.Reason.NOT_SVG: _("This SVG file is damaged, or is none. Save it again from the drawing program."),
    svg.Reason.ENTITIES: _("This SVG file has a document type or entities. Save it as plain SVG."),
    svg.Reason.SCRIPT: _("This SVG file carries a script, a link or a page inside. Save it as plain SVG, shapes only."),
    svg.Reason.OUTSIDE: _("This SVG file loads something from elsewhere. Put everything into the file."),
    svg.Reason.TOO_MUCH: _("This SVG file is too complicated for a coat of arms. Simplify it."),
}
PICTURES = {
    hero.Reason.FILE: _("The picture may have at most 12 MB."),
    hero.Reason.KIND: _("The picture must be a JPEG, PNG or WebP file, and whole."),
    hero.Reason.LARGE: _("The picture has more than 50 million points. Send a smaller copy."),
    hero.Reason.SMALL: _("The picture must be at least 960 points wide."),
}
MEETINGS = {
    "button": _("Words on a button"),
    "link": _("Links on the page"),
    "chosen": _("What is chosen in a menu"),
    "band": _("White words on the band at the top"),
    "accent": _("Words on the accent colour"),
}
NO_ALT = _("Say what the picture shows, or tick that it is decoration.")
NOT_KEPT = _("Nothing is stored yet. Files are to be chosen again before you save.")
STORED = _("The settings are stored. Every page shows them.")


def usable_arms(data: bytes) -> None:
    """Refuse what is neither a plain drawing in SVG nor a PNG, and what is too large; raises Invalid."""
    if len(data) > LARGEST_ARMS:
        raise Invalid(_("The coat of arms may have at most 200 KB."))
    kind = picture_type(data)
    if not kind:
        raise Invalid(_("The coat of arms must be an SVG or PNG file."))
    if kind == "image/png":
        _usable_png(data)
    elif (found := svg.trouble(data)) is not None:
        raise Invalid(DRAWINGS[found])


def _usable_png(data: bytes) -> None:
    try:
        with Image.open(BytesIO(data), formats=("PNG",)) as picture:
            width, height = picture.size
            if max(width, height) <= LARGEST_SIDE:
                picture.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Invalid(_("This PNG file is damaged. Save it again and send the new copy.")) from error
    if max(width, height) > LARGEST_SIDE:
        raise Invalid(_("The coat of arms may have at most 4,000 points a side."))


class CommuneControlPanel(AccessibleForm):
    """Words and colours are fields; arms and picture are files of their own, checked by content."""

    id = "commune-settings"
    label = _("The commune")
    description = _("Name, address, coat of arms, colours and picture, as every public page shows them.")
    template = ViewPageTemplateFile("controlpanel.pt")
    fields = Fields(ICommuneSettings).select(*WORDS)
    ignoreContext = False
    personal_page = True
    primary = "save"
    preview = False

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.file_errors: dict[str, object] = {}
        self._use_colour()
        return super().__call__()

    def update(self) -> None:
        for name in LINES:
            self.fields[name].widgetFactory = TextLinesFieldWidget
        super().update()

    def getContent(self) -> dict:
        known = settings()
        return {name: getattr(known, name, None) for name in WORDS}

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        for name in ("address", "opening_hours", *LINES):
            self.widgets[name].rows = 4

    # What was typed

    def _use_colour(self) -> None:
        """The button that takes over the colour offered: it stands in the field, and the page shows the preview."""
        name, _colon, colour = str(self.request.form.get("use", "")).partition(":")
        if name in COLOURS:
            self.request.form[f"form.widgets.{name}"] = colour
            self.request.form["form.buttons.preview"] = "1"

    def typed(self, name: str) -> str:
        """What stands in a field of one line now."""
        found = self.request.form.get(f"form.widgets.{name}")
        return found if isinstance(found, str) else str(getattr(settings(), name, "") or "")

    @property
    def colours(self) -> tuple[str, str]:
        """Main and accent colour as typed; the look's own in place of what is no colour."""
        found = []
        for name, usual in (("brand_colour", BRAND), ("accent_colour", ACCENT)):
            try:
                found.append(contrast.text(contrast.parse(self.typed(name))))
            except contrast.NotAColour:
                found.append(usual)
        return found[0], found[1]

    def offers(self) -> list[dict]:
        """Nearest colours that pass, for those typed that do not: field, colour."""
        typed = dict(zip(COLOURS, self.colours, strict=True))
        return [
            {"field": name, "colour": near(typed[name]), "title": ICommuneSettings[name].title}
            for name, near in COLOURS.items()
            if near(typed[name]) != typed[name]
        ]

    def meetings(self) -> list[dict]:
        """Every pair of colours in which words meet one of the commune's, with its contrast."""
        return [
            {
                "title": MEETINGS[pair.where],
                "dark": pair.dark,
                "ratio": f"{pair.ratio:.1f}",
                "passes": pair.passes,
            }
            for pair in contrast.pairs(*self.colours)
        ]

    @property
    def sheet_url(self) -> str:
        """Address of the style sheet of the preview."""
        brand, accent = self.colours
        query = urlencode({"preview": 1, "brand": brand, "accent": accent})
        return f"{self.context.absolute_url()}/@@commune-colours.css?{query}"

    @property
    def has_arms(self) -> bool:
        return bool(settings().arms)

    @property
    def picture_now(self):
        """The picture that is shown now."""
        return hero.get()

    # What is done

    def errors(self) -> list[dict]:
        """Those of the fields, then those of the files."""
        own = [{"text": text, "label": "", "target": name} for name, text in self.file_errors.items()]
        return super().errors() + own

    @button.buttonAndHandler(_("Save"), name="save")
    def handle_save(self, action):
        data, errors = self.extractData()
        arms, picture = self._arms(), self._picture()
        if errors or self.file_errors:
            self.status = self.formErrorsMessage
            return
        known = settings()
        for name, value in data.items():
            setattr(known, name, value if value is not None or name not in LINES else [])
        if arms is not None:
            known.arms = arms or None
        self._keep_picture(picture)
        notify(Purge(self.context))
        api.portal.show_message(STORED, self.request)
        self.request.response.redirect(f"{self.context.absolute_url()}/@@commune-controlpanel")

    @button.buttonAndHandler(_("Preview"), name="preview")
    def handle_preview(self, action):
        self.extractData()
        self.preview, self.status = True, NOT_KEPT

    def _sent(self, name: str) -> bytes:
        upload = self.request.form.get(name)
        return upload.read(hero.LARGEST_FILE + 1) if getattr(upload, "filename", "") else b""

    def _arms(self) -> bytes | None:
        """The new coat of arms as the registry keeps it; b'' to take it away; None to leave it."""
        data = self._sent("arms_file")
        if not data:
            return b"" if self.request.form.get("arms_remove") else None
        try:
            usable_arms(data)
        except Invalid as problem:
            self.file_errors["arms_file"] = problem.args[0]
        name = "arms.svg" if picture_type(data) == "image/svg+xml" else "arms.png"
        return b"filenameb64:" + b64encode(name.encode()) + b";datab64:" + b64encode(data)

    def _picture(self) -> hero.Hero | None:
        """The new picture with its renditions; None without one."""
        form = self.request.form
        stays = hero.get() is not None and not form.get("hero_remove")
        data = self._sent("hero_file")
        if (data or stays) and not str(form.get("hero_alt", "")).strip() and not form.get("hero_plain"):
            self.file_errors["hero_alt"] = NO_ALT
        if not data:
            return None
        try:
            return hero.Hero(*hero.renditions(data))
        except hero.Refused as problem:
            self.file_errors["hero_file"] = PICTURES[problem.reason]
            return None

    def _keep_picture(self, picture: hero.Hero | None) -> None:
        form = self.request.form
        if form.get("hero_remove") and picture is None:
            hero.drop()
        alt = "" if form.get("hero_plain") else str(form.get("hero_alt", "")).strip()[:200]
        hero.keep(picture, alt)


def readable_lines(lines) -> None:
    """Refuse a line that is no link; a column's heading has no bar. Raises Invalid."""
    bad = wrong([line for line in lines if "|" in line])
    if bad:
        message = _(
            "This line is no link: ${line}. Write words | address, the address starting with / or https://.",
            mapping={"line": bad[0]},
        )
        raise Invalid(message)


CHECKS = {
    "brand_colour": readable_brand,
    "accent_colour": readable_accent,
    "about_links": readable_lines,
    "footer_links": readable_lines,
}


class CommuneValidator(validator.SimpleFieldValidator):
    """Checks one field of the form.

    Registered for the form, not for its fields: a discriminator marks fields, and the registry takes no marked ones.
    """

    def validate(self, value, force=False):
        super().validate(value, force)
        check = CHECKS.get(self.field.__name__)
        if check is not None and value:
            check(value)


validator.WidgetValidatorDiscriminators(CommuneValidator, view=CommuneControlPanel)
