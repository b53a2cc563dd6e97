"""The document templates that an order may be made with."""

from communesplone.requests.cards import procedure_of
from plone.app.uuid.utils import uuidToObject


def templates_for(order) -> list[dict]:
    """Templates of the order's procedure (uid, title, language, object), the citizen's language first.

    Read without permission check: clerks use templates, only Managers see and edit them (an expression is Python).
    """
    procedure = procedure_of(order)
    if procedure is None:
        return []
    found = []
    for uid in procedure.templates or ():
        template = uuidToObject(uid, unrestricted=True)
        if template is not None:
            language = template.language or order.language
            found.append({"uid": uid, "title": template.title, "language": language, "object": template})
    return sorted(found, key=lambda one: one["language"] != order.language)
