"""The rules of the check: what each is called, how heavy it weighs, and what to do, in words for people."""

from communesplone import _
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """A rule: `error` breaks a law or a page for somebody, `warning` wants work, `note` is good to know."""

    level: str
    title: str
    advice: str


AREAS = {
    "access": _("Accessibility"),
    "weight": _("Page weight"),
    "parties": _("Third parties"),
    "links": _("Links"),
    "cards": _("Cards of procedures"),
    "fresh": _("Fresh content"),
    "hours": _("Opening hours"),
    "statement": _("Statements"),
    "data": _("Linked data"),
    "headers": _("Safety"),
}
RULES = {
    "access.axe": Rule(
        "error",
        _("Somebody with a disability cannot use a part of the page"),
        _("The rule and the element stand beside it. The help of axe-core tells how to mend it."),
    ),
    "access.language": Rule(
        "error", _("The page does not say its language"), _("Screen readers then read it in the wrong one.")
    ),
    "access.title": Rule("error", _("The page has no title"), _("Give it one that differs from other pages.")),
    "access.heading": Rule(
        "error", _("The page has no main heading"), _("Give it one heading of the first level (h1).")
    ),
    "access.order": Rule(
        "warning", _("A level of headings is skipped"), _("After a heading comes one of the next level, not deeper.")
    ),
    "access.picture": Rule(
        "error",
        _("A picture has no alternative text"),
        _("Describe it in a sentence; leave the text empty when it only decorates."),
    ),
    "access.field": Rule("error", _("A field has no label"), _("Say beside the field what to write.")),
    "access.link": Rule("error", _("A link or button has no words"), _("Say where it leads or what it does.")),
    "access.twice": Rule("error", _("Two elements have the same id"), _("Labels and links then find the wrong one.")),
    "access.zoom": Rule("error", _("The page forbids to enlarge it"), _("Take user-scalable and maximum-scale away.")),
    "weight.page": Rule(
        "warning",
        _("The page is heavy without its photographs"),
        _("On a phone outdoors it comes late. Limit: 150 KB."),
    ),
    "weight.photographs": Rule(
        "warning", _("The page is heavy with its photographs"), _("Take smaller pictures. Limit: 400 KB.")
    ),
    "weight.scripts": Rule(
        "warning", _("The page has much JavaScript"), _("Old phones are slow with it. Limit: 20 KB.")
    ),
    "weight.requests": Rule(
        "note", _("The page asks for many files"), _("Photographs are not counted. Limit: 10 requests.")
    ),
    "parties.resource": Rule(
        "error",
        _("The page loads something from another company"),
        _("That company learns who reads what. Keep fonts, scripts and pictures on the own site."),
    ),
    "parties.cookie": Rule(
        "error",
        _("A visitor gets a cookie without having asked for anything"),
        _("Without consent only cookies that a requested service needs are allowed (ePrivacy directive, article 5.3)."),
    ),
    "links.broken": Rule("error", _("A link leads nowhere"), _("Mend the address or take the link away.")),
    "links.anchor": Rule(
        "warning", _("A link leads to a part that the page does not have"), _("Mend the part after #.")
    ),
    "links.outside": Rule(
        "warning", _("A link to another site did not answer"), _("Try it: the other site may refuse programs.")
    ),
    "cards.missing": Rule(
        "warning", _("The card of a procedure lacks something"), _("Fill the field, so that nobody has to phone.")
    ),
    "fresh.stale": Rule(
        "warning",
        _("The page has not changed for two years"),
        _("Read it; save it again when all of it is still right."),
    ),
    "hours.missing": Rule(
        "warning", _("An office has no opening hours that programs can read"), _("Write them in the hours of its page.")
    ),
    "hours.past": Rule(
        "error",
        _("All opening hours of an office lie in the past"),
        _("Write the hours of today and of the next months."),
    ),
    "statement.accessibility": Rule(
        "error",
        _("There is no accessibility statement"),
        _("The home page must link it (directive (EU) 2016/2102, article 7)."),
    ),
    "statement.old": Rule(
        "warning",
        _("The accessibility statement is more than a year old"),
        _("Check the site again and publish the statement with the new date."),
    ),
    "statement.undated": Rule("error", _("The accessibility statement bears no date"), _("Say when it was prepared.")),
    "statement.privacy": Rule(
        "error", _("The home page links no page on personal data"), _("GDPR, articles 12 to 14.")
    ),
    "data.broken": Rule("error", _("Linked data cannot be read"), _("Search engines drop it.")),
    "data.missing": Rule(
        "warning", _("The home page does not tell programs whose it is"), _("GovernmentOrganization.")
    ),
    "data.procedure": Rule(
        "error", _("The description of a procedure does not follow CPSV-AP"), _("What the shapes of the standard say.")
    ),
    "headers.policy": Rule(
        "error",
        _("Foreign scripts could run on the page"),
        _("Send a Content-Security-Policy without unsafe-inline and unsafe-eval for scripts."),
    ),
    "headers.secure": Rule("error", _("The site does not insist on HTTPS"), _("Send Strict-Transport-Security.")),
    "headers.kind": Rule(
        "warning", _("Browsers may guess the kind of a file"), _("Send X-Content-Type-Options: nosniff.")
    ),
    "headers.frame": Rule(
        "warning", _("Other sites may show the page in a frame"), _("Send frame-ancestors or X-Frame-Options.")
    ),
    "headers.referrer": Rule(
        "warning", _("Other sites learn which page a visitor came from"), _("Send a Referrer-Policy.")
    ),
    "headers.cookie": Rule(
        "error", _("A cookie can be read by scripts or over HTTP"), _("Set Secure, HttpOnly and SameSite.")
    ),
}
