"""ProcedureFolder: the catalogue of procedures, at `demarches`."""

from communesplone import _
from plone.dexterity.content import Container
from plone.supermodel import model
from zope import schema
from zope.interface import implementer


class IProcedureFolder(model.Schema):
    """A heading above the list of procedures."""

    title = schema.TextLine(title=_("Title"))
    description = schema.Text(title=_("Introduction"), required=False)


@implementer(IProcedureFolder)
class ProcedureFolder(Container):
    """Holds procedures only."""
