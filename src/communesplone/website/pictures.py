"""Pictures of catalog rows: addresses of several widths, real dimensions. No image is woken or measured."""

from dataclasses import dataclass


WIDTHS = ("preview", "teaser", "large", "great")
SMALLEST = "preview"


@dataclass(frozen=True)
class Picture:
    """What an `img` element needs."""

    src: str
    srcset: str
    width: int
    height: int
    alt: str = ""


def of_row(row, field: str = "image") -> Picture | None:
    """The picture of a catalog row (column `image_scales`); None without one."""
    known = getattr(row, "image_scales", None)
    return of_scales(known, row.getURL(), field) if known else None


def of_scales(known, url: str, field: str = "image") -> Picture | None:
    """The picture from what plone.namedfile keeps in the catalog about the scales of a field."""
    entries = known.get(field) if hasattr(known, "get") else None
    whole = entries[0] if entries else None
    if not whole or not whole.get("width") or not whole.get("height"):
        return None
    scales = whole.get("scales") or {}
    found = [scales[name] for name in WIDTHS if name in scales]
    if not found:
        return Picture(f"{url}/{whole['download']}", "", whole["width"], whole["height"])
    if whole["width"] <= 1600:
        found.append(whole)
    src = scales.get("teaser") or found[0]
    srcset = ", ".join(f"{url}/{one['download']} {one['width']}w" for one in found)
    return Picture(f"{url}/{src['download']}", srcset, whole["width"], whole["height"])
