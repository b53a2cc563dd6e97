"""What stands in a letter, and how it is written: text, and HTML that every mail program shows.

One column of 600 px, tables for layout with `role="presentation"`, styles inline, no script, no hidden picture, nothing
from elsewhere. Colours have a contrast of 7:1 or more on their ground.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from html import escape
from textwrap import fill


WIDTH = 600
INK, SOFT, BRAND, GROUND = "#1b2430", "#4a5361", "#0e4a5a", "#fbfaf6"
FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif"


@dataclass(frozen=True)
class Item:
    """One thing told. `when`: day or hours in words. `picture`: address, '' for none; `alt`: what it shows."""

    title: str
    url: str
    summary: str = ""
    when: str = ""
    language: str = ""
    picture: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Section:
    """Things of one theme."""

    theme: str
    title: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Frame:
    """What stands around it, in the language of the reader. `words`: see `WORDS` in `words.py`."""

    commune: str
    language: str
    words: Mapping[str, str] = field(default_factory=dict)
    address_lines: tuple[str, ...] = ()
    online: str = ""
    change: str = ""
    leave: str = ""


@dataclass(frozen=True)
class Content:
    """Title, introduction (paragraphs) and sections, in one language."""

    title: str
    paragraphs: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    language: str = ""

    def only(self, themes: frozenset[str]) -> "Content":
        """The part that a reader of these themes asked for."""
        kept = tuple(one for one in self.sections if one.theme in themes and one.items)
        return Content(self.title, self.paragraphs, kept, self.language)


def paragraphs_of(text: str) -> tuple[str, ...]:
    """The paragraphs of a typed text, at its empty lines."""
    parts = text.replace("\r", "").split("\n\n")
    return tuple(" ".join(part.split()) for part in parts if part.strip())


def as_text(content: Content, frame: Frame) -> str:
    """The plain part; lines of at most 78 characters, addresses whole."""
    parts = [_wrapped(content.title), "=" * min(78, len(content.title)), ""]
    for paragraph in content.paragraphs:
        parts += [_wrapped(paragraph), ""]
    for section in content.sections:
        parts += ["", section.title.upper(), "-" * min(78, len(section.title)), ""]
        for item in section.items:
            parts += [part for part in (_wrapped(item.title), item.when, _wrapped(item.summary), item.url) if part]
            parts.append("")
    parts += ["-- ", frame.commune, *frame.address_lines, ""]
    parts += [_wrapped(frame.words.get("why", "")), ""]
    for name, url in (("online", frame.online), ("change", frame.change), ("leave", frame.leave)):
        if url:
            parts.append(f"{frame.words.get(name, '')}: {url}")
    return "\n".join(parts) + "\n"


def _wrapped(text: str) -> str:
    return fill(text, 78, break_long_words=False, break_on_hyphens=False)


def as_html(content: Content, frame: Frame) -> str:
    """The HTML part, a whole document."""
    body = "".join(f'<p style="margin:0 0 16px">{escape(part)}</p>' for part in content.paragraphs)
    body += "".join(_section(section, frame) for section in content.sections)
    own = content.language or frame.language
    lang = f' lang="{escape(own)}"' if own != frame.language else ""
    return (
        f'<!DOCTYPE html><html lang="{escape(frame.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(content.title)}</title></head>"
        f'<body style="margin:0;padding:0;background:{GROUND};color:{INK};{FONT};font-size:17px;line-height:1.5">'
        f'<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:{GROUND}"><tr>'
        f'<td align="center" style="padding:24px 12px">'
        f'<table role="presentation" width="{WIDTH}" cellpadding="0" cellspacing="0" '
        f'style="width:100%;max-width:{WIDTH}px;background:#ffffff;text-align:left"><tr>'
        f'<td style="padding:20px 28px;background:{BRAND};color:#ffffff;font-size:18px;font-weight:bold">'
        f"{escape(frame.commune)}</td></tr><tr>"
        f'<td style="padding:28px"{lang}>'
        f'<h1 style="margin:0 0 16px;font-size:28px;line-height:1.2;color:{BRAND}">{escape(content.title)}</h1>{body}'
        f"</td></tr><tr>{_foot(frame)}</tr></table></td></tr></table></body></html>"
    )


def _section(section: Section, frame: Frame) -> str:
    items = "".join(_item(item, frame) for item in section.items)
    heading = (
        f'<h2 style="margin:32px 0 12px;padding:0 0 6px;border-bottom:2px solid {BRAND};font-size:20px;'
        f'line-height:1.3;color:{BRAND}">{escape(section.title)}</h2>'
    )
    return heading + items


def _item(item: Item, frame: Frame) -> str:
    lang = f' lang="{escape(item.language)}"' if item.language and item.language != frame.language else ""
    picture = ""
    if item.picture:
        picture = (
            f'<img src="{escape(item.picture)}" alt="{escape(item.alt)}" width="544" '
            'style="display:block;width:100%;max-width:544px;height:auto;margin:0 0 10px;border:0">'
        )
    when = f'<p style="margin:0 0 4px;color:{SOFT};font-size:15px">{escape(item.when)}</p>' if item.when else ""
    summary = f'<p style="margin:0">{escape(item.summary)}</p>' if item.summary else ""
    return (
        f'<div{lang} style="margin:0 0 24px">{picture}'
        f'<h3 style="margin:0 0 4px;font-size:18px;line-height:1.3">'
        f'<a href="{escape(item.url)}" style="color:{BRAND};text-decoration:underline">{escape(item.title)}</a></h3>'
        f"{when}{summary}</div>"
    )


def _foot(frame: Frame) -> str:
    links = " · ".join(
        f'<a href="{escape(url)}" style="color:{BRAND}">{escape(frame.words.get(name, ""))}</a>'
        for name, url in (("online", frame.online), ("change", frame.change), ("leave", frame.leave))
        if url
    )
    lines = "<br>".join(escape(line) for line in (frame.commune, *frame.address_lines))
    why = escape(frame.words.get("why", ""))
    style = f'style="margin:0 0 12px;color:{SOFT}"'
    return (
        f'<td style="padding:20px 28px;border-top:1px solid #d9d4c7;font-size:15px;color:{SOFT}">'
        f"<p {style}>{why}</p><p {style}>{links}</p><p {style}>{lines}</p></td>"
    )
