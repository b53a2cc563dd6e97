"""The questions of the form of an alert: about it, and its words in each language of the site."""

from communesplone import _
from communesplone.core.moments import zone
from communesplone.website.alerts.content import LEVEL_TERMS
from communesplone.website.alerts.content import PARTS
from communesplone.website.alerts.domain import rules
from communesplone.website.alerts.words import TIMES
from communesplone.website.alerts.words import WORDS
from datetime import datetime
from datetime import time
from plone import api
from z3c.form.field import Fields
from z3c.form.group import Group
from z3c.form.interfaces import WidgetActionExecutionError
from zope import schema
from zope.interface import Interface
from zope.interface import Invalid
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


MOST_SECTIONS = 100
LAST = time(23, 59)
NO_HOUR = _("This is no time of the day. Write it like 8:30 or 16:00.")
FAULTY = {"no_start": "start_day", "no_end": "end_day", "ends_before": "end_day", "too_long": "end_day"}
LABELS = {"title": _("Title"), "summary": _("Summary"), "text": _("What to do, details")}
HINTS = {
    "title": _("Says it all: what, and where."),
    "summary": _("One or two sentences, shown on every page."),
    "text": _("Shown on the page of the alert. An empty line begins a new paragraph."),
}


def typed_by_hand(value: str | None) -> bool:
    """Constraint: refuses what no keyboard writes, which no XML message could carry."""
    if value and rules.CONTROL.search(value):
        raise Invalid(WORDS["control"])
    return True


def hour_of_day(value: str | None) -> bool:
    """Constraint: empty or a time of day."""
    if value and rules.time_of(value) is None:
        raise Invalid(NO_HOUR)
    return True


class IAbout(Interface):
    """Kind and times; the section is added with its choices."""

    level = schema.Choice(
        title=_("Kind"),
        description=_("The heaviest comes first on the page. An emergency cannot be closed by visitors."),
        vocabulary=LEVEL_TERMS,
        default=rules.INFORMATION,
    )
    start_day = schema.Date(title=_("First day"))
    start_hour = schema.TextLine(
        title=_("From what time"),
        description=_("Such as 8:30. Empty: from midnight on."),
        required=False,
        max_length=5,
        constraint=hour_of_day,
    )
    end_day = schema.Date(title=_("Last day"), description=_("Every alert has an end; it can be changed."))
    end_hour = schema.TextLine(
        title=_("Until what time"),
        description=_("Such as 16:00. Empty: until the end of the day."),
        required=False,
        max_length=5,
        constraint=hour_of_day,
    )


def about(chosen: str) -> Fields:
    """Kind, section and times; `chosen`: UID of the section that the alert has."""
    field = schema.Choice(
        __name__="section",
        title=_("Where it is shown"),
        description=_("The alert of a section stands on the pages of the section only."),
        vocabulary=_sections(chosen),
    )
    return Fields(IAbout).select("level") + Fields(field) + Fields(IAbout).omit("level")


def _sections(chosen: str) -> SimpleVocabulary:
    """Folders of the first two levels, by title; and the chosen one, wherever it is."""
    catalog = api.portal.get_tool("portal_catalog")
    site = "/".join(api.portal.get().getPhysicalPath())
    rows = catalog(path={"query": site, "depth": 2}, is_folderish=True, sort_on="sortable_title")[:MOST_SECTIONS]
    found = {row.UID: row.Title for row in rows if row.portal_type not in ("AlertFolder", "LRF", "Plone Site")}
    if chosen and chosen not in found:
        titles = [row.Title for row in catalog.unrestrictedSearchResults(UID=chosen)]
        found[chosen] = titles[0] if titles else _("A section that is gone")
    everywhere = SimpleTerm("", "everywhere", _("On every page of the site"))
    return SimpleVocabulary([everywhere, *(SimpleTerm(uid, uid, title) for uid, title in found.items())])


def languages() -> list[tuple[str, str]]:
    """Code and own name of the languages of the site, its first one first."""
    tool = api.portal.get_tool("portal_languages")
    first, known = tool.getDefaultLanguage(), tool.getAvailableLanguages()
    codes = [first, *(code for code in tool.getSupportedLanguages() if code != first)]
    return [(code, known.get(code, {}).get("native", code)) for code in codes]


def language_group(code: str, name: str, *, first: bool) -> type[Group]:
    """The words in one language; those of the first one are needed."""
    kinds = {"title": schema.TextLine, "summary": schema.Text, "text": schema.Text}
    asked = [
        kind(
            __name__=f"{part}_{code}",
            title=LABELS[part],
            description=HINTS[part] if first else "",
            required=first and part == "title",
            max_length=rules.LONGEST[part],
            constraint=typed_by_hand,
        )
        for part, kind in kinds.items()
    ]
    body = {"fields": Fields(*asked), "label": name, "getContent": lambda group: group.parentForm.getContent()}
    return type("LanguageGroup", (Group,), body)


def values_of(data: dict) -> dict:
    """The values of the schema. Raises WidgetActionExecutionError beside the field that is wrong."""
    start = _moment(data["start_day"], data.get("start_hour"), time(0, 0))
    end = _moment(data["end_day"], data.get("end_hour"), LAST, latest=True)
    fault = rules.fault_of_times(start, end)
    if fault:
        raise WidgetActionExecutionError(FAULTY[fault], Invalid(TIMES[fault]))
    return {
        "level": data["level"],
        "start": start,
        "end": end,
        "section": data.get("section") or "",
        "texts": _texts(data),
    }


def _moment(day, typed: str | None, otherwise: time, *, latest: bool = False) -> datetime:
    at = rules.time_of(typed) if typed else otherwise
    return rules.moment(day, at, zone(), latest=latest)


def _texts(data: dict) -> dict:
    """Words by language, without the languages that have no title."""
    found = {}
    for code, _name in languages():
        parts = {part: (data.get(f"{part}_{code}") or "").strip() for part in PARTS}
        if parts["title"]:
            found[code] = parts
        elif parts["summary"] or parts["text"]:
            raise WidgetActionExecutionError(f"title_{code}", Invalid(WORDS["missing"]))
    return found


def answers_of(alert) -> dict:
    """What the form shows of an alert."""
    start, end = alert.start.astimezone(zone()), alert.end.astimezone(zone())
    found = {
        "level": alert.level,
        "section": alert.section or "",
        "start_day": start.date(),
        "start_hour": start.strftime("%H:%M"),
        "end_day": end.date(),
        "end_hour": end.strftime("%H:%M"),
    }
    for code, parts in alert.texts.items():
        found.update({f"{part}_{code}": parts.get(part) or None for part in PARTS})
    return found
