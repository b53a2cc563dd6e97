"""Where alerts are, and how new ones come in."""

from communesplone.website.alerts.content import IAlertFolder
from communesplone.website.alerts.domain.cap import Message
from communesplone.website.alerts.domain.rules import Words
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.i18n.normalizer.interfaces import IURLNormalizer
from typing import Any
from zope.component import getUtility
from zope.i18n import translate


FOLDER = "alerts"


def folder() -> Any:
    """The folder of the site; None before the first alert."""
    site = api.portal.get()
    found = site.get(FOLDER)
    if IAlertFolder.providedBy(found):
        return found
    rows = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(portal_type="AlertFolder")
    return rows[0]._unrestrictedGetObject() if rows else None


def add(**values: Any) -> Any:
    """A new draft with the values of the schema, in a folder that is made when it is the first one."""
    site = api.portal.get()
    place = folder()
    if place is None:
        title = translate("Alerts", domain="communesplone", target_language=api.portal.get_default_language())
        with api.env.adopt_roles(["Manager"]):
            # No type for the menu of what can be added: nobody needs a second one.
            place = createContentInContainer(site, "AlertFolder", checkConstraints=False, id=FOLDER, title=title)
            if api.content.get_state(place, "") == "draft":
                api.content.transition(place, "publish")
    title = next(iter(values["texts"].values()))["title"]
    return api.content.create(place, "Alert", _name(place, title), **values)


def take(message: Message) -> Any:
    """A draft from a CAP message."""
    texts = {language: parts_of(words) for language, words in message.words.items()}
    return add(level=message.level, start=message.start, end=message.end, texts=texts, identifier=message.identifier)


def is_known(identifier: str) -> bool:
    """Whether there is an alert from this message, whatever its state."""
    rows = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(portal_type="Alert")
    return any(row.alert_facts.get("identifier") == identifier for row in rows if isinstance(row.alert_facts, dict))


def parts_of(words: Words) -> dict[str, str]:
    """Words as they are stored."""
    return {"title": words.title, "summary": words.summary, "text": words.text}


def _name(place: Any, title: str) -> str:
    start = getUtility(IURLNormalizer).normalize(title) or "alert"
    number = 1
    name = start
    while name in place:
        number += 1
        name = f"{start}-{number}"
    return name
