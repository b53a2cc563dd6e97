"""`@@waste-calendar`: an editor gives three tables, sees what is wrong or what comes out, stores all or nothing."""

from communesplone import _
from communesplone.core.audit import api as audit
from communesplone.core.forms.base import AccessibleForm
from communesplone.core.legal.api import say
from communesplone.core.moments import now
from communesplone.core.moments import today
from communesplone.website.waste import store
from communesplone.website.waste.domain.cells import decode
from communesplone.website.waste.domain.checking import sectors_of
from communesplone.website.waste.domain.model import EVERY_SECTOR
from communesplone.website.waste.domain.model import Table
from communesplone.website.waste.domain.reading import KINDS
from communesplone.website.waste.domain.reading import read
from communesplone.website.waste.domain.reading import RULES
from communesplone.website.waste.domain.reading import STREETS
from communesplone.website.waste.domain.streets import Streets
from communesplone.website.waste.domain.words import LANGUAGES
from communesplone.website.waste.domain.writing import kinds_text
from communesplone.website.waste.domain.writing import template
from communesplone.website.waste.showing import Showing
from plone import api
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from z3c.form.field import Fields
from z3c.form.group import Group
from zExceptions import NotFound
from zope import schema
from zope.component import getMultiAdapter
from zope.interface import Interface


LONGEST = 1_000_000  # signs of a table
SHOWN = 40  # mistakes of a table that are told at once
NEXT = 6
TITLES = {STREETS: _("Streets and sectors"), RULES: _("Collections"), KINDS: _("Kinds of waste")}
TABLE = _("The table")
FILE = _("Or a file")
FILE_HINT = _("A CSV file. It takes the place of what stands above.")


class IStreets(Interface):
    """Streets."""

    streets = schema.Text(title=TABLE, required=False, max_length=LONGEST)
    streets_file = schema.Bytes(title=FILE, description=FILE_HINT, required=False, max_length=4 * LONGEST)


class IRules(Interface):
    """Collections."""

    rules = schema.Text(title=TABLE, required=False, max_length=LONGEST)
    rules_file = schema.Bytes(title=FILE, description=FILE_HINT, required=False, max_length=4 * LONGEST)


class IKinds(Interface):
    """Kinds of waste."""

    kinds = schema.Text(title=TABLE, required=False, max_length=LONGEST)
    kinds_file = schema.Bytes(title=FILE, description=FILE_HINT, required=False, max_length=4 * LONGEST)


class TableGroup(Group):
    """One table: what is stored stands in it."""

    def getContent(self) -> dict:
        return self.parentForm.getContent()


class StreetsGroup(TableGroup):
    """Streets and parts of them."""

    fields = Fields(IStreets)
    label = TITLES[STREETS]
    description = _("One line for each street; several for one whose houses are in different sectors.")


class RulesGroup(TableGroup):
    """When what is collected."""

    fields = Fields(IRules)
    label = TITLES[RULES]
    description = _(
        "One line for each sector and kind of waste: a weekday every so many weeks from a day on, or dates. "
        "A change “25/12/2026” cancels a day, “25/12/2026 > 28/12/2026” moves it."
    )


class KindsGroup(TableGroup):
    """What goes where; may be left empty."""

    fields = Fields(IKinds)
    label = TITLES[KINDS]
    description = _("May stay empty: for names, bags and links of your own.")


