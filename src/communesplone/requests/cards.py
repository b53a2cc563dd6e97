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
