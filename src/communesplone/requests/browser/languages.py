"""The texts of a card in the other languages of the site."""

from communesplone import _
from communesplone.core.forms.base import AccessibleForm
from communesplone.core.forms.sent import text_of
from communesplone.requests.content.procedure import IProcedure
from communesplone.requests.content.procedure import TEXTS
from communesplone.requests.subscribers import note
from plone import api
from plone.i18n.locales.languages import _languagelist
from z3c.form import button
from z3c.form.field import Fields


class CardLanguages(AccessibleForm):
    """One language at a time; an empty text falls back to the first language."""

    light_page = False
    ignoreContext = False
    id = "card-languages"
    description = _("What you leave empty is shown in the first language of the site.")

    @property
    def languages(self) -> list[str]:
        """Languages of the site besides the first."""
        first = api.portal.get_default_language()
        known = api.portal.get_registry_record("plone.available_languages") or []
        return [language for language in known if language != first]

    @property
    def target(self) -> str:
        """The language being edited."""
        asked = text_of(self.request, "in")
        return asked if asked in self.languages else next(iter(self.languages), "")

    @property
    def label(self):
        name = _languagelist.get(self.target, {}).get("native", self.target)
        return _("${title} in ${language}", mapping={"title": self.context.title, "language": name})

    @property
    def action(self):
        return f"{self.context.absolute_url()}/@@card-languages?in={self.target}"

    def update(self):
        self.fields = Fields(IProcedure).select(*TEXTS)
        super().update()

    def updateWidgets(self, prefix=None):
        super().updateWidgets(prefix)
        for widget in self.widgets.values():
            widget.required = False

    def getContent(self):
        kept = self.context.translations.get(self.target, {})
        return {name: kept.get(name, IProcedure[name].missing_value) for name in TEXTS}

    ignoreRequiredOnExtract = True

    @button.buttonAndHandler(_("Save"), name="save")
    def handle_save(self, action):
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        self.context.say(self.target, data)
        note("procedure.changed", self.context, language=self.target)
        self.context.reindexObject()
        api.portal.show_message(_("The texts are saved."), self.request)
        self.request.response.redirect(self.action)
