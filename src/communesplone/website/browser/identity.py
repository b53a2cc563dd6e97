"""The commune's own colours and coat of arms, served as files of their own: no style and no image inside a page."""

from communesplone.website import hero
from communesplone.website import settings as commune
from communesplone.website.domain import contrast
from communesplone.website.resources import FOR_EVER
from hashlib import sha256
from plone.formwidget.namedfile.converter import b64decode_file
from Products.Five import BrowserView
from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


SAFE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
KINDS = {b"\x89PNG\r\n\x1a\n": "image/png", b"<svg": "image/svg+xml", b"<?xml": "image/svg+xml"}


def _short(data: bytes) -> str:
    return sha256(data).hexdigest()[:12]


def brand_version() -> str:
    """Digits that change with the commune's colours; '' when they are those of the look, or no colours at all."""
    settings = commune.settings()
    if settings is None or (settings.brand_colour, settings.accent_colour) == (commune.BRAND, commune.ACCENT):
        return ""
    try:
        return _short(contrast.style_sheet(settings.brand_colour, settings.accent_colour).encode())
    except contrast.NotAColour:
        return ""


def arms_version() -> str:
    """Digits that change with the coat of arms; '' when there is none."""
    settings = commune.settings()
    return _short(settings.arms) if settings is not None and settings.arms else ""


def picture_type(data: bytes) -> str:
    """MIME type by the first bytes of the file; '' when it is neither SVG nor PNG."""
    start = data.lstrip(b"\xef\xbb\xbf \r\n\t")
    return next((kind for sign, kind in KINDS.items() if start.startswith(sign)), "")


class Colours(BrowserView):
    """`@@commune-colours.css`: the custom properties that follow from the commune's two colours."""

    def __call__(self) -> str:
        settings = commune.settings()
        response = self.request.response
        if "preview" in self.request.form:
            return self._preview(response)
        if not brand_version():
            raise NotFound("commune-colours.css")
        response.setHeader("Content-Type", "text/css; charset=utf-8")
        response.setHeader("Cache-Control", FOR_EVER)
        return contrast.style_sheet(settings.brand_colour, settings.accent_colour)

    def _preview(self, response) -> str:
        """Both palettes of the colours asked for, for the preview in the settings."""
        try:
            brand, accent = (str(self.request.form.get(name, "")) for name in ("brand", "accent"))
            # One that fails is shown as the nearest that passes: words of the preview stay readable too.
            sheet = contrast.preview_sheet(contrast.nearest_brand(brand), contrast.nearest_accent(accent))
        except contrast.NotAColour as error:
            raise NotFound("commune-colours.css") from error
        response.setHeader("Content-Type", "text/css; charset=utf-8")
        response.setHeader("Cache-Control", "private, max-age=60")
        return sheet


@implementer(IPublishTraverse)
class HeroPicture(BrowserView):
    """`@@commune-hero/VERSION-WIDTH.webp`: one width of the picture of the home page."""

    name = ""

    def publishTraverse(self, request, name: str):
        if self.name:
            raise NotFound(name)
        self.name = name
        return self

    def __call__(self) -> bytes:
        kept = hero.get()
        version, _dash, width = self.name.removesuffix(".webp").partition("-")
        blob = kept.blobs.get(int(width)) if kept is not None and width.isdecimal() and len(width) < 6 else None
        if blob is None or version != kept.version:
            raise NotFound(self.name)
        response = self.request.response
        response.setHeader("Content-Type", "image/webp")
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("Cache-Control", FOR_EVER)
        with blob.open("r") as file:
            return file.read()


class Arms(BrowserView):
    """`@@commune-arms`: the coat of arms.

    An SVG can carry scripts: pages show it as an image only, and it is sandboxed when opened alone.
    """

    def __call__(self) -> bytes:
        settings = commune.settings()
        if settings is None or not settings.arms:
            raise NotFound("commune-arms")
        _name, data = b64decode_file(settings.arms)
        kind = picture_type(data)
        if not kind:
            raise NotFound("commune-arms")
        response = self.request.response
        response.setHeader("Content-Type", kind)
        response.setHeader("Content-Security-Policy", SAFE)
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("Cache-Control", FOR_EVER)
        return data