class EditWaste(AccessibleForm):
    """One form; a file is put into the field, so that it is not lost when something is wrong with it."""

    template = ViewPageTemplateFile("editing.pt")
    id = "waste-calendar"
    label = _("Waste calendar")
    description = _(
        "Copy the tables from your spreadsheet, or choose CSV files. Nothing is stored before all is right."
    )
    groups = (StreetsGroup, RulesGroup, KindsGroup)
    fields = Fields()
    primary = "save"
    guard_leaving = True
    ignoreContext = False
    personal_page = True
    mistakes: tuple = ()
    preview: dict | None = None

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return super().__call__()

    def getContent(self) -> dict:
        return {**store.texts(), **{f"{name}_file": None for name in store.TABLES}}

    @property
    def language(self) -> str:
        return api.portal.get_current_language().partition("-")[0]

    def templates(self) -> list[dict]:
        """Tables to begin with."""
        return [
            {"title": TITLES[name], "url": f"{self.context.absolute_url()}/@@waste-table?name={name}"}
            for name in store.TABLES
        ]

    @button.buttonAndHandler(_("Store"), name="save")
    def save(self, action):
        """Store when all is right."""
        texts = self._texts()
        if texts is None or not self._checked(texts):
            return
        store.keep(texts, now())
        audit.record("waste.changed", "site:", details={name: len(text) for name, text in texts.items()})
        api.portal.show_message(_("The waste calendar is stored."), self.request)
        self.request.response.redirect(f"{self.context.absolute_url()}/@@waste")

    @button.buttonAndHandler(_("Check"), name="check")
    def check(self, action):
        """Say what is wrong, or show what comes out."""
        texts = self._texts()
        if texts is not None:
            self._checked(texts)

    def _texts(self) -> dict[str, str] | None:
        """The tables that were sent; None after an error that is told on the page."""
        data, errors = self.extractData()
        if errors:
            return None
        texts = {}
        for name in store.TABLES:
            sent = data.get(f"{name}_file")
            texts[name] = (decode(sent) if sent else data.get(name) or "").replace("\r\n", "\n")
            for group in self.groups:
                if name in group.widgets:
                    group.widgets[name].value = texts[name]
        return texts

    def _checked(self, texts: dict[str, str]) -> bool:
        table, wrong = read(*(texts[name] for name in store.TABLES), self.language)
        if wrong:
            self.mistakes = tuple(self._told(name, texts[name], wrong[name]) for name in store.TABLES if name in wrong)
            return False
        self.preview = self._preview(table)
        return True

    def _told(self, name: str, text: str, found: list) -> dict:
        """Mistakes of a table, each with its line."""
        lines = text.split("\n")
        group = next(group for group in self.groups if name in group.widgets)
        return {
            "title": TITLES[name],
            "target": group.widgets[name].id,
            "more": max(0, len(found) - SHOWN),
            "lines": [
                {
                    "text": say(one.sentence, self.request),
                    "line": lines[one.line - 1][:120] if one.line <= len(lines) else "",
                }
                for one in found[:SHOWN]
            ],
        }

    def _preview(self, table: Table) -> dict:
        """What would be stored: how many streets, and the next collections of each sector."""
        streets = Streets(table)
        showing = Showing(store.Known(table, streets, "", now()), self.request, self.language)
        sectors = sorted(sectors_of(table)) or sorted({row.sector for row in table.rows}) or [EVERY_SECTOR]
        return {
            "streets": len(streets.known),
            "sectors": [
                {
                    "title": sector,
                    "streets": len({row.key for row in table.rows if row.sector == sector}),
                    "days": showing.next_days(sector, today(), NEXT),
                }
                for sector in sectors
            ],
        }


class WasteTable(BrowserView):
    """`@@waste-table?name=streets`: a CSV file, what is stored or a few lines to begin with."""

    def __call__(self) -> bytes:
        name = self.request.form.get("name")
        if name not in store.TABLES:
            raise NotFound("waste-table")
        language = getMultiAdapter((self.context, self.request), name="light-frame").language.partition("-")[0]
        text = store.texts()[name] or self._first(name, language if language in LANGUAGES else "en")
        response = self.request.response
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        response.setHeader("Content-Disposition", f'attachment; filename="{name}.csv"')
        response.setHeader("Cache-Control", "private, no-store")
        # Spreadsheets take a file without the mark for Windows text.
        return b"\xef\xbb\xbf" + text.encode()

    @staticmethod
    def _first(name: str, language: str) -> str:
        return kinds_text(Table(), language) if name == KINDS else template(name, language, today().year + 1)
