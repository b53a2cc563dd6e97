"""`@@case-statistics`: how many cases, how fast, how often in time; and the same as a file for a spreadsheet."""

from communesplone import _
from communesplone.core import charts
from communesplone.core.cases import people
from communesplone.core.cases.browser.sheet import send_sheet
from communesplone.core.cases.catalog import fold
from communesplone.core.cases.statistics import ALL
from communesplone.core.cases.statistics import Choice
from communesplone.core.cases.statistics import PERIODS
from communesplone.core.cases.statistics import Statistics
from communesplone.core.domain.figures import FEWEST
from communesplone.core.domain.figures import Figures
from communesplone.core.moments import today
from plone import api
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from zope.i18n import translate


NONE = "—"
NO_UNIT = _("No service")
PERIOD_TITLES = {"3": _("Last 3 months"), "12": _("Last 12 months"), "24": _("Last 24 months")}
# Of each group: what the tables and the file say, in this order.
MEASURES = {
    "received": _("Received"),
    "finished": _("Finished"),
    "refused": _("Refused"),
    "withdrawn": _("Withdrawn"),
    "median": _("Median, working days"),
    "ninetieth": _("9 of 10 within, working days"),
    "share": _("In time, per cent"),
    "open": _("Open now"),
    "late": _("Late now"),
}


