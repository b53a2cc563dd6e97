"""Alerts as messages of the Common Alerting Protocol 1.2 (OASIS, 2010), read and written."""

from collections.abc import Mapping
from communesplone.website.alerts.domain.rules import Alert
from communesplone.website.alerts.domain.rules import CONTROL
from communesplone.website.alerts.domain.rules import EMERGENCY
from communesplone.website.alerts.domain.rules import fault_of_times
from communesplone.website.alerts.domain.rules import fault_of_words
from communesplone.website.alerts.domain.rules import INFORMATION
from communesplone.website.alerts.domain.rules import LEVELS
from communesplone.website.alerts.domain.rules import LONGEST
from communesplone.website.alerts.domain.rules import MOURNING
from communesplone.website.alerts.domain.rules import Words
from communesplone.website.alerts.domain.rules import WORKS
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from xml.etree import ElementTree
import re


NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
CAP = f"{{{NAMESPACE}}}"
LARGEST = 500_000  # bytes
MOST_LANGUAGES = 20
LEVEL = "communesplone:level"
# category, urgency, severity, certainty (CAP 1.2, 3.2.2)
KINDS = {
    EMERGENCY: ("Safety", "Immediate", "Severe", "Observed"),
    WORKS: ("Infra", "Expected", "Moderate", "Likely"),
    MOURNING: ("Other", "Unknown", "Unknown", "Observed"),
    INFORMATION: ("Other", "Unknown", "Minor", "Observed"),
}
SEVERITIES = {"Extreme": EMERGENCY, "Severe": EMERGENCY, "Moderate": WORKS}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d|Z)", re.ASCII)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)
UNSAFE_KEY = re.compile(r"[\s,<&]")


class NotTaken(ValueError):
    """A message that cannot be taken over. `why` is one of the keys of `browser.words.REFUSED`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Sender:
    """Who publishes: `address` names the sender for machines, `name` for people, `area` is where alerts hold."""

    address: str
    name: str
    area: str


@dataclass(frozen=True)
class Message:
    """A message that was read: the moments are aware (UTC)."""

    identifier: str
    level: str
    start: datetime
    end: datetime
    words: Mapping[str, Words]


def write(alert: Alert, sender: Sender, url: str, *, now: datetime) -> bytes:
    """The alert as a CAP 1.2 message of `sender`; `url` is its page. `now` (aware) stands in for an unknown `sent`."""
    root = ElementTree.Element(f"{CAP}alert")
    sent = datetime.fromtimestamp(alert.changed, UTC) if alert.changed else now
    facts = {
        "identifier": UNSAFE_KEY.sub("-", alert.key),
        "sender": UNSAFE_KEY.sub("-", sender.address),
        "sent": _written(sent),
        "status": "Actual",
        "msgType": "Alert",
        "scope": "Public",
    }
    _add(root, facts)
    for language, words in alert.words.items():
        _info(root, alert, language, words, sender, url)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True, default_namespace=NAMESPACE)


def _info(root, alert: Alert, language: str, words: Words, sender: Sender, url: str) -> None:
    info = ElementTree.SubElement(root, f"{CAP}info")
    category, urgency, severity, certainty = KINDS[alert.level]
    start = _written(datetime.fromtimestamp(alert.start, UTC))
    facts = {
        "language": language,
        "category": category,
        "event": words.title,
        "urgency": urgency,
        "severity": severity,
        "certainty": certainty,
        "effective": start,
        "onset": start,
        "expires": _written(datetime.fromtimestamp(alert.end, UTC)),
        "senderName": sender.name,
        "headline": words.title,
        "description": words.summary,
        "instruction": words.text,
        "web": url,
    }
    _add(info, facts)
    _add(ElementTree.SubElement(info, f"{CAP}parameter"), {"valueName": LEVEL, "value": alert.level})
    _add(ElementTree.SubElement(info, f"{CAP}area"), {"areaDesc": sender.area})


def _add(parent, facts: Mapping[str, str]) -> None:
    for name, value in facts.items():
        if value:
            ElementTree.SubElement(parent, f"{CAP}{name}").text = CONTROL.sub("", value)


def _written(moment: datetime) -> str:
    """As CAP wants it: whole seconds, and an offset instead of Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S-00:00")


