"""What lists and cards say of a card in two words: its title in a language, how the service stands."""

from communesplone import _
from communesplone.core.cases.words import day_text
from communesplone.requests.domain.card import Status
from communesplone.requests.domain.card import status_on
from communesplone.requests.facets import STATUSES
from datetime import date


CLASSES = {Status.NORMAL: "chip ok", Status.REVISED: "chip info", Status.LIMITED: "chip warn"}
ICONS = {Status.NORMAL: "circle-check", Status.REVISED: "info", Status.LIMITED: "triangle-alert"}
NOTICES = {Status.NORMAL: "notice", Status.REVISED: "notice", Status.LIMITED: "notice warn"}


def card_title(row, language: str) -> str:
    """Title of a card's catalog row in that language."""
    return (getattr(row, "card_titles", None) or {}).get(language) or row.Title


def card_summary(row, language: str) -> str:
    """Summary of a card's catalog row in that language."""
    return (row.card_summaries or {}).get(language) or row.Description


def badge(status: str | None, until: date | None, today: date) -> dict:
    """State of the service as title, class, icon, and the last day in words; `told`: whether it is worth telling."""
    now = status_on(today, status, until)
    told = now is not Status.NORMAL
    last = _("Until ${day}", mapping={"day": day_text(until)}) if told and until else ""
    return {
        "title": STATUSES[now],
        "class": CLASSES[now],
        "notice": NOTICES[now],
        "icon": ICONS[now],
        "told": told,
        "until": last,
    }


def row_badge(row, today: date) -> dict | None:
    """The same from a row of the catalog; None where the service is normal or the row tells nothing."""
    known = getattr(row, "card_status", None)
    if not known or not isinstance(known, dict):
        return None
    found = badge(known["status"], known["until"], today)
    return found if found["told"] else None
