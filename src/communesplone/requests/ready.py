"""Ready procedures: cards, forms and templates that a commune takes over instead of writing them.

Each is a folder of `catalogue`: `card.yaml` (texts in the five languages), `form.xml` and `office.xml` (the two
forms), `template-LANGUAGE.odt` (the documents). What was taken over belongs to the commune: it is changed freely, and
a new version of the suite never touches it.
"""

from communesplone import _
from communesplone.requests.cards import procedures_folder
from communesplone.requests.content.procedure import Procedure
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
# What the words of a card are called in card.yaml and on the procedure.
WORDS = {"description": "summary", "delay": "delay_text"}
PLAIN = ("title", "description", "who", "cost", "delay", "good_to_know", "legal_basis")


class AlreadyThere(ValueError):
    """The folder has this ready procedure, or something else under its id; nothing was changed."""


def codes() -> list[str]:
    """Codes of the ready procedures, by name."""
    return sorted(one.name for one in CATALOGUE.iterdir() if (one / "card.yaml").is_file())


@lru_cache
def card(code: str) -> dict:
    """The parsed card of a code, shared by all who read it. Raises KeyError for an unknown code."""
    if code not in codes():
        raise KeyError(code)
    return yaml.safe_load((CATALOGUE / code / "card.yaml").read_text("utf-8"))


def texts(code: str, language: str) -> dict:
    """The words of a card as a procedure keeps them, in that language, else in the card's first one."""
    known = card(code)["texts"]
    words = known.get(language) or next(iter(known.values()))
    found = {name: words.get(WORDS.get(name, name)) or "" for name in PLAIN}
    found["needs"] = tuple(words.get("needs") or ())
    found["steps"] = tuple(f"{step['title']}: {step['text']}" for step in words.get("steps") or ())
    return found


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
            procedure.say(other, texts(code, other))
    procedure.templates = _templates(code, language)
    _relate(folder, procedure)
    procedure.reindexObject()
    return procedure


def _fields(code: str, language: str, unit_uid: str, online: bool) -> dict:
    known, place = card(code), CATALOGUE / code
    return {
        **texts(code, language),
        "code": code,
        "icon": known["icon"],
        "unit": unit_uid or None,
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