class _StatisticsBase(BrowserView):
    """The figures of the choice in the address."""

    def read(self) -> None:
        self.choice = Choice.from_form(self.request.form)
        self.statistics = Statistics(self.choice, today())
        self.report = self.statistics.report()
        self.months = self.statistics.months()
        self.kinds = self.statistics.kinds()

    def say(self, message) -> str:
        return translate(message, context=self.request)

    def month_words(self, month: int, short: bool = False) -> str:
        """Name of a month (or year) in the language of the page; the short one stands below a chart."""
        if self.statistics.by_year:
            return str(month // 12)
        tool = api.portal.get_tool("translation_service")
        name = tool.month_msgid(month % 12 + 1, "a" if short else "")
        words = translate(name, domain="plonelocales", context=self.request, default=str(month % 12 + 1))
        return words if short else f"{words} {month // 12}"

    def unit_words(self, uid: str) -> str:
        return self.statistics.units.get(uid) or self.say(NO_UNIT)

    def kind_words(self, kind: str) -> str:
        return self.kinds.get(kind, kind)

    def by_month(self) -> list[tuple[int, Figures]]:
        return [(month, self.report.months.get(month, Figures())) for month in self.months]

    def by_unit(self) -> list[tuple[str, Figures]]:
        return self._named(self.report.units, self.unit_words)

    def by_kind(self) -> list[tuple[str, Figures]]:
        return self._named(self.report.kinds, self.kind_words)

    def _named(self, parts: dict, words) -> list[tuple[str, Figures]]:
        """Title and figures, by title; what has the same title (removed units) is kept apart."""
        return sorted(((words(key), figures) for key, figures in parts.items()), key=lambda one: fold(one[0]))


def number(value) -> str:
    """A number of a table with the decimal sign of the page's language; a dash where there is none."""
    if value is None:
        return NONE
    point = "." if api.portal.get_current_language().startswith("en") else ","
    return f"{value:g}".replace(".", point)


class StatisticsView(_StatisticsBase):
    """For the people of the units, about their units; without names for whoever directs none of them."""

    light_page = True
    personal_page = True
    page_title = _("Statistics")
    template = ViewPageTemplateFile("statistics.pt")
    fewest = FEWEST

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.read()
        return self.template()

    @property
    def site_url(self) -> str:
        return api.portal.get().absolute_url()

    def csv_url(self) -> str:
        return f"{self.site_url}/@@case-statistics-csv?{urlencode(self.choice.form())}"

    # Choice

    def period_options(self) -> list[dict]:
        titles = [(name, PERIOD_TITLES[name]) for name in PERIODS]
        titles += [(str(year), str(year)) for year in self.statistics.years()] + [(ALL, _("All years"))]
        return self._options(titles, self.choice.period)

    def unit_options(self) -> list[dict]:
        return self._options([(uid, self.unit_words(uid)) for uid in self.statistics.units], self.choice.unit)

    def type_options(self) -> list[dict]:
        return self._options(list(self.kinds.items()), self.choice.type)

    def _options(self, titles: list[tuple], chosen: str) -> list[dict]:
        return [
            {"value": value, "title": title, "selected": "selected" if value == chosen else None}
            for value, title in titles
        ]

    # Numbers

    def cards(self) -> list[dict]:
        """The figures on top: number, words, css class."""
        total = self.report.total
        named = (
            (number(total.received), _("received")),
            (number(total.finished), _("finished")),
            (number(total.median), _("working days, median")),
            (number(total.ninetieth), _("working days for 9 of 10")),
            (NONE if total.share is None else f"{total.share} %", _("answered in time")),
            (number(total.refused), _("refused")),
            (number(total.open), _("open now")),
            (number(total.late), _("late now")),
        )
        return [{"number": value, "words": words} for value, words in named]

    def charts(self) -> list[dict]:
        """Chart and table by month: heading, svg, head and rows of the table."""
        return [
            self._monthly("volume", _("Received and finished"), "received", "finished"),
            self._monthly("delay", _("Working days to an answer"), "median", "ninetieth"),
            self._monthly("share", _("Answered in time, per cent"), "share"),
        ]

    def _monthly(self, key: str, title, *names: str) -> dict:
        rows = self.by_month()
        series = [
            charts.Series(self.say(MEASURES[name]), tuple(getattr(figures, name) for _month, figures in rows), form)
            for name, form in zip(names, ("full", "hollow"), strict=False)
        ]
        labels = [self.month_words(month, short=True) for month, _figures in rows]
        edges = {"first": self.month_words(rows[0][0]), "last": self.month_words(rows[-1][0])}
        told = self.say(
            _("By year, from ${first} to ${last}. The table beside it has the same numbers.", mapping=edges)
            if self.statistics.by_year
            else _("By month, from ${first} to ${last}. The table beside it has the same numbers.", mapping=edges)
        )
        return {
            "key": key,
            "title": title,
            "svg": charts.columns(key, self.say(title), told, labels, series),
            "legend": [{"title": one.title, "form": one.form} for one in series] if len(series) > 1 else [],
            "heads": [MEASURES[name] for name in names],
            "rows": [
                (self.month_words(month), [number(getattr(figures, name)) for name in names]) for month, figures in rows
            ],
        }

    def groups(self) -> list[dict]:
        """Chart and table by kind of case and by unit, each where there is more than one."""
        found = [self._group("kinds", _("By kind of case"), _("Kind of case"), self.by_kind())]
        if len(self.report.units) > 1:
            found.append(self._group("units", _("By service"), _("Service"), self.by_unit()))
        return [group for group in found if group["rows"]]

    def _group(self, key: str, title, head, parts: list[tuple[str, Figures]]) -> dict:
        told = self.say(_("Finished cases of the period. The table below has the same numbers and more."))
        labels, values = [words for words, _figures in parts], [figures.finished for _words, figures in parts]
        return {
            "title": title,
            "svg": charts.bars(key, f"{self.say(title)}: {self.say(MEASURES['finished'])}", told, labels, values),
            "head": head,
            "heads": list(MEASURES.values()),
            "rows": [(words, [number(getattr(figures, name)) for name in MEASURES]) for words, figures in parts],
        }

    def people(self) -> list[tuple[str, int, int]]:
        """Name, finished, open of who is in charge, by name: to spread the work. No delays, no order by numbers."""
        found = self.report.people
        rows = [
            (people.full_name(user) or self.say(_("Nobody in charge")), finished, still_open)
            for user, (finished, still_open) in found.items()
            if finished or still_open
        ]
        return sorted(rows, key=lambda row: fold(row[0]))


class StatisticsCsv(_StatisticsBase):
    """The tables of the page in one file, without persons."""

    def __call__(self) -> bytes:
        self.read()
        return send_sheet(self.request, f"statistics-{today().isoformat()}", self._rows())

    def _rows(self):
        yield [self.say(word) for word in (_("Group"), _("Name"), *MEASURES.values())]
        yield self._row(_("All"), "", self.report.total)
        for month, figures in self.by_month():
            words = str(month // 12) if self.statistics.by_year else f"{month // 12}-{month % 12 + 1:02d}"
            yield self._row(_("Year") if self.statistics.by_year else _("Month"), words, figures, monthly=True)
        for words, figures in self.by_unit():
            yield self._row(_("Service"), words, figures)
        for words, figures in self.by_kind():
            yield self._row(_("Kind of case"), words, figures)

    def _row(self, group, name: str, figures: Figures, monthly: bool = False) -> list:
        """``monthly``: open and late are numbers of today and belong to no month."""
        left_out = ("open", "late") if monthly else ()
        values = [None if measure in left_out else getattr(figures, measure) for measure in MEASURES]
        return [self.say(group), name, *values]
