"""Procedure cards as an open table; from rows of the catalog. Programs find more of each in its CPSV-AP description."""

from collections.abc import Iterator
from communesplone import _
from communesplone.core import published
from communesplone.core.domain.data_set import Column
from communesplone.core.domain.data_set import Kind
from communesplone.core.domain.data_set import Often
from communesplone.core.interfaces import IDataSet
from communesplone.core.moments import today
from communesplone.requests.domain.card import Status
from communesplone.requests.domain.card import status_on
from plone import api
from zope.interface import implementer


DCT = "http://purl.org/dc/terms/"
SCHEMA = "https://schema.org/"
TYPE = "Procedure"
LANGUAGES = ("fr", "nl", "de", "en", "es")
FACETS = ("theme", "audience", "event")


@implementer(IDataSet)
class Procedures:
    """Published cards."""

    title = _("Procedures")
    description = _("What one can ask the commune for: title and summary in several languages, themes.")
    often = Often.IRREGULAR
    theme = "GOVE"
    located = False
    columns = (
        Column("id", _("Identifier"), means=f"{DCT}identifier"),
        Column("url", _("Address of the page"), Kind.ADDRESS, f"{SCHEMA}url"),
        *(Column(f"title_{language}", _("Title")) for language in LANGUAGES),
        *(Column(f"summary_{language}", _("Summary")) for language in LANGUAGES),
        Column("themes", _("Themes"), Kind.MANY),
        Column("audiences", _("For whom"), Kind.MANY, f"{SCHEMA}audience"),
        Column("life_events", _("Life events"), Kind.MANY),
        Column("online", _("Order on line"), Kind.TRUTH),
        Column("status", _("State")),
        Column("code", _("Code of the shared card")),
        Column("modified", _("Last changed"), Kind.MOMENT, f"{DCT}modified"),
    )

    def count(self, request) -> int:
        return published.count(portal_type=TYPE)

    def rows(self, request, start: int, size: int) -> Iterator[tuple]:
        first, day = api.portal.get_default_language().split("-")[0], today()
        for row in published.rows(start, size, portal_type=TYPE):
            known = row.card_status if isinstance(row.card_status, dict) and row.card_status else {}
            status = status_on(day, known["status"], known["until"]) if known else Status.NORMAL
            facets = row.card_facets if isinstance(row.card_facets, tuple | list) else ()
            yield (
                row.UID,
                row.getURL(),
                *_by_language(row.card_titles, row.Title, first),
                *_by_language(row.card_summaries, row.Description, first),
                *(tuple(one.split(":", 1)[1] for one in facets if one.startswith(f"{name}:")) for name in FACETS),
                bool(row.online),
                str(status),
                row.card_code or "",
                row.modified.asdatetime(),
            )


def _by_language(others, own: str, first: str) -> tuple[str, ...]:
    words = {**(others if isinstance(others, dict) else {}), first: own}
    return tuple(words.get(language, "") for language in LANGUAGES)
