"""Words of the newsletter."""

from communesplone import _
from communesplone.website.newsletter import store
from communesplone.website.newsletter.domain import themes
from communesplone.website.newsletter.domain.times import Fault


SOURCES = {
    themes.NEWS: _("News since the last letter"),
    themes.EVENTS: _("Events of the coming weeks"),
    themes.ALERTS: _("Alerts: works and what else is announced"),
    themes.TAGGED: _("Any page with the keyword below"),
    themes.BY_HAND: _("Nothing: only what is written by hand"),
}
STATES = {
    store.DRAFT: _("Draft"),
    store.PLANNED: _("Planned"),
    store.SENDING: _("Being sent"),
    store.SENT: _("Sent"),
    store.STOPPED: _("Stopped"),
}
# Around every letter, in the language of its reader.
WORDS = {
    "why": _("You receive this letter because you asked for it and confirmed your address."),
    "online": _("Read it on the website"),
    "change": _("Change my themes"),
    "leave": _("Unsubscribe"),
}
TIME_FAULTS = {
    Fault.DAY: _("This is no day. Write it like 2026-11-27."),
    Fault.HOUR: _("This is no time of the day. Write it like 8:30 or 16:00."),
    Fault.PAST: _("This moment is over."),
    Fault.FAR: _("A letter is planned at most three months ahead."),
}
