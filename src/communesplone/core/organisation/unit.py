"""Unit: a service of the town hall, with its contact points; units nest."""

from communesplone import _
from communesplone.core.fields.types import Email
from communesplone.core.interfaces import IUnit
from communesplone.core.organisation import groups
from plone import api
from plone.autoform import directives
from plone.dexterity.content import Container
from plone.supermodel import model
from zope import schema
from zope.interface import implementer


class IUnitSchema(model.Schema):
    """What the public sees of a unit, and who works in it."""

    title = schema.TextLine(title=_("Name of the service"))
    description = schema.Text(
        title=_("What the service does"), description=_("One or two plain sentences."), required=False
    )
    address = schema.Text(title=_("Address"), description=_("As on an envelope, one line each."), required=False)
    phone = schema.TextLine(title=_("Telephone"), required=False)
    email = Email(title=_("E-mail"), required=False)
    access = schema.TextLine(
        title=_("Access"),
        description=_("For wheelchairs and prams: step-free entrance, low counter, lift."),
        required=False,
    )
    hours = schema.Text(
        title=_("Remark on the opening hours"),
        description=_("Shown below the hours, which have a page of their own: “Opening hours”."),
        required=False,
    )

    model.fieldset("staff", label=_("Staff"), fields=["clerks", "heads", "signers"])
    # Names to log in with are nobody's business, in services for programs either.
    directives.read_permission(
        clerks="plone.app.controlpanel.UsersAndGroups",
        heads="plone.app.controlpanel.UsersAndGroups",
        signers="plone.app.controlpanel.UsersAndGroups",
    )
    # An editor who put himself among them would read every order.
    directives.write_permission(
        clerks="plone.app.controlpanel.UsersAndGroups",
        heads="plone.app.controlpanel.UsersAndGroups",
        signers="plone.app.controlpanel.UsersAndGroups",
    )
    clerks = schema.Tuple(
        title=_("Clerks"),
        description=_("They see and handle the cases of this unit."),
        value_type=schema.Choice(vocabulary="plone.app.vocabularies.Users"),
        required=False,
        missing_value=(),
    )
    heads = schema.Tuple(
        title=_("Heads of the service"),
        description=_("They also hand cases over to other people and reopen refused ones."),
        value_type=schema.Choice(vocabulary="plone.app.vocabularies.Users"),
        required=False,
        missing_value=(),
    )
    signers = schema.Tuple(
        title=_("Signing officers"),
        description=_("They approve the documents that this unit issues."),
        value_type=schema.Choice(vocabulary="plone.app.vocabularies.Users"),
        required=False,
        missing_value=(),
    )


def _staff(kind: str):
    def read(unit):
        return tuple(groups.members(api.content.get_uuid(unit), kind))

    def write(unit, user_ids):
        groups.make_groups(unit)
        groups.set_members(unit, kind, user_ids)

    return property(read, write)


@implementer(IUnit, IUnitSchema)
class Unit(Container):
    """The members of the three groups are the staff; nothing is kept twice."""

    clerks = _staff("clerks")
    heads = _staff("heads")
    signers = _staff("signers")
