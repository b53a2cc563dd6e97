"""The town itself: settings, accounts, services, people, pages, cards. What exists already is left alone."""

from communesplone.core.hours.domain.model import Schedule
from communesplone.core.hours.domain.plain import schedule_out
from communesplone.core.hours.domain.reading import read_week
from communesplone.core.hours.domain.reading_days import read_seasons
from communesplone.core.hours.domain.reading_days import read_specials
from communesplone.core.settings import commune
from communesplone.demo import agenda
from communesplone.demo import clear
from communesplone.demo import happening
from communesplone.demo import newsletter
from communesplone.demo import translated
from communesplone.demo import waste
from communesplone.demo.data import load
from communesplone.requests import ready
from communesplone.website.accessibility.settings import settings as accessibility
from communesplone.website.checks import store as checks
from communesplone.website.checks.domain.result import from_plain
from communesplone.website.languages import arrangement
from communesplone.website.privacy.settings import settings as privacy
from communesplone.website.settings import settings
from datetime import date
from datetime import datetime
from datetime import timedelta
from functools import lru_cache
from logging import getLogger
from plone import api
from plone.app.textfield import RichTextValue
import os


logger = getLogger(__name__)
PASSWORD = "COMMUNES_DEMO_PASSWORD"  # noqa: S105 - the name of a variable
KNOWN = "Demo-2026!"
# Ready procedures by the unit that handles them.
ORDERABLE = {
    "household-composition": "population",
    "residence-certificate": "population",
    "birth-record": "population",
    "life-certificate": "population",
    "parking-card": "travaux",
}


def build(site, now: datetime) -> None:
    """Everything but the orders. Safe to repeat: an existing object or account is not touched."""
    settle(now)
    arrangement.install(site)
    for account in load("accounts"):
        _account(site, account)
    places = {"": site}
    for page in load("pages"):
        places[page["id"]] = _page(places, page)
    units = _units(places["services"])
    _persons(places["personnes"], units)
    _procedures(places["demarches"], units, now.date())
    happening.build(places, now, _create)
    agenda.invite(api.content.get_uuid(units["secretariat"]))
    waste.build(now)
    translated.build(site, _create)
    newsletter.build(now)
    clear.build(now)


def settle(now: datetime) -> None:
    """Name, address, hours, jurisdiction and closing days of last year, this one and the next."""
    known = load("commune")
    shown = settings()
    for name, value in known["commune"].items():
        setattr(shown, name, value)
    for own, part in ((accessibility(), "accessibility"), (privacy(), "privacy")):
        for name, value in known[part].items():
            setattr(own, name, value)
    if not checks.history():
        checks.store(from_plain(load("check")))
    core = commune()
    core.jurisdiction = known["jurisdiction"]
    years = (now.year - 1, now.year, now.year + 1)
    core.closing_days = tuple(date.fromisoformat(f"{year}-{day}") for year in years for day in known["closing_days"])
    api.portal.set_registry_record("plone.site_title", known["commune"]["commune_name"])
    api.portal.set_registry_record("plone.email_from_address", known["mail_from"])
    api.portal.set_registry_record("plone.email_from_name", known["commune"]["commune_name"])


def _account(site, account: dict) -> None:
    users = site.acl_users
    if account["id"] in users.source_users.listUserIds():
        return
    password = os.environ.get(PASSWORD) or KNOWN
    users._doAddUser(account["id"], password, ["Member", *account.get("roles", ())], ())
    member = api.user.get(userid=account["id"])
    member.setMemberProperties({"fullname": account["name"], "email": f"{account['id']}@valmeuse.example"})


def _page(places: dict, page: dict):
    container = places[page.get("within", "")]
    if page["id"] in container:
        return container[page["id"]]
    more = {"text": RichTextValue(page["text"], "text/html", "text/x-html-safe")} if "text" in page else {}
    if page["type"] != "ProcedureFolder":
        more.update(exclude_from_nav=bool(page.get("hidden")), language="fr")
    made = _create(container, page["type"], page["id"], title=page["title"], description=page["description"], **more)
    if "layout" in page:
        made.setLayout(page["layout"])
    return made


def _create(container, kind: str, name: str, **fields):
    made = api.content.create(container, kind, id=name, **fields)
    publish(made)
    return made


def publish(content) -> None:
    """Show it to everybody, where a workflow asks for that."""
    tool = api.portal.get_tool("portal_workflow")
    if "publish" in [action["id"] for action in tool.listActionInfos(object=content)]:
        tool.doActionFor(content, "publish")


