"""The report of a check as one HTML file that needs nothing else."""

from collections.abc import Callable
from communesplone import _
from communesplone.website.site_check.validator.report import Finding
from communesplone.website.site_check.validator.report import LEVELS
from communesplone.website.site_check.validator.report import Report
from communesplone.website.site_check.validator.rules import AREAS
from communesplone.website.site_check.validator.rules import RULES
from html import escape


Say = Callable[[str], str]
MOST_SHOWN = 50
WORDS = {
    "error": _("Errors"),
    "warning": _("Warnings"),
    "note": _("Notes"),
}
SKIPPED = {
    "axe": _("What only a browser sees (contrast, focus, names that scripts make) was not looked at."),
    "cpsv": _("Descriptions of procedures were not compared with the shapes of CPSV-AP."),
    "outside": _("Links to other sites were not tried."),
    "fresh": _("There is no site map with dates: nothing is known of stale pages."),
    "pages": _("The site has more pages than were read."),
}
STYLE = """
:root { color-scheme: light dark; --line: #c9d1d6; }
body { font: 1rem/1.55 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: .35rem .8rem; border-bottom: 1px solid var(--line); }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
section { border: 1px solid var(--line); border-radius: .5rem; padding: .25rem 1rem 1rem; margin: 1rem 0; }
.level { font-size: .85rem; border: 1px solid; border-radius: 1rem; padding: .1rem .6rem; }
.error { color: light-dark(#a3201d, #ff9d94); } .warning { color: light-dark(#7a4b00, #f2c063); }
li { overflow-wrap: anywhere; }
"""


def html(report: Report, say: Say = str, language: str = "en") -> str:
    """The whole report in the language that `say` translates messages to."""
    title = f"{escape(say(_('Check of the site')))}: {escape(report.site)}"
    parts = [
        f'<!DOCTYPE html><html lang="{escape(language)}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>",
        f"<p>{escape(report.moment)} · {report.pages} {escape(say(_('pages')))} · {report.requests} ",
        f"{escape(say(_('requests')))}</p>",
        _table(report, say),
        *[f"<p>{escape(say(SKIPPED[name]))}</p>" for name in report.skipped if name in SKIPPED],
        *[_section(rule, found, say) for rule, found in report.by_rule()],
        "</main></body></html>",
    ]
    return "\n".join(parts)


def _table(report: Report, say: Say) -> str:
    head = "".join(f'<th scope="col">{escape(say(WORDS[level]))}</th>' for level in LEVELS)
    rows = "".join(
        f'<tr><th scope="row">{escape(say(AREAS[area]))}</th>'
        + "".join(f'<td class="n">{counts[level]}</td>' for level in LEVELS)
        + "</tr>"
        for area, counts in report.areas().items()
    )
    return f"<table><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _section(rule: str, found: list[Finding], say: Say) -> str:
    known = RULES[rule]
    lines = "".join(
        f'<li><a href="{escape(one.page)}">{escape(one.page)}</a>{f": {escape(one.detail)}" if one.detail else ""}</li>'
        for one in found[:MOST_SHOWN]
    )
    rest = len(found) - MOST_SHOWN
    more = f"<p>+ {rest}</p>" if rest > 0 else ""
    return (
        f'<section><h2>{escape(say(known.title))} <span class="level {known.level}">{len(found)}</span></h2>'
        f"<p>{escape(say(known.advice))}</p><ul>{lines}</ul>{more}</section>"
    )
