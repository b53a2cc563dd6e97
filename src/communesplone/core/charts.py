"""Charts as SVG text, drawn by the server: no script, no style attribute, colours from the style sheet.

A chart says what it is (title) and what it shows (description) to whoever does not see it, and stands beside a table
with the same numbers. It is drawn for the width of a phone; a larger page enlarges it. Series differ by form too (full,
hollow), not by colour alone.
"""

from collections.abc import Sequence
from communesplone.core.domain.scales import place
from communesplone.core.domain.scales import ticks
from dataclasses import dataclass
from xml.sax.saxutils import escape
from xml.sax.saxutils import quoteattr


WIDTH, HEIGHT = 360, 200
LEFT, TOP, BOTTOM = 40, 10, 24
MOST_LABELS = 6
LINE = 40  # height of one bar with its label
SIGN = 7  # width of a sign in the charts' type size, about


@dataclass(frozen=True)
class Series:
    """One row of values beside the others; None where there is no value. ``form``: full or hollow."""

    title: str
    values: tuple[int | float | None, ...]
    form: str = "full"


def columns(key: str, title: str, description: str, labels: Sequence[str], series: Sequence[Series]) -> str:
    """Columns by month or the like. ``key``: unique on the page; all series are as long as the labels."""
    values = [value for one in series for value in one.values if value is not None]
    marks = ticks(max(values, default=0), 4)
    floor = HEIGHT - BOTTOM
    height = floor - TOP
    parts = [_axis(mark, round(floor - place(mark, marks[-1], height), 1)) for mark in marks]
    step = (WIDTH - LEFT - 4) / max(1, len(labels))
    every = -(-len(labels) // MOST_LABELS)
    for number, label in enumerate(labels):
        start = LEFT + number * step
        parts += _group(start, step, number, series, marks[-1], floor, height)
        if number % every == 0:
            parts.append(_text(start + step / 2, HEIGHT - 7, label, "middle"))
    return _svg(key, title, description, HEIGHT, parts)


def bars(key: str, title: str, description: str, labels: Sequence[str], values: Sequence[int | float | None]) -> str:
    """One bar below the other, each with its label above and its number behind it."""
    known = [value for value in values if value is not None]
    largest = ticks(max(known, default=0), 4)[-1]
    parts = []
    for number, (label, value) in enumerate(zip(labels, values, strict=True)):
        top = number * LINE
        parts.append(_text(0, top + 14, _shortened(label, WIDTH), "start"))
        length = place(value or 0, largest, WIDTH - 44)
        parts.append(_rect(0, top + 19, length, 13, "full"))
        parts.append(_text(length + 6, top + 30, "—" if value is None else _number(value), "start"))
    return _svg(key, title, description, max(1, len(labels)) * LINE, parts)


def _group(start: float, step: float, number: int, series, largest: int, floor: int, height: int) -> list[str]:
    """The columns of one label, side by side."""
    width = step * 0.76 / max(1, len(series))
    found = []
    for place_in_group, one in enumerate(series):
        value = one.values[number]
        if value is not None:
            tall = place(value, largest, height)
            left = start + step * 0.12 + place_in_group * width
            found.append(_rect(left, floor - tall, max(width - 1, 0.5), tall, one.form))
    return found


def _axis(mark: int, at: float) -> str:
    line = f'<line x1="{LEFT}" x2="{WIDTH}" y1="{at}" y2="{at}" class="{"base" if mark == 0 else "mark"}"/>'
    return line + _text(LEFT - 6, at + 4, _number(mark), "end")


def _rect(left: float, top: float, width: float, height: float, form: str) -> str:
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" class={quoteattr(form)}/>'


def _text(left: float, bottom: float, words: str, anchor: str) -> str:
    return f'<text x="{left:.1f}" y="{bottom:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _number(value: int | float) -> str:
    return f"{value:g}"


def _shortened(words: str, width: int) -> str:
    most = int(width / SIGN)
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _svg(key: str, title: str, description: str, height: int, parts: list[str]) -> str:
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {height}" role="img"'
        f" aria-labelledby={quoteattr(f'{key}-t {key}-d')}>"
        f"<title id={quoteattr(f'{key}-t')}>{escape(title)}</title>"
        f"<desc id={quoteattr(f'{key}-d')}>{escape(description)}</desc>"
        f'<g aria-hidden="true">{"".join(parts)}</g></svg>'
    )