def _units(services) -> dict:
    units: dict = {}
    for known in load("units"):
        container = units.get(known.get("within"), services)
        fields = {key: value for key, value in known.items() if key not in ("id", "within", "opening")}
        staff = {kind: tuple(fields.pop(kind, ())) for kind in ("clerks", "heads", "signers")}
        if known["id"] in container:
            units[known["id"]] = container[known["id"]]
            continue
        unit = units[known["id"]] = _create(container, "Unit", known["id"], **fields)
        for kind, user_ids in staff.items():
            setattr(unit, kind, user_ids)
        unit.opening_hours = {channel: _hours(one, units) for channel, one in known.get("opening", {}).items()} or None
        unit.reindexObject()
    return units


def _hours(said, units: dict) -> dict:
    """The stored hours of what a clerk would type, or the unit that they are taken from."""
    if isinstance(said, str):
        return {"like": api.content.get_uuid(units[said])}
    return schedule_out(
        Schedule(
            week=read_week(said["week"], "fr"),
            seasons=read_seasons(said.get("seasons", ""), "fr"),
            school=read_week(said["school"], "fr") if "school" in said else None,
            specials=read_specials(said.get("specials", ""), "fr"),
        )
    )


def _persons(folder, units: dict) -> None:
    for known in load("persons"):
        if known["id"] not in folder:
            fields = {key: value for key, value in known.items() if key != "id"}
            fields["units"] = tuple(api.content.get_uuid(units[name]) for name in fields["units"])
            fields["functions"] = tuple(fields["functions"])
            _create(folder, "Person", known["id"], **fields)


def _procedures(folder, units: dict, today: date) -> None:
    present = ready.taken_over(folder)
    for code, name in ORDERABLE.items():
        unit = api.content.get_uuid(units[name])
        if code not in present and ready.card(code)["slug"] not in folder:
            procedure = ready.add(folder, code, unit_uid=unit, language="fr", online=True)
            _look_after(procedure, code, name, today)
            publish(procedure)
        elif (slug := ready.card(code)["slug"]) in folder and not folder[slug].unit:
            _open(folder[slug], unit)
    known = _taken_over()
    codes = dict.fromkeys((*known["first"], *(code for code in ready.codes() if code not in ORDERABLE)))
    for code in codes:
        if code not in present and ready.card(code)["slug"] not in folder:
            _shared_card(folder, code, units, today)
    for card in load("cards"):
        if card["id"] not in folder:
            _card(folder, card, api.content.get_uuid(units[card["unit"]]))


@lru_cache
def _taken_over() -> dict:
    return load("procedures")


def _shared_card(folder, code: str, units: dict, today: date) -> None:
    name = _taken_over()["units"][ready.card(code)["themes"][0]]
    procedure = ready.add(folder, code, unit_uid=api.content.get_uuid(units[name]), language="fr")
    _look_after(procedure, code, name, today)
    publish(procedure)


def _look_after(procedure, code: str, unit: str, today: date) -> None:
    """What only the town knows: who keeps the card, in which languages it serves, what is special at the moment."""
    known = _taken_over()
    procedure.card_owner = known["owners"][unit]
    procedure.languages = tuple(known["languages"].get(unit, ("fr",)))
    # Spread over the year to come; every seventh card is due.
    number = ready.codes().index(code)
    procedure.review_date = today + timedelta(-5 if number % 7 == 0 else 20 + 8 * number)
    more = dict(known["more"].get(code) or {})
    translations, days = more.pop("translations", {}), more.pop("status_days", None)
    for name, value in more.items():
        setattr(procedure, name, tuple(value) if isinstance(value, list) else value)
    if days:
        procedure.status_until = today + timedelta(days)
    for language, words in translations.items():
        procedure.say(language, {**procedure.translations.get(language, {}), **words})
    procedure.reindexObject()


def _open(procedure, unit: str) -> None:
    """A site made without demonstration has the ready procedures as drafts of no unit: the orders need them open."""
    procedure.unit, procedure.online = unit, True
    procedure.reindexObject()
    if api.content.get_state(procedure) != "published":
        publish(procedure)


def _card(folder, known: dict, unit: str) -> None:
    fields = {key: value for key, value in known.items() if key not in ("id", "translations")}
    fields = {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
    fields.update(unit=unit, online=False)
    procedure = api.content.create(folder, "Procedure", id=known["id"], safe_id=False, **fields)
    for language, words in known["translations"].items():
        procedure.say(language, words)
    procedure.reindexObject()
    publish(procedure)
