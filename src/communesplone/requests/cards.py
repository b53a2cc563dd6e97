"""Reading cards in a language."""

from plone import api
from plone.app.uuid.utils import uuidToObject


def procedure_of(order):
    """The procedure an order was made with, or None when it was removed since."""
    if not order.procedure:
        return None
    return uuidToObject(order.procedure, unrestricted=True)


def title_in(order, language: str) -> str:
    """Title of what was ordered, in that language where the card has it."""
    procedure = procedure_of(order)
    if procedure is None:
        return order.procedure_title
    return procedure.text("title", language) or order.procedure_title


def procedures_folder():
    """The catalogue of procedures of the site (`demarches`), or None."""
    return api.portal.get().get("demarches")


def titles_of(ids, language: str) -> dict[str, str]:
    """Title in that language of each procedure with one of these ids; from the catalog's rows, in one query."""
    rows = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(portal_type="Procedure", getId=list(ids))
    return {row.getId: (row.card_titles or {}).get(language) or row.Title for row in rows}
