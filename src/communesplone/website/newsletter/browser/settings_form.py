"""`@@newsletter-settings`: the themes, one group of fields for each, and two for new ones."""

from communesplone import _
from communesplone.core.audit import api as audit
from communesplone.core.forms.base import AccessibleForm
from communesplone.core.forms.sent import drop_the_impossible
from communesplone.website.newsletter.domain.themes import from_plain
from communesplone.website.newsletter.domain.themes import LONGEST
from communesplone.website.newsletter.domain.themes import MOST
from communesplone.website.newsletter.domain.themes import new_id
from communesplone.website.newsletter.domain.themes import NEWS
from communesplone.website.newsletter.domain.themes import SOURCES
from communesplone.website.newsletter.domain.themes import Theme
from communesplone.website.newsletter.domain.themes import to_plain
from communesplone.website.newsletter.settings import INewsletterSettings
from communesplone.website.newsletter.settings import languages
from communesplone.website.newsletter.settings import settings
from communesplone.website.newsletter.words import SOURCES as SOURCE_NAMES
from plone import api
from plone.i18n.normalizer.interfaces import IURLNormalizer
from z3c.form import button
from z3c.form.field import Fields
from z3c.form.group import Group
from zope import schema
from zope.component import getUtility
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


EMPTY = 2  # groups for new themes
SOURCE_TERMS = SimpleVocabulary([SimpleTerm(one, one or "by_hand", SOURCE_NAMES[one]) for one in SOURCES])


def theme_group(place: int, known: list[tuple[str, str]], *, is_new: bool) -> type[Group]:
    """The fields of one theme."""
    several = len(known) > 1
    titles = [
        schema.TextLine(
            __name__=f"title_{code}_{place}",
            title=_("Name (${language})", mapping={"language": name}) if several else _("Name"),
            description=_("Empty: the theme is taken away.") if not number and not is_new else "",
            required=False,
            max_length=LONGEST,
        )
        for number, (code, name) in enumerate(known)
    ]
    source = schema.Choice(
        __name__=f"source_{place}",
        title=_("What is proposed for a letter"),
        vocabulary=SOURCE_TERMS,
        default=NEWS,
    )
    keyword = schema.TextLine(
        __name__=f"keyword_{place}",
        title=_("Keyword"),
        description=_("Only what carries this keyword is proposed. Empty: everything."),
        required=False,
        max_length=LONGEST,
    )

    class OneTheme(Group):
        label = _("New theme") if is_new else _("Theme ${number}", mapping={"number": place + 1})
        ignoreContext = False

        def getContent(self) -> dict:
            return self.parentForm.getContent()

    OneTheme.fields = Fields(*titles, source, keyword)
    return OneTheme


class NewsletterSettings(AccessibleForm):
    """Themes keep their id when they are renamed, so that readers keep them too."""

    id = "newsletter-settings"
    label = _("Newsletter: themes and settings")
    description = _("Readers choose from these themes. Without a theme there is no newsletter.")
    ignoreContext = False
    personal_page = True
    back_title = _("Newsletter")

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return super().__call__()

    @property
    def back(self) -> str:
        return f"{self.context.absolute_url()}/@@newsletter-desk"

    def update(self) -> None:
        self.known = from_plain(settings().themes or ())
        self.languages = languages()
        self.fields = Fields(INewsletterSettings).omit("themes")
        places = min(len(self.known) + EMPTY, MOST)
        self.groups = [theme_group(one, self.languages, is_new=one >= len(self.known)) for one in range(places)]
        for group in self.groups:
            drop_the_impossible(self.request, group.fields)
        super().update()

    def getContent(self) -> dict:
        kept = settings()
        found = {"reply_to": kept.reply_to, "days": kept.days}
        for place, theme in enumerate(self.known):
            found.update({f"title_{code}_{place}": theme.titles.get(code) for code, _name in self.languages})
            found.update({f"source_{place}": theme.source, f"keyword_{place}": theme.keyword or None})
        for place in range(len(self.known), MOST):
            found[f"source_{place}"] = NEWS
        return found

    @button.buttonAndHandler(_("Save"), name="save")
    def save(self, action):
        data, errors = self.extractData()
        if errors:
            return
        kept = settings()
        kept.themes = [to_plain(theme) for theme in self._themes(data)]
        kept.reply_to, kept.days = data.get("reply_to") or None, data["days"]
        audit.record("newsletter.settings_changed", "site:")
        api.portal.show_message(_("The settings are stored."), self.request)
        self.request.response.redirect(f"{self.context.absolute_url()}/@@newsletter-settings")

    def _themes(self, data: dict) -> list[Theme]:
        found: list[Theme] = []
        for place in range(len(self.groups)):
            titles = {code: " ".join((data.get(f"title_{code}_{place}") or "").split()) for code, _n in self.languages}
            old = self.known[place] if place < len(self.known) else None
            if not any(titles.values()):
                continue
            # A language that the site does not show now keeps its name.
            kept = {code: text for code, text in (old.titles if old else {}).items() if code not in titles}
            named = {**{code: text for code, text in titles.items() if text}, **kept}
            taken = [one.id for one in (*self.known, *found)]
            own = old.id if old else new_id(_plain_id(next(iter(named.values()))), taken)
            found.append(Theme(own, named, data[f"source_{place}"] or "", data.get(f"keyword_{place}") or ""))
        return found


def _plain_id(title: str) -> str:
    return getUtility(IURLNormalizer).normalize(title) or "theme"
