"""Colours of a commune: contrast as WCAG 2.2 measures it, and the palette that follows from two colours.

A commune gives a brand and an accent colour; the rest is derived, for light and for dark pages, so that text stays
readable. Colours are texts such as ``#0e4a5a``.
"""

from dataclasses import dataclass
import re


TEXT = 4.5  # WCAG 2.2, criterion 1.4.3: normal text
PAPER = "#fbfaf6"
DARK_PAPER = "#11171c"
INK = "#1b2430"
Rgb = tuple[int, int, int]


class NotAColour(ValueError):
    """The text is not a colour of the form #rrggbb or #rgb."""


def parse(colour: str) -> Rgb:
    """Red, green and blue (0 to 255) of ``#rrggbb`` or ``#rgb``; raises NotAColour."""
    match = re.fullmatch(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})", (colour or "").strip())
    if not match:
        raise NotAColour(colour)
    digits = match.group(1)
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    return tuple(int(digits[start : start + 2], 16) for start in (0, 2, 4))


def text(rgb: Rgb) -> str:
    """The colour as ``#rrggbb``."""
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def luminance(colour: str) -> float:
    """Relative luminance from 0 (black) to 1 (white), as WCAG 2.2 defines it."""

    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in parse(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast of two colours, from 1 (the same) to 21 (black on white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """The first colour with `share` (0 to 1) of the second in it."""
    return text(tuple(round(a + (b - a) * share) for a, b in zip(parse(one), parse(other), strict=True)))


def toward(colour: str, goal: str, background: str, least: float) -> str:
    """The colour, moved towards `goal` in small steps until its contrast with the background is at least `least`."""
    for step in range(21):
        moved = mix(colour, goal, step / 20)
        if ratio(moved, background) >= least:
            return moved
    return goal


def brand_ratio(brand: str) -> float:
    """The weaker of two contrasts: white words on the brand colour, and words in it on paper."""
    return min(ratio(brand, "#ffffff"), ratio(brand, PAPER))


def accent_ratio(accent: str) -> float:
    """Contrast of dark words on the accent colour."""
    return ratio(accent, INK)


def light_palette(brand: str, accent: str) -> dict[str, str]:
    """Token name to colour, for light pages."""
    soft, accent_soft = mix(brand, "#ffffff", 0.89), mix(accent, "#ffffff", 0.84)
    strong = mix(brand, "#000000", 0.3)
    return {
        "brand": brand,
        "brand-strong": strong,
        "brand-soft": soft,
        "band": toward(strong, "#000000", "#ffffff", 9),
        "link": toward(brand, "#000000", soft, TEXT + 0.5),
        "hill-1": mix(brand, "#ffffff", 0.71),
        "hill-2": mix(brand, "#ffffff", 0.48),
        "hill-3": mix(brand, "#ffffff", 0.22),
        "hill-4": brand,
        "accent": accent,
        "accent-soft": accent_soft,
        "accent-ink": toward(accent, "#000000", accent_soft, 7),
    }


def dark_palette(brand: str, accent: str) -> dict[str, str]:
    """Token name to colour, for dark pages."""
    bright = toward(mix(brand, "#ffffff", 0.4), "#ffffff", DARK_PAPER, 8)
    soft, accent_soft = mix(DARK_PAPER, brand, 0.35), mix(DARK_PAPER, accent, 0.2)
    return {
        "brand": bright,
        "brand-strong": toward(mix(bright, "#ffffff", 0.4), "#ffffff", soft, 7),
        "brand-soft": soft,
        "on-brand": toward(mix(brand, "#000000", 0.6), "#000000", bright, 7),
        "band": mix(brand, "#000000", 0.62),
        "link": toward(bright, "#ffffff", DARK_PAPER, 9),
        "hill-1": mix(DARK_PAPER, brand, 0.4),
        "hill-2": mix(DARK_PAPER, brand, 0.6),
        "hill-3": mix(DARK_PAPER, brand, 0.5),
        "hill-4": mix(DARK_PAPER, brand, 0.25),
        "accent": mix(accent, "#ffffff", 0.2),
        "accent-soft": accent_soft,
        "accent-ink": toward(accent, "#ffffff", accent_soft, 7),
    }


def style_sheet(brand: str, accent: str) -> str:
    """The custom properties that replace those of the look, light and dark."""

    def rule(palette: dict[str, str]) -> str:
        return ":root{" + ";".join(f"--{name}:{value}" for name, value in palette.items()) + "}"

    dark = rule(dark_palette(brand, accent))
    return f"{rule(light_palette(brand, accent))}@media (prefers-color-scheme:dark){{{dark}}}"


def nearest_brand(brand: str) -> str:
    """The colour itself when words in it can be read, else the first darker one of the same tint that passes."""
    return _first_passing(brand, "#000000", brand_ratio)


def nearest_accent(accent: str) -> str:
    """The colour itself when dark words on it can be read, else the first lighter one of the same tint that passes."""
    return _first_passing(accent, "#ffffff", accent_ratio)


def _first_passing(colour: str, goal: str, measured) -> str:
    moved = (mix(colour, goal, step / 256) for step in range(257))
    return next(found for found in moved if measured(found) >= TEXT)


@dataclass(frozen=True)
class Pair:
    """Two colours that meet on a page. `where`: token of the pair; `dark`: on dark pages; `ratio`: from 1 to 21."""

    where: str
    dark: bool
    words: str
    ground: str

    @property
    def ratio(self) -> float:
        return ratio(self.words, self.ground)

    @property
    def passes(self) -> bool:
        return self.ratio >= TEXT


def pairs(brand: str, accent: str) -> list[Pair]:
    """The pairs in which words meet a colour of the commune, light pages first; raises NotAColour."""
    found = []
    for dark, palette, paper in (
        (False, {"on-brand": "#ffffff", **light_palette(brand, accent)}, PAPER),
        (True, dark_palette(brand, accent), DARK_PAPER),
    ):
        found += [
            Pair("button", dark, palette["on-brand"], palette["brand"]),
            Pair("link", dark, palette["link"], paper),
            Pair("chosen", dark, palette["brand-strong"], palette["brand-soft"]),
            Pair("band", dark, "#ffffff", palette["band"]),
            Pair("accent", dark, palette["accent-ink"], palette["accent-soft"]),
        ]
    return found


LIGHT_GROUND = {
    "paper": PAPER,
    "surface": "#ffffff",
    "ink": INK,
    "ink-2": "#4a5361",
    "line": "#ded9cd",
    "on-brand": "#ffffff",
}
DARK_GROUND = {"paper": DARK_PAPER, "surface": "#182027", "ink": "#eef1f3", "ink-2": "#b9c3cb", "line": "#2f3a43"}


def preview_sheet(brand: str, accent: str) -> str:
    """Both palettes for the two parts of a preview, whatever the scheme of the page around it."""

    def rule(name: str, palette: dict[str, str]) -> str:
        return f".look.{name}{{" + ";".join(f"--{token}:{value}" for token, value in palette.items()) + "}"

    light, dark = light_palette(brand, accent), dark_palette(brand, accent)
    return rule("light", {**LIGHT_GROUND, "on-brand": "#ffffff", **light}) + rule("dark", {**DARK_GROUND, **dark})