def read(data: bytes) -> Message:
    """What a CAP 1.2 message says. Nothing outside of it is ever fetched.

    Raises NotTaken: not XML, with a document type or entities, another namespace, too large, no real public alert, or
    without an end.
    """
    root = _root(data)
    if _text(root, "status") != "Actual":
        raise NotTaken("not_actual")
    if _text(root, "msgType") not in ("Alert", "Update"):
        raise NotTaken("not_an_alert")
    if _text(root, "scope") != "Public":
        raise NotTaken("not_public")
    infos = root.findall(f"{CAP}info")
    identifier = _text(root, "identifier")
    if not identifier or len(identifier) > 250 or not infos or len(infos) > MOST_LANGUAGES:
        raise NotTaken("incomplete")
    start, end = _times(root, infos[0])
    return Message(identifier, _level(infos[0]), start, end, _words(infos))


def _root(data: bytes):
    if len(data) > LARGEST:
        raise NotTaken("too_large")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotTaken("not_utf8") from None
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise NotTaken("entities")
    # The encoding is ours to say: another one could hide what was looked for above. Without a document type there are
    # no entities but the five of XML.
    parser = ElementTree.XMLParser(encoding="utf-8")  # noqa: S314 - see above
    try:
        root = ElementTree.fromstring(text.strip().encode("utf-8"), parser)  # noqa: S314 - see above
    except (ElementTree.ParseError, ValueError):
        raise NotTaken("not_xml") from None
    if root.tag != f"{CAP}alert":
        raise NotTaken("not_cap")
    return root


def _text(element, name: str) -> str:
    return (element.findtext(f"{CAP}{name}") or "").strip()


def _times(root, info) -> tuple[datetime, datetime]:
    """Onset, else effective, else sent; and when it expires, which CAP leaves open and we do not."""
    starts = [_text(info, "onset"), _text(info, "effective"), _text(root, "sent")]
    start = _moment(next((one for one in starts if one), ""))
    end = _moment(_text(info, "expires"))
    fault = fault_of_times(start, end)
    if fault:
        raise NotTaken(fault)
    return start, end


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    if not MOMENT.fullmatch(text):
        raise NotTaken("no_moment")
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise NotTaken("no_moment") from None


def _level(info) -> str:
    for parameter in info.findall(f"{CAP}parameter"):
        if _text(parameter, "valueName") == LEVEL and _text(parameter, "value") in LEVELS:
            return _text(parameter, "value")
    return SEVERITIES.get(_text(info, "severity"), INFORMATION)


def _words(infos) -> dict[str, Words]:
    """Language to words; of two parts in one language the first counts."""
    found: dict[str, Words] = {}
    for info in infos:
        language = _text(info, "language") or "en-US"  # CAP 1.2, 3.2.2: what is meant when nothing is said
        if not LANGUAGE.fullmatch(language):
            raise NotTaken("incomplete")
        found.setdefault(language.partition("-")[0].lower(), _fitted(info))
    return found


def _fitted(info) -> Words:
    """The headline and the description, cut where they do not fit; nothing is lost: whole ones begin the text."""
    title, summary = _text(info, "headline") or _text(info, "event"), _text(info, "description")
    whole = [one for name, one in (("title", title), ("summary", summary)) if len(one) > LONGEST[name]]
    text = "\n\n".join(one for one in (*whole, _text(info, "instruction")) if one)
    words = Words(_cut(title, LONGEST["title"]), _cut(summary, LONGEST["summary"]), text)
    part, fault = fault_of_words(words)
    if fault:
        raise NotTaken("text_too_long" if part == "text" and fault == "too_long" else "incomplete")
    return words


def _cut(text: str, longest: int) -> str:
    """Cut at a word where there is one, with an ellipsis."""
    if len(text) <= longest:
        return text
    short = text[: longest - 1]
    return (short.rpartition(" ")[0] or short) + "…"
