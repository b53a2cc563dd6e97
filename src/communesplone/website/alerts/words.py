"""What levels and faults are called for people."""

from communesplone import _
from communesplone.website.alerts.domain.cap import LARGEST
from communesplone.website.alerts.domain.rules import MOST_DAYS


LEVEL_NAMES = {
    "emergency": _("Emergency"),
    "works": _("Works or disruption"),
    "mourning": _("Mourning"),
    "information": _("Information"),
}
ICONS = {"emergency": "triangle-alert", "works": "traffic-cone", "mourning": "heart", "information": "info"}
TIMES = {
    "no_start": _("An alert needs a beginning."),
    "no_end": _("An alert needs an end."),
    "ends_before": _("The end comes after the beginning."),
    "too_long": _("An alert lasts at most ${number} days.", mapping={"number": MOST_DAYS}),
}
WORDS = {
    "missing": _("An alert needs a title in every language that it is written in."),
    "too_long": _("Too long: a title has at most 120 characters, a summary 500, a text 5,000."),
    "control": _("The words contain signs that no keyboard writes. Type them again."),
}
REFUSED = {
    **TIMES,
    "too_large": _("The message is larger than ${number} KB.", mapping={"number": LARGEST // 1000}),
    "not_utf8": _("The message is not text in UTF-8."),
    "entities": _("The message contains a document type or entities. Such messages are refused."),
    "not_xml": _("This is not well-formed XML. Paste the whole message."),
    "not_cap": _("This is not a message of the Common Alerting Protocol 1.2."),
    "not_actual": _("The message is an exercise, a test or a draft. Only real alerts are taken over."),
    "not_an_alert": _("The message cancels or confirms another one. End that alert by hand."),
    "not_public": _("The message is not meant for the public."),
    "incomplete": _("The message lacks an identifier, a title or a language that can be read."),
    "no_moment": _("The message has a date that cannot be read."),
    "text_too_long": _("The text of the message is longer than 5,000 characters."),
    "known": _("There is an alert from this message already."),
}
