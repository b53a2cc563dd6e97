"""Words of the statement: acts, status, methods, and what the commonest rules of axe-core mean in plain words."""

from communesplone import _
from communesplone.website.accessibility.domain.statement import Status
from communesplone.website.checks.domain.result import Method


ACTS = {
    "wallonia": _("the decree of the Walloon Region of 2 May 2019 on the websites and applications of public bodies"),
    "brussels": _(
        "the ordinance of the Brussels-Capital Region of 4 October 2018 on the websites and applications of regional "
        "public bodies and communes"
    ),
    "flanders": _("the Flemish administrative decree of 7 December 2018"),
    "france": _("article 47 of law 2005-102 of 11 February 2005"),
}
STATUS = {
    Status.FULL: _("fully compliant"),
    Status.PARTIAL: _("partially compliant"),
    Status.NOT: _("not compliant"),
    Status.UNKNOWN: _("not checked yet"),
}
SHORT = {
    Status.FULL: _("Accessibility: fully compliant"),
    Status.PARTIAL: _("Accessibility: partially compliant"),
    Status.NOT: _("Accessibility: not compliant"),
    Status.UNKNOWN: _("Accessibility"),
}
METHODS = {
    Method.AUTOMATIC: _("a check by a program"),
    Method.OWN: _("an assessment by the commune itself"),
    Method.OTHERS: _("an assessment by a third party"),
}
RULES = {
    "color-contrast": _("Words that stand out too little from what is behind them"),
    "image-alt": _("Pictures without words for those who do not see them"),
    "link-name": _("Links without words"),
    "button-name": _("Buttons without words"),
    "label": _("Form fields without a label"),
    "select-name": _("Menus of choices without a label"),
    "heading-order": _("Headings that leave out a level"),
    "html-has-lang": _("Pages that do not say their language"),
    "document-title": _("Pages without a title"),
    "frame-title": _("Embedded pages without a title"),
    "list": _("Lists that are not marked as lists"),
    "region": _("Content outside of the landmarks of the page"),
    "landmark-unique": _("Landmarks of the page that cannot be told apart"),
    "duplicate-id-aria": _("Names inside a page that are given twice"),
    "scrollable-region-focusable": _("Parts that scroll and cannot be reached with the keyboard"),
    "target-size": _("Links and buttons that are too small or too close"),
}
