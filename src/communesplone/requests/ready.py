"""Ready procedures: cards, forms and templates that a commune takes over instead of writing them.

`catalogue/cards` has cards by theme, one file each: texts, for whom, under which theme. A card that is ordered here
has a folder of its own beside: `card.yaml`, `form.xml` and `office.xml` (the two forms), `template-LANGUAGE.odt` (the
documents). What was taken over belongs to the commune: it is changed freely, and a new version of the suite never
touches it; `shared` tells the commune what changed in the texts since.
"""

from communesplone import _
from communesplone.requests.cards import procedures_folder
from communesplone.requests.content.procedure import LINES
from communesplone.requests.content.procedure import Procedure
from communesplone.requests.content.procedure import TEXTS
from communesplone.requests.taken import remember
from functools import lru_cache
from importlib.resources import files
from plone import api
from plone.namedfile.file import NamedBlobFile
import yaml


CATALOGUE = files("communesplone.requests") / "catalogue"
TEMPLATES = "modeles"
TEMPLATE_TYPE = "ConfigurablePODTemplate"
ODT = "application/vnd.oasis.opendocument.text"
MANAGED = (
    "View",
    "Access contents information",
    "List folder contents",
    "Modify portal content",
    "Add portal content",
    "Delete objects",
    "View management screens",
)
# What the words of a card are called in the files and on the procedure, where it differs.
WORDS = {"description": "summary", "delay": "delay_text"}
# What the clerk fills in: the shared card knows no place, and no state of the service.
SHARED = tuple(name for name in TEXTS if name not in ("where", "status_reason"))
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the quick one where libyaml is there


class AlreadyThere(ValueError):
    """The folder has this ready procedure, or something else under its id; nothing was changed."""


@lru_cache
def _cards() -> dict[str, dict]:
    """Every card by its code; raises ValueError when two have the same."""
    found: dict[str, dict] = {}
    for known in (*_orderable_cards(), *_themed_cards()):
        if known["code"] in found:
            raise ValueError(known["code"])
        found[known["code"]] = known
    return found


def _orderable_cards():
    for place in CATALOGUE.iterdir():
        if (place / "card.yaml").is_file():
            yield yaml.load((place / "card.yaml").read_text("utf-8"), LOADER)  # noqa: S506 - a safe loader


def _themed_cards():
    for place in (CATALOGUE / "cards").iterdir():
        if place.name.endswith(".yaml"):
            yield from yaml.load(place.read_text("utf-8"), LOADER)  # noqa: S506 - a safe loader


def codes() -> list[str]:
    """Codes of the ready procedures, by name."""
    return sorted(_cards())


def orderable_codes() -> list[str]:
    """Codes of those that come with forms and documents."""
    return [code for code in codes() if is_orderable(code)]


def is_orderable(code: str) -> bool:
    """Whether it comes with a form; only codes of `codes` are asked."""
    return (CATALOGUE / code / "form.xml").is_file()


def card(code: str) -> dict:
    """The parsed card of a code, shared by all who read it. Raises KeyError for an unknown code."""
    return _cards()[code]


def texts(code: str, language: str, fall_back: bool = True) -> dict:
    """The words of a card as a procedure keeps them, in that language.

    With `fall_back`, a card that is not there in the language has the words of its first one.
    """
    known = card(code)["texts"]
    words = known.get(language) or (next(iter(known.values())) if fall_back else {})
    return {name: _text(words.get(WORDS.get(name, name)), name in LINES) for name in SHARED}


def all_texts(code: str) -> dict[tuple[str, str], str | tuple[str, ...]]:
    """The words of a card in every language that has them, by language and name; none for an unknown code."""
    if code not in _cards():
        return {}
    said = {language: texts(code, language, fall_back=False) for language in card(code)["texts"]}
    return {(language, name): text for language, words in said.items() for name, text in words.items() if text}


def _text(said, is_lines: bool):
    if not is_lines:
        return said or ""
    return tuple(f"{one['title']}: {one['text']}" if isinstance(one, dict) else one for one in said or ())


def taken_over(folder) -> set[str]:
    """Codes of the ready procedures that the folder has already; from the catalog's rows."""
    rows = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="Procedure", path="/".join(folder.getPhysicalPath())
    )
    return {row.card_code for row in rows if row.card_code}


