"""The details of an entry in words: states, services and people by their names, the rest under a plain label."""

from collections.abc import Callable
from communesplone import _
from communesplone.core.audit.domain.entry import Entry
from communesplone.core.cases import store
from communesplone.core.cases.words import state_title
from communesplone.core.interfaces import ICaseHandler
from communesplone.core.organisation.vocabularies import unit_titles
from plone import api
from zope.component import queryAdapter


# Details that say nothing to people, or that another one says already.
UNTOLD = frozenset({"handler", "step"})
# Where `from` and `to` are services.
UNIT_ACTS = frozenset(
    {"case.handed_over", "case.hand_over_proposed", "case.hand_over_declined", "case.proposal_taken_back"}
)
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
        self._labels: dict[str, dict] = {}

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
        if name == "fields" and isinstance(value, str):
            return ", ".join(self._field(entry.about, one) for one in value.split(","))
        if name in ("sha256", "seal"):
            return f"{str(value)[:SHORT]}…"
        return str(value)

    def _end(self, action: str, value: str) -> str:
        """Where something came from or went to: a state, a service, a person."""
        if action in UNIT_ACTS:
            return self._unit(value)
        if action == "case.assigned":
            return str(self._say(self.name_of(value)))
        return self._say(state_title(value))

    def _field(self, about: str, name: str) -> str:
        """The label of a question of a case; its name where the case is gone or asks it no longer."""
        if about not in self._labels:
            case = store.find(about.partition(":")[2]) if about.startswith("case:") else None
            handler = queryAdapter(case, ICaseHandler, name=case.handler) if case is not None else None
            titles = getattr(handler, "field_titles", None)
            self._labels[about] = titles() if titles else {}
        return self._say(self._labels[about].get(name, name))

    def _unit(self, uid: str) -> str:
        if self._units is None:
            self._units = unit_titles()
        return self._units.get(uid, uid)

    @staticmethod
    def _say(message) -> str:
        return api.portal.translate(message)
