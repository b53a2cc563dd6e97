"""Services of the town hall as an open table: where, how to reach, when open; from rows of the catalog."""

from collections.abc import Iterator
from communesplone import _
from communesplone.core import published
from communesplone.core.domain.data_set import Column
from communesplone.core.domain.data_set import Kind
from communesplone.core.domain.data_set import Often
from communesplone.core.hours import places
from communesplone.core.hours.domain.osm import opening_hours
from communesplone.core.interfaces import IDataSet
from zope.interface import implementer


DCT = "http://purl.org/dc/terms/"
SCHEMA = "https://schema.org/"
TYPE = "Unit"


@implementer(IDataSet)
class Offices:
    """Every unit that everybody may see."""

    title = _("Services and opening hours")
    description = _("Services of the town hall with address, telephone, e-mail and opening hours (OpenStreetMap form).")
    often = Often.IRREGULAR
    theme = "GOVE"
    located = False
    columns = (
        Column("id", _("Identifier"), means=f"{DCT}identifier"),
        Column("title", _("Title"), means=f"{DCT}title"),
        Column("description", _("Description"), means=f"{DCT}description"),
        Column("url", _("Address of the page"), Kind.ADDRESS, f"{SCHEMA}url"),
        Column("address", _("Address"), means=f"{SCHEMA}address"),
        Column("phone", _("Telephone"), means=f"{SCHEMA}telephone"),
        Column("email", _("E-mail"), means=f"{SCHEMA}email"),
        Column("access", _("Access"), means=f"{SCHEMA}accessibilitySummary"),
        Column("opening_hours", _("Opening hours"), means=f"{SCHEMA}openingHours"),
        Column("phone_hours", _("Hours by telephone")),
        Column("modified", _("Last changed"), Kind.MOMENT, f"{DCT}modified"),
    )

    def count(self, request) -> int:
        return published.count(portal_type=TYPE)

    def rows(self, request, start: int, size: int) -> Iterator[tuple]:
        for row in published.rows(start, size, portal_type=TYPE):
            facts = row.contact_facts if isinstance(row.contact_facts, dict) else {}
            hours = places.of_row(row)
            yield (
                row.UID,
                row.Title,
                row.Description,
                row.getURL(),
                facts.get("address", ""),
                facts.get("phone", ""),
                facts.get("email", ""),
                facts.get("access", ""),
                _hours(hours.get("desk")),
                _hours(hours.get("phone")),
                row.modified.asdatetime(),
            )


def _hours(found) -> str:
    return opening_hours(found.hours.schedule) if found is not None else ""
