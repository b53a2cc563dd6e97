"""The picture behind the question of the home page: several widths of WebP, without what cameras note."""

from communesplone.website.pictures import Picture
from enum import StrEnum
from hashlib import sha256
from io import BytesIO
from persistent import Persistent
from PIL import Image
from PIL import ImageOps
from plone import api
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations


ANNOTATION = "communesplone.website.hero"
WIDTHS = (640, 960, 1440, 1920)
SMALLEST = 960  # px
LARGEST_FILE = 12_000_000  # bytes
LARGEST = 50_000_000  # pixels
QUALITY = 78
FORMATS = ("JPEG", "PNG", "WEBP")


class Reason(StrEnum):
    """Why a picture is refused."""

    FILE = "file"
    KIND = "kind"
    LARGE = "large"
    SMALL = "small"


class Refused(ValueError):
    """A picture that cannot stand there; `reason` says why."""

    def __init__(self, reason: Reason):
        super().__init__(reason)
        self.reason = reason


class Hero(Persistent):
    """Renditions by width, and what the picture shows."""

    def __init__(self, renditions: dict[int, bytes], width: int, height: int):
        self.width, self.height = width, height
        self.version = sha256(renditions[max(renditions)]).hexdigest()[:12]
        self.alt = ""
        self.blobs = {}
        for each, data in renditions.items():
            self.blobs[each] = Blob(data)


def renditions(data: bytes) -> tuple[dict[int, bytes], int, int]:
    """Width -> WebP, and the dimensions of the largest; raises Refused."""
    if len(data) > LARGEST_FILE:
        raise Refused(Reason.FILE)
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as picture:
            if picture.width * picture.height > LARGEST:
                raise Refused(Reason.LARGE)
            whole = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise error if isinstance(error, Refused) else Refused(Reason.KIND) from error
    if whole.width < SMALLEST:
        raise Refused(Reason.SMALL)
    wide = min(whole.width, max(WIDTHS))
    found = {width: _webp(whole, width) for width in (*(one for one in WIDTHS if one < wide), wide)}
    return found, wide, round(whole.height * wide / whole.width)


def _webp(whole: Image.Image, width: int) -> bytes:
    made = BytesIO()
    whole.resize((width, round(whole.height * width / whole.width)), Image.Resampling.LANCZOS).save(
        made, "WEBP", quality=QUALITY
    )
    return made.getvalue()


def get() -> Hero | None:
    """The picture of the site; None where there is none."""
    annotations = IAnnotations(api.portal.get(), None)
    return annotations.get(ANNOTATION) if annotations is not None else None


def keep(new: Hero | None, alt: str) -> None:
    """Put a new picture in the place of the old one, or only say anew what the one that is there shows."""
    site = IAnnotations(api.portal.get())
    if new is not None:
        site[ANNOTATION] = new
    kept = site.get(ANNOTATION)
    if kept is not None and kept.alt != alt:
        kept.alt = alt


def drop() -> None:
    """Back to the drawn valley."""
    IAnnotations(api.portal.get()).pop(ANNOTATION, None)


def shown(site_url: str) -> Picture | None:
    """Addresses and dimensions for the page."""
    hero = get()
    if hero is None:
        return None
    address = {width: f"{site_url}/@@commune-hero/{hero.version}-{width}.webp" for width in sorted(hero.blobs)}
    srcset = ", ".join(f"{url} {width}w" for width, url in address.items())
    return Picture(address[max(address)], srcset, hero.width, hero.height, hero.alt)
