"""Reads and checks the data files: one YAML file a jurisdiction, which a jurist can read and correct."""

from collections.abc import Mapping
from communesplone.law.answers import Confidence
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.values import check
from communesplone.law.values import known
from communesplone.law.values import overlapping
from communesplone.law.values import Value
from functools import cache
from importlib.resources import files
import yaml


FIELDS = {"key", "value", "unit", "valid_from", "valid_until", "article", "source", "confidence", "note"}
NEEDED = {"key", "value", "unit", "article", "source", "confidence"}


class BadData(ValueError):
    """A data file is wrong; the message says where."""


@cache
def load(jurisdiction: Jurisdiction) -> Mapping[str, tuple[Value, ...]]:
    """Return the values of a jurisdiction by key, those it inherits included, oldest first.

    Raises BadData for a file that breaks a rule: see ``parse``.
    """
    text = (files("communesplone.law") / "data" / f"{jurisdiction}.yaml").read_text("utf-8")
    parent = jurisdiction.inherits_from
    return parse(text, load(parent) if parent else {})


def parse(text: str, inherited: Mapping[str, tuple[Value, ...]] | None = None) -> dict[str, tuple[Value, ...]]:
    """Return the values of a file by key.

    ``sources`` gives short names to addresses; ``without`` names inherited keys that do not hold here; a key that the
    file fills replaces the inherited one as a whole. Raises BadData for unknown fields, keys, units, sources or
    confidences, for values of another kind, for two values of one key that hold on the same day, and for a ``$`` in a
    note or a word: these are translated, and there ``$`` would begin a gap.
    """
    data = yaml.safe_load(text)
    if not isinstance(data, Mapping) or not isinstance(data.get("values"), list):
        raise BadData("a data file has a list of values")
    sources = data.get("sources") or {}
    own: dict[str, list[Value]] = {}
    for number, entry in enumerate(data["values"], 1):
        value = _value(entry, sources, number)
        own.setdefault(value.key, []).append(value)
    for values in own.values():
        for one, _other in overlapping(values):
            raise BadData(f"{one.key}: two values hold on the same day")
    kept = _without(inherited or {}, data.get("without") or [])
    return {**kept, **{key: tuple(sorted(values, key=_start)) for key, values in own.items()}}


def _without(inherited: Mapping[str, tuple[Value, ...]], left_out: list[str]) -> dict[str, tuple[Value, ...]]:
    strange = [key for key in left_out if key not in inherited]
    if strange:
        raise BadData(f"{strange[0]}: left out, but not inherited")
    return {key: values for key, values in inherited.items() if key not in left_out}


def _value(entry: object, sources: Mapping[str, str], number: int) -> Value:
    if not isinstance(entry, Mapping):
        raise BadData(f"value {number} has no fields")
    where = f"value {number} ({entry.get('key')})"
    if set(entry) - FIELDS or NEEDED - set(entry):
        raise BadData(f"{where}: wrong or missing field {sorted(set(entry) - FIELDS | NEEDED - set(entry))}")
    if entry["source"] not in sources:
        raise BadData(f"{where}: unknown source {entry['source']}")
    try:
        known(entry["key"])
        fields = {name: entry[name] for name in FIELDS & set(entry) if entry[name] is not None or name == "value"}
        if "$" in f"{entry.get('note')}{entry['value']}":
            raise BadData("a $ in a text that is translated")
        fields |= {"source": sources[entry["source"]], "confidence": Confidence(entry["confidence"])}
        return check(Value(**fields))
    except ValueError as error:
        raise BadData(f"{where}: {error}") from error


def _start(value: Value) -> int:
    return value.valid_from.toordinal() if value.valid_from else 0
