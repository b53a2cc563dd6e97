"""The card of a procedure."""

from communesplone import _
from communesplone.core import moments
from communesplone.core.cases.words import day_text
from communesplone.requests import checking
from communesplone.requests import facets
from communesplone.requests.browser.badges import badge
from communesplone.requests.browser.badges import card_title
from communesplone.requests.browser.counter import may_enter
from communesplone.requests.cards import procedures_folder
from communesplone.requests.domain import card
from communesplone.requests.domain import rows
from communesplone.requests.domain.schema_org import government_service
from communesplone.requests.domain.schema_org import script_text
from communesplone.requests.publication import service_of
from communesplone.requests.publication import tokens_of_channels
from plone import api
from plone.app.uuid.utils import uuidToObject
from plone.memoize.view import memoize
from Products.Five import BrowserView
from urllib.parse import urlsplit
from zope.i18n import translate


class ProcedureView(BrowserView):
    """A card, in the language of the page where it is translated; what is empty is left out."""

    light_page = True

    @property
    def language(self) -> str:
        return api.portal.get_current_language()

    def text(self, name: str):
        return self.context.text(name, self.language)

    def foreign(self, name: str) -> str | None:
        """The language to mark a text with, when it is not that of the page: it was not translated."""
        first = api.portal.get_default_language().split("-")[0]
        if self.language == first or self.context.translations.get(self.language, {}).get(name):
            return None
        return first

    def page_title(self) -> str:
        return self.text("title")

    def paragraphs(self, name: str) -> list[str]:
        """A text of several lines, line by line."""
        return [line.strip() for line in self.text(name).splitlines() if line.strip()]

    def steps(self) -> list[dict]:
        """Steps as heading and explanation, split at the first colon."""
        parts = (step.partition(":") for step in self.text("steps"))
        return [{"title": title.strip(), "text": _begin(text.strip())} for title, _colon, text in parts]

    def rows(self, name: str) -> list[rows.Row]:
        """A text of rows."""
        return rows.rows(self.text(name))

    def facts(self) -> list[dict]:
        """What people look for first, beside the text."""
        names = (("cost", _("Cost")), ("delay", _("How long it takes")))
        found = [
            {"title": title, "text": self.text(name), "lang": self.foreign(name)}
            for name, title in names
            if self.text(name)
        ]
        if self.context.languages:
            names = [facets.LANGUAGES[one] for one in self.context.languages if one in facets.LANGUAGES]
            spoken = ", ".join(translate(name, context=self.request) for name in names)
            found.append({"title": _("Languages"), "text": spoken, "lang": None})
        return found

    @memoize
    def badge(self) -> dict:
        """State of the service today, see `badges`."""
        found = badge(self.context.status, self.context.status_until, moments.today())
        return {**found, "reason": self.text("status_reason") if found["told"] else ""}

    def channels(self) -> list:
        """Ways to ask, in words."""
        return [facets.CHANNELS[token] for token in tokens_of_channels(self.context)]

    def json_ld(self) -> str:
        """The card as schema.org describes it, to stand in a script element."""
        related = [one["url"] for one in self.related()]
        found = service_of(self.context, moments.today(), self.unit(), related, (self.language,))
        return script_text(government_service(found, self.language))

    def appointment(self):
        """Whether one needs an appointment, in words; None when the card does not say."""
        return facets.APPOINTMENTS.get(self.context.appointment)

    def elsewhere(self) -> dict | None:
        """The page of another authority where it is asked, with the name of its host; None when it is asked here."""
        url = self.context.service_url
        return {"url": url, "host": urlsplit(url).hostname} if url and not self.context.online else None

    @property
    def may_enter(self) -> bool:
        """Whether to show the door to the counter's form."""
        return may_enter(self.context)

    @memoize
    def unit(self):
        """The responsible unit, or None."""
        return uuidToObject(self.context.unit, unrestricted=True) if self.context.unit else None

    def places(self) -> list[dict]:
        """Other services where it is asked, as far as the visitor may see them."""
        return self._linked(self.context.places)

    @memoize
    def related(self) -> list[dict]:
        """Related cards that the visitor may see."""
        return self._linked(self.context.related)

    def _linked(self, uids) -> list[dict]:
        if not uids:
            return []
        found = api.portal.get_tool("portal_catalog")(UID=list(uids), sort_on="sortable_title")
        return [{"title": card_title(row, self.language), "url": row.getURL()} for row in found]

    def themes(self) -> list[dict]:
        """Links to the other cards of the same themes."""
        folder = procedures_folder()
        if folder is None:
            return []
        url = folder.absolute_url()
        known = [one for one in self.context.themes or () if one in facets.THEMES]
        return [{"title": facets.THEMES[one], "url": f"{url}?theme={one}"} for one in known]

    def changed(self) -> str:
        """Day of the last change."""
        return day_text(self.context.modified().asdatetime().date())

    # For those who look after the card

    @property
    def may_edit(self) -> bool:
        return api.user.has_permission("Modify portal content", obj=self.context)

    def upkeep(self) -> dict:
        """The checklist: what is missing, how complete it is, when it is to be read again and who keeps it."""
        lack = checking.lack_of(self.context)
        state = card.upkeep(self.context.review_date, moments.today())
        return {
            "share": lack.share,
            "needed": checking.titles(lack.needed),
            "advised": checking.titles(lack.advised),
            "state": checking.UPKEEP[state],
            "is_due": state is not card.Upkeep.GOOD,
            "review": day_text(self.context.review_date),
            "owner": self.context.card_owner or "",
        }


def _begin(text: str) -> str:
    """What stood after a colon begins a line now."""
    return text[:1].upper() + text[1:]
