"""What was written to a database meanwhile: for pages that must not write when they are read."""

import re


READINGS = re.compile(r"[0-9]+ readings")


def writes_since(storage, moment: bytes) -> list[str]:
    """Descriptions of the transactions after that one, without those in which the log notes readings, and no more."""
    found = [one for one in storage.iterator(moment) if one.tid > moment]
    notes = [one.description.decode() for one in found]
    return [note for note in notes if not READINGS.fullmatch(note)]
