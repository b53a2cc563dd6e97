"""Remark: what a visitor says about a page; a case without a person."""

from Acquisition import aq_chain
from communesplone import _
from communesplone.core.cases import store
from communesplone.core.cases.case import Case
from communesplone.core.domain import references
from communesplone.core.interfaces import ICaseHandler
from communesplone.core.interfaces import IUnit
from communesplone.core.keys import site_keys
from communesplone.core.retention.personal import PersonalData
from communesplone.website.feedback import settings
from datetime import datetime
from plone import api
from plone.dexterity.utils import createContent
from plone.supermodel import model
from secrets import token_hex
from zope.component import adapter
from zope.interface import implementer


CODE = "REM"
KIND = "page"


class IRemark(model.Schema):
    """Nothing of a remark is edited through stock forms or read through stock services."""


@implementer(IRemark)
class Remark(Case):
    """`page`: path below the site; `text`: the visitor's words, never who he is."""

    handler = CODE
    page = ""
    page_title = ""
    text = ""
    submitted_at = None


@implementer(ICaseHandler)
@adapter(Remark)
class RemarkHandler:
    """What the queue shows. There is no applicant: nobody is answered."""

    title = _("Remark about a page")
    kind = KIND
    view_name = "remark-desk"
    citizen_url = ""

    def __init__(self, remark):
        self.remark = remark

    def title_in(self, language: str) -> str:
        return api.portal.translate(self.title, lang=language)


@adapter(Remark)
class RemarkPersonalData(PersonalData):
    """The words go, the page stays."""

    stays = PersonalData.stays | {"page", "page_title", "submitted_at"}


def make(content, page: str, title: str, text: str, language: str, now: datetime) -> Remark:
    """File a remark about a page; `content` is what the page shows, its unit reads the remark."""
    remark = createContent(
        "Remark",
        page=page,
        page_title=title,
        text=text,
        unit=unit_of(content),
        language=language,
        # The queue shows and finds a case by this name; a remark has that of its page.
        applicant_name=title,
        submitted=now.date(),
        submitted_at=now,
    )
    remark.reference = _free_reference()
    return store.put(remark)


def unit_of(content) -> str:
    """The unit whose page it is: itself, its own `unit`, the one of a folder above, the one of the settings."""
    for one in aq_chain(content):
        if IUnit.providedBy(one):
            return api.content.get_uuid(one)
        own = getattr(getattr(one, "aq_base", one), "unit", None)
        if isinstance(own, str) and own:
            return own
    return settings.usual_unit()


def _free_reference() -> str:
    key = site_keys()[0]
    while True:
        reference = references.derive(key, token_hex(16))
        if store.find(reference) is None:
            return reference
