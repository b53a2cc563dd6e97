"""What can be asked of the queue: views, filters and orders, and the rows that answer. Rows only, no case is woken."""

from AccessControl import getSecurityManager
from communesplone.core.cases.catalog import fold
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.cases.words import CHANNELS
from communesplone.core.cases.words import day
from communesplone.core.cases.words import is_late
from communesplone.core.cases.words import STATES
from communesplone.core.organisation.groups import group_id
from communesplone.core.organisation.groups import KINDS
from communesplone.core.organisation.vocabularies import unit_titles
from dataclasses import dataclass
from dataclasses import fields
from datetime import date
import re


VIEWS = ("unit", "mine", "news", "handed", "proposed", "late", "to_sign", "waiting", "finished")
SORTS = {"due": "due", "submitted": "submitted", "name": "sortable_name", "state": "review_state"}
PEOPLE = ("me", "nobody")
PAGE = 50
NO_UNIT = "-"  # `Filters.unit` for cases of no unit, or of one that was removed
MOST_WORDS = 8
MOST_KINDS = 100
LONGEST = 100
# No row has it: what a search without any word in it finds.
NOTHING = {"review_state": "-"}


@dataclass(frozen=True)
class Filters:
    """What a clerk asked for. `type`: HANDLER.kind; `who`: me, nobody or ''; `start`: first row of the page, from 0."""

    view: str = "unit"
    unit: str = ""
    state: str = ""
    type: str = ""
    who: str = ""
    channel: str = ""
    late: bool = False
    text: str = ""
    sort: str = "due"
    reverse: bool = False
    start: int = 0

    @classmethod
    def from_form(cls, form: dict) -> "Filters":
        """Read the fields of a form or a query string; what makes no sense counts as not given. Never raises."""
        start = _text(form, "b_start")
        return cls(
            view=_one_of(VIEWS, form, "view") or "unit",
            unit=_text(form, "unit"),
            state=_one_of(STATES, form, "state"),
            type=_text(form, "type"),
            who=_one_of(PEOPLE, form, "who"),
            channel=_one_of(CHANNELS, form, "channel"),
            late=_flag(form, "late"),
            text=_text(form, "text"),
            sort=_one_of(SORTS, form, "sort") or "due",
            reverse=_flag(form, "reverse"),
            start=int(start) if re.fullmatch("[0-9]{1,7}", start) else 0,
        )

    def form(self) -> dict[str, str]:
        """The fields that say the same, without those that have their default."""
        found = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value != field.default:
                name = "b_start" if field.name == "start" else field.name
                found[name] = "1" if value is True else str(value)
        return found


def _text(form: dict, name: str) -> str:
    value = form.get(name, "")
    if isinstance(value, bool | int):
        value = str(int(value)) if value else ""
    return value.strip()[:LONGEST] if isinstance(value, str) else ""


def _flag(form: dict, name: str) -> bool:
    return _text(form, name).lower() not in ("", "0", "false")


def _one_of(known, form: dict, name: str) -> str:
    value = _text(form, name)
    return value if value in known else ""


def query(filters: Filters, today: date, user_id: str) -> dict:
    """The filters as a query of the catalog. `user_id`: who asks, for what is his."""
    asked = _view(filters.view, today, user_id)
    if filters.state:
        asked.pop("open", None)
        asked["review_state"] = filters.state
    if filters.unit == NO_UNIT:
        asked["unit"] = {"not": list(unit_titles())}
    elif filters.unit:
        asked["unit"] = filters.unit
    if filters.type:
        handler, _dot, kind = filters.type.partition(".")
        asked.update(handler=handler, kind=kind)
    if filters.who:
        asked["assignee"] = user_id if filters.who == "me" else "-"
    if filters.channel:
        asked["channel"] = filters.channel
    if filters.late:
        asked.update(_view("late", today, user_id))
    if filters.text:
        asked.update(_words(filters.text))
    return asked


