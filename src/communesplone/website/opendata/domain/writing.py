"""A table as CSV (RFC 4180), JSON, GeoJSON (RFC 7946) or JSON-LD 1.1: piece by piece, never whole in memory."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from communesplone.core.domain.csv_safe import cell
from communesplone.core.domain.data_set import Column
from communesplone.core.domain.data_set import Kind
from communesplone.core.domain.data_set import named
from datetime import date
from typing import Any
import csv
import io
import json


Rows = Iterable[tuple[Any, ...]]
PLACE = ("lon", "lat")
DIGITS = 7  # of a coordinate: a centimetre


def plain(value: Any) -> Any:
    """A value as JSON has it; days and moments in ISO 8601."""
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    return list(value) if isinstance(value, tuple | list) else value


def csv_text(columns: tuple[Column, ...], rows: Rows) -> Iterator[str]:
    """Names of the columns, then a line a row; every cell quoted, what would be calculated is marked as text."""
    yield _line([column.name for column in columns])
    for row in rows:
        yield _line([_cell(value) for value in row])


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    found = plain(value)
    return cell("; ".join(map(str, found)) if isinstance(found, list) else found)


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def json_text(columns: tuple[Column, ...], rows: Rows, about: dict) -> Iterator[str]:
    """`about`, and one object a row under `items`."""
    return _wrapped(about, "items", (_values(columns, row) for row in rows))


def _values(columns: tuple[Column, ...], row: tuple) -> dict:
    return {name: plain(value) for name, value in named(columns, row).items()}


def geojson_text(columns: tuple[Column, ...], rows: Rows, about: dict) -> Iterator[str]:
    """A FeatureCollection; where a row has no place, its geometry is null."""
    return _wrapped({"type": "FeatureCollection", **about}, "features", (_feature(columns, row) for row in rows))


def _feature(columns: tuple[Column, ...], row: tuple) -> dict:
    values = _values(columns, row)
    lon, lat = (values.pop(name, None) for name in PLACE)
    has_place = isinstance(lon, int | float) and isinstance(lat, int | float)
    point = {"type": "Point", "coordinates": [round(lon, DIGITS), round(lat, DIGITS)]} if has_place else None
    return {"type": "Feature", "id": values.get(columns[0].name), "geometry": point, "properties": values}


def json_ld_text(columns: tuple[Column, ...], rows: Rows, vocabulary: str) -> Iterator[str]:
    """A node a row, named by its address. Columns without a known property are terms of ``vocabulary``."""
    context: dict[str, Any] = {"@vocab": vocabulary}
    for column in columns:
        meaning: dict[str, Any] = {"@id": column.means or f"{vocabulary}{column.name}"}
        if column.kind is Kind.ADDRESS:
            meaning["@type"] = "@id"
        elif column.kind in (Kind.DAY, Kind.MOMENT):
            meaning["@type"] = f"http://www.w3.org/2001/XMLSchema#{column.kind.value}"
        context[column.name] = meaning
    return _wrapped({"@context": context}, "@graph", (_node(columns, row) for row in rows))


def _node(columns: tuple[Column, ...], row: tuple) -> dict:
    values = _values(columns, row)
    return {"@id": values["url"], **values} if "url" in values else values


def _wrapped(head: dict, name: str, items: Iterable[dict]) -> Iterator[str]:
    """An object whose last member is a long list, in pieces."""
    start = json.dumps({**head, name: []}, ensure_ascii=False)
    yield start[:-2]
    for number, item in enumerate(items):
        yield ("" if number == 0 else ",") + "\n" + json.dumps(item, ensure_ascii=False)
    yield "\n]}\n"


WRITERS: dict[str, Callable[..., Iterator[str]]] = {
    "csv": csv_text,
    "json": json_text,
    "geojson": geojson_text,
    "jsonld": json_ld_text,
}
