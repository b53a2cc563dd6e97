"""`@@newsletter-write`: a letter is composed: words in each language of the site, themes, and what it tells."""

from communesplone import _
from communesplone.core.audit import api as audit
from communesplone.core.forms.base import AccessibleForm
from communesplone.core.forms.sent import drop_the_impossible
from communesplone.core.forms.sent import text_of
from communesplone.website.newsletter import gathering
from communesplone.website.newsletter import letters
from communesplone.website.newsletter.browser import fields
from communesplone.website.newsletter.domain.themes import Theme
from communesplone.website.newsletter.settings import languages
from communesplone.website.newsletter.settings import themes
from communesplone.website.newsletter.store import DRAFT
from plone import api
from z3c.form import button
from z3c.form.field import Fields
from z3c.form.group import Group
from zExceptions import NotFound
from zope import schema
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


LONGEST = {"title": 120, "intro": 5000}


def language_group(code: str, name: str, *, first: bool) -> type[Group]:
    """The words in one language; those of the first one are needed."""
    title = schema.TextLine(
        __name__=f"title_{code}",
        title=_("Title"),
        description=_("It is the subject of the mail too.") if first else "",
        required=first,
        max_length=LONGEST["title"],
    )
    intro = schema.Text(
        __name__=f"intro_{code}",
        title=_("Introduction"),
        description=_("An empty line begins a new paragraph.") if first else "",
        required=False,
        max_length=LONGEST["intro"],
    )
    hint = "" if first else _("Without a title, readers of this language get the letter in the first language.")

    class Words(Group):
        label = name
        description = hint
        ignoreContext = False

        def getContent(self) -> dict:
            return self.parentForm.getContent()

    Words.fields = Fields(title, intro)
    return Words


def item_field(theme: Theme, known: dict[str, str], language: str) -> schema.List:
    """What may be told on a theme; `known`: UID to title."""
    terms = [SimpleTerm(uid, uid, title) for uid, title in known.items()]
    return schema.List(
        __name__=f"items_{theme.id}",
        title=theme.title(language),
        value_type=schema.Choice(vocabulary=SimpleVocabulary(terms)),
        required=False,
        missing_value=[],
    )


class Write(AccessibleForm):
    """A new letter, or with `letter` in the address one that is a draft."""

    id = "newsletter-write"
    personal_page = True
    guard_leaving = True
    ignoreContext = False

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        wanted = text_of(self.request, "letter")
        self.letter = letters.find(wanted)
        if (wanted and self.letter is None) or (self.letter is not None and self.letter.state != DRAFT):
            raise NotFound("newsletter-write")
        return super().__call__()

    @property
    def label(self):
        return _("Change the letter") if self.letter is not None else _("New letter")

    @property
    def description(self):
        return _("It stays a draft until you send it on its own page, where you see it first.")

    @property
    def action(self) -> str:
        """Where the form is sent."""
        url = f"{self.context.absolute_url()}/@@newsletter-write"
        return f"{url}?letter={self.letter.id}" if self.letter is not None else url

    @property
    def back(self) -> str:
        return f"{self.context.absolute_url()}/@@newsletter-desk"

    back_title = _("Newsletter")

    def update(self) -> None:
        language = api.portal.get_current_language()
        self.known = {one.id: self._known(one, language) for one in themes()}
        words = [language_group(code, name, first=not place) for place, (code, name) in enumerate(languages())]
        self.groups = [*words, self._choice(language)]
        for group in self.groups:
            drop_the_impossible(self.request, group.fields)
        super().update()

    def _known(self, theme: Theme, language: str) -> dict[str, str]:
        """UID to title and day: what was chosen before, and what is new."""
        chosen = [uid for own, uid in self.letter.chosen if own == theme.id] if self.letter is not None else []
        rows = gathering.rows_of(chosen)
        found = [rows[uid] for uid in chosen if uid in rows] + gathering.proposals(theme, gathering.since())
        known = {}
        for row in found:
            item = gathering.item_of(row, language)
            title = f"{item.title} ({item.when})" if item.when else item.title
            known.setdefault(row.UID, f"{title} [{item.language}]" if item.language not in ("", language) else title)
        return known

    def _choice(self, language: str) -> type[Group]:
        wanted = [fields.themes_field(language, _("Themes: who gets it"))]
        offered = [item_field(one, self.known[one.id], language) for one in themes() if self.known[one.id]]

        class Choice(Group):
            label = _("What it tells")
            description = _(
                "Readers get the things of their own themes. What is new since the last letter is proposed."
            )
            ignoreContext = False

            def getContent(self) -> dict:
                return self.parentForm.getContent()

        Choice.fields = Fields(*wanted, *offered)
        return Choice

    def getContent(self) -> dict:
        letter = self.letter
        if letter is None:
            # What is new is chosen already: leaving something out is one click.
            found = {f"items_{theme}": list(known) for theme, known in self.known.items()}
            return {**found, "themes": [theme for theme, known in self.known.items() if known]}
        found = {"themes": [one for one in letter.themes if one in self.known]}
        for code, words in letter.texts.items():
            found.update({f"title_{code}": words.get("title"), f"intro_{code}": words.get("intro")})
        for theme, known in self.known.items():
            found[f"items_{theme}"] = [uid for own, uid in letter.chosen if own == theme and uid in known]
        return found

    @button.buttonAndHandler(_("Save and look at it"), name="save")
    def save(self, action):
        data, errors = self.extractData()
        if errors:
            return
        texts = {
            code: {"title": " ".join(data[f"title_{code}"].split()), "intro": data.get(f"intro_{code}") or ""}
            for code, _name in languages()
            if data.get(f"title_{code}")
        }
        letter = self.letter or letters.add(texts)
        letter.texts = texts
        letter.themes = tuple(data["themes"])
        letter.chosen = tuple(
            (theme, uid) for theme in self.known for uid in data.get(f"items_{theme}") or () if theme in letter.themes
        )
        audit.record("newsletter.written", f"letter:{letter.id}")
        self.request.response.redirect(f"{self.context.absolute_url()}/@@newsletter-letter?letter={letter.id}")