def _view(name: str, today: date, user_id: str) -> dict:
    if name == "mine":
        return {"open": True, "assignee": user_id}
    if name == "late":
        return {"open": True, "stopped": False, "due": {"query": today.toordinal() - 1, "range": "max"}}
    if name == "news":
        return {"news": True}
    if name == "handed":
        return {"open": True, "handed": True}
    if name == "proposed":
        return {"open": True, "proposed": True}
    if name == "to_sign":
        return {"review_state": "to_sign"}
    if name == "waiting":
        return {"review_state": "incomplete"}
    return {"open": name != "finished"}


def _words(text: str) -> dict:
    words = re.findall(r"\w+", fold(text))[:MOST_WORDS]
    return {"text": " ".join(f"{word}*" for word in words)} if words else dict(NOTHING)


def rows(filters: Filters, today: date, size: int = PAGE):
    """One page of rows that the current user may see, in order; `actual_result_count` is the number on all pages."""
    return get_catalog().visible(
        sort_on=SORTS[filters.sort],
        reverse=filters.reverse,
        start=filters.start,
        size=size,
        **query(filters, today, _me()),
    )


def count(filters: Filters, today: date) -> int:
    """How many cases answer to the filters."""
    return get_catalog().count(**query(filters, today, _me()))


def counts(asked: list[Filters], today: date) -> dict[Filters, int]:
    """How many cases answer to each of them, in one pass; without words to search for."""
    user_id = _me()
    found = get_catalog().counts([query(filters, today, user_id) for filters in asked])
    return dict(zip(asked, found, strict=True))


def _me() -> str:
    return getSecurityManager().getUser().getId() or ""


def _my_groups() -> set[str]:
    return set(getSecurityManager().getUser().getGroups())


def my_units(titles: dict[str, str] | None = None) -> dict[str, str]:
    """UID -> title of the units in whose groups the current user is; all units for who is in none (managers).

    `titles`: those of all units, where the caller has them.
    """
    groups = _my_groups()
    titles = unit_titles() if titles is None else titles
    mine = {uid: title for uid, title in titles.items() if any(group_id(uid, kind) in groups for kind in KINDS)}
    return mine or titles


def sees_all() -> bool:
    """Whether the current user sees the cases of every unit, and of none."""
    return "Manager" in getSecurityManager().getUser().getRoles()


def directed_units(titles: dict[str, str] | None = None) -> dict[str, str]:
    """UID -> title of the units that the current user directs: hands cases over, assigns them to others.

    `titles`: those of all units, where the caller has them.
    """
    titles = unit_titles() if titles is None else titles
    if sees_all():
        return titles
    groups = _my_groups()
    return {uid: title for uid, title in titles.items() if group_id(uid, "heads") in groups}


def types() -> dict[str, str]:
    """HANDLER.kind -> title of the kinds of which the current user sees at least one case, by title."""
    catalog = get_catalog()
    seen = {f"{handler}.{kind}" for handler, kind in catalog.count_by("handler", "kind") if kind not in ("", "-")}
    found = {name: title for name, title in list(catalog.kinds().items())[:MOST_KINDS] if name in seen}
    return dict(sorted(found.items(), key=lambda item: fold(str(item[1]))))


def plain(row, today: date, units: dict[str, str]) -> dict:
    """A row as plain values for services: what the queue shows, nothing else. `units`: titles by UID."""
    due, submitted = day(row.due), day(row.submitted)
    return {
        "reference": row.reference,
        "handler": row.handler,
        "kind": row.kind,
        "title": row.title,
        "applicant_name": row.applicant_name,
        "state": row.review_state,
        "unit": {"uid": row.unit, "title": units.get(row.unit, "")} if row.unit != "-" else None,
        "assignee": row.assignee if row.assignee != "-" else None,
        "submitted": submitted.isoformat() if submitted else None,
        "due": due.isoformat() if due else None,
        "open": bool(row.open),
        "stopped": bool(row.stopped),
        "late": is_late(row, today),
        "news": bool(row.news),
        "handed_over": bool(row.handed),
        "channel": row.channel,
    }
