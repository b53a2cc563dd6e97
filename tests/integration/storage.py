"""What was written to a database meanwhile: for pages that must not write when they are read."""

import re


READINGS = re.compile(r"[0-9]+ readings")


def writes_since(storage, moment: bytes) -> list[str]:
    """Descriptions of the transactions after that one, without those in which the log notes readings, and no more."""
    return [note for note in _notes(storage, moment) if not READINGS.fullmatch(note)]


def readings_since(storage, moment: bytes) -> list[str]:
    """Descriptions of the transactions after that one in which the log notes readings."""
    return [note for note in _notes(storage, moment) if READINGS.search(note)]


def _notes(storage, moment: bytes) -> list[str]:
    return [one.description.decode() for one in storage.iterator(moment) if one.tid > moment]
