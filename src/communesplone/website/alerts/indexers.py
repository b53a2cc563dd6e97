"""What catalog rows tell of an alert, so that a page shows it without waking it."""

from communesplone.website.alerts.content import IAlert
from DateTime import DateTime
from plone.indexer import indexer
from typing import Any


@indexer(IAlert)
def alert_facts(alert) -> dict[str, Any]:
    """Plain values: level, start and end (seconds of the epoch), section (UID), texts by language."""
    return {
        "level": alert.level,
        "start": alert.start.timestamp() if alert.start else 0.0,
        "end": alert.end.timestamp() if alert.end else 0.0,
        "section": alert.section or "",
        "texts": {language: dict(parts) for language, parts in (alert.texts or {}).items()},
        "identifier": alert.identifier or "",
    }


@indexer(IAlert)
def expires(alert) -> DateTime:
    """Its end, so that Plone's own lists, feeds and site maps leave it out from then on."""
    return DateTime(alert.end) if alert.end else DateTime(0)


@indexer(IAlert)
def searchable_text(alert) -> str:
    """Everything in every language."""
    return " ".join(part for parts in (alert.texts or {}).values() for part in parts.values() if part)
