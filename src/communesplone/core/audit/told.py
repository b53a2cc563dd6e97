"""The details of an entry in words: states, services and people by their names, the rest under a plain label."""

from collections.abc import Callable
from communesplone import _
from communesplone.core.audit.domain.entry import Entry
from communesplone.core.cases.words import state_title
from communesplone.core.organisation.vocabularies import unit_titles
from plone import api


# Details that say nothing to people, or that another one says already.
UNTOLD = frozenset({"handler", "step"})
SHORT = 12  # digits of a fingerprint: enough to compare by eye; the export has all of them
LABELS = {
    "cases": _("Cases"),
    "channel": _("How the order came"),
    "count": _("Number"),
    "days": _("Days"),
    "fields": _("Fields"),
    "file": _("File"),
    "files": _("Files"),
    "filters": _("Filters"),
    "format": _("Format"),
    "from": _("From"),
    "gone": _("Gone"),
    "kept": _("Kept"),
    "kind": _("Kind"),
    "language": _("Language"),
    "left": _("Left"),
    "number": _("Number"),
    "part": _("Part"),
    "register": _("Register"),
    "rows": _("Rows"),
    "seal": _("Fingerprint"),
    "sha256": _("Fingerprint"),
    "side": _("Written by"),
    "to": _("To"),
    "unit": _("Service"),
    "version": _("Version"),
    "year": _("Year"),
}
SIDES = {"citizen": _("the citizen"), "office": _("the service")}
CHANNELS = {"counter": _("At the counter"), "phone": _("On the telephone"), "letter": _("By letter")}


class Teller:
    """Tells the details of the entries of one page; looks the services up once."""

    def __init__(self, name_of: Callable[[str], object]):
        self.name_of = name_of
        self._units: dict[str, str] | None = None

    def details(self, entry: Entry) -> list[str]:
        """One line a detail, in the language of the page."""
        found = dict(entry.details)
        lines = []
        if "from" in found and "to" in found:
            lines.append(
                f"{self._value(entry, 'from', found.pop('from'))} → {self._value(entry, 'to', found.pop('to'))}"
            )
        return lines + [
            self._line(self._say(LABELS.get(name, name)), self._value(entry, name, value))
            for name, value in found.items()
            if name not in UNTOLD and value not in ("", None) and (name, value) != ("files", 0)
        ]

    def _line(self, label: str, value: str) -> str:
        return self._say(_("${label}: ${value}", mapping={"label": label, "value": value}))

    def _value(self, entry: Entry, name: str, value) -> str:
        if name in ("from", "to"):
            return self._end(entry.action, str(value))
        if name == "unit":
            return self._unit(str(value))
        if name == "side":
            return self._say(SIDES.get(value, value))
        if name == "channel":
            return self._say(CHANNELS.get(value, value))
        if name in ("sha256", "seal"):
            return f"{str(value)[:SHORT]}…"
        return str(value)

    def _end(self, action: str, value: str) -> str:
        """Where something came from or went to: a state, a service, a person."""
        if action == "case.handed_over":
            return self._unit(value)
        if action == "case.assigned":
            return str(self._say(self.name_of(value)))
        return self._say(state_title(value))

    def _unit(self, uid: str) -> str:
        if self._units is None:
            self._units = unit_titles()
        return self._units.get(uid, uid)

    @staticmethod
    def _say(message) -> str:
        return api.portal.translate(message)