def add(folder, code: str, unit_uid: str = "", language: str | None = None, online: bool = False) -> Procedure:
    """Take a ready procedure over, as a draft, with its forms and its templates in every language.

    `language`: that of the words on the procedure itself, the site's first by default; all others are translations.
    The caller has checked that the user may add procedures here; the templates are made whoever asks, since only
    Managers may touch them. Raises KeyError for an unknown code and AlreadyThere.
    """
    known = card(code)
    if known["slug"] in folder or code in taken_over(folder):
        raise AlreadyThere(code)
    language = language or api.portal.get_default_language().split("-")[0]
    procedure = api.content.create(
        folder, "Procedure", id=known["slug"], safe_id=False, **_fields(code, language, unit_uid, online)
    )
    for other in known["texts"]:
        if other != language:
            procedure.say(other, texts(code, other, fall_back=False))
    if is_orderable(code):
        procedure.templates = _templates(code, language)
    remember(procedure, all_texts(code))
    _relate(folder, procedure)
    procedure.reindexObject()
    return procedure


def _fields(code: str, language: str, unit_uid: str, online: bool) -> dict:
    known, place = card(code), CATALOGUE / code
    fields = {
        **texts(code, language),
        "code": code,
        "icon": known["icon"],
        "unit": unit_uid or None,
        "themes": tuple(known["themes"]),
        "audiences": tuple(known["audiences"]),
        "life_events": tuple(known.get("life_events") or ()),
        "channels": tuple(known["channels"]),
        "service_url": known.get("service_url"),
        "processing_days": known.get("processing_days"),
    }
    if not is_orderable(code):
        return fields
    return {
        **fields,
        "online": online,
        "delay_days": known["delay_days"],
        "register": known["register"],
        "form_model": (place / "form.xml").read_text("utf-8"),
        "office_model": (place / "office.xml").read_text("utf-8"),
    }


def _relate(folder, procedure) -> None:
    """Link the card with those already there that either of the two names; the order of arrival does not matter."""
    rows = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="Procedure", path="/".join(folder.getPhysicalPath())
    )
    present = {row.card_code: row for row in rows if row.card_code and row.card_code != procedure.code}
    mine, own = card(procedure.code).get("related") or (), api.content.get_uuid(procedure)
    procedure.related = tuple(present[code].UID for code in mine if code in present)
    for code, row in present.items():
        other = row._unrestrictedGetObject()
        if code in codes() and procedure.code in (card(code).get("related") or ()) and own not in other.related:
            other.related = (*other.related, own)


def _templates(code: str, first: str) -> tuple[str, ...]:
    """UIDs of the templates in the order of the languages, the site's first one leading; made where missing."""
    with api.env.adopt_roles(["Manager"]):
        folder = templates_folder()
        languages = sorted(card(code)["texts"], key=lambda language: language != first)
        made = (_template(folder, code, language, first) for language in languages)
        return tuple(api.content.get_uuid(template) for template in made if template is not None)


def templates_folder():
    """The folder of the document templates, closed to all but Managers: an expression in a template is Python."""
    site = api.portal.get()
    if TEMPLATES in site:
        return site[TEMPLATES]
    folder = api.content.create(
        site, "Folder", id=TEMPLATES, title=api.portal.translate(_("Document templates")), exclude_from_nav=True
    )
    for permission in MANAGED:
        folder.manage_permission(permission, ["Manager"], acquire=0)
    folder.__ac_local_roles_block__ = True
    folder.reindexObject()
    folder.reindexObjectSecurity()
    return folder


def _template(folder, code: str, language: str, first: str):
    """One template, or None where the catalogue has none in that language. One that is there is kept as it is."""
    source = CATALOGUE / code / f"template-{language}.odt"
    if not source.is_file():
        return None
    name = f"{code}-{language}"
    if name in folder:
        return folder[name]
    return api.content.create(
        folder,
        TEMPLATE_TYPE,
        id=name,
        title=f"{texts(code, first)['title']} ({language})",
        language=language,
        odt_file=NamedBlobFile(data=source.read_bytes(), contentType=ODT, filename=f"{name}.odt"),
        pod_formats=["odt", "pdf"],
        pod_portal_types=["Order"],
        enabled=True,
        exclude_from_nav=True,
    )


def waiting(folder=None) -> list[str]:
    """Codes of the ready procedures that the folder (the site's catalogue of procedures by default) has not yet."""
    folder = folder if folder is not None else procedures_folder()
    present = taken_over(folder)
    return [code for code in codes() if code not in present]
