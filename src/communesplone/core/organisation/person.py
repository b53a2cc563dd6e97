"""Person: somebody who works for the commune, with functions and contact."""

from communesplone import _
from communesplone.core.fields.types import Email
from communesplone.core.interfaces import IPerson
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.supermodel import model
from zope import schema
from zope.interface import implementer


class IPersonSchema(model.Schema):
    """A person as the commune presents one."""

    first_name = schema.TextLine(title=_("First name"))
    last_name = schema.TextLine(title=_("Last name"))
    directives.write_permission(first_name="communesplone.core.NamePerson", last_name="communesplone.core.NamePerson")
    functions = schema.Tuple(
        title=_("Functions"),
        description=_("One per line, e.g. Officer of the civil register."),
        value_type=schema.TextLine(),
        required=False,
        missing_value=(),
    )
    units = schema.Tuple(
        title=_("Units"),
        value_type=schema.Choice(vocabulary="communesplone.core.units"),
        required=False,
        missing_value=(),
    )
    phone = schema.TextLine(title=_("Telephone"), required=False)
    email = Email(title=_("E-mail"), required=False)
    directives.read_permission(user_id="plone.app.controlpanel.UsersAndGroups")
    directives.write_permission(user_id="plone.app.controlpanel.UsersAndGroups")
    user_id = schema.TextLine(
        title=_("User name"),
        description=_("The account of this person, when there is one: a signature on a document takes the name here."),
        required=False,
    )


@implementer(IPerson, IPersonSchema)
class Person(Item):
    """The title is the name."""

    first_name = ""
    last_name = ""
    user_id = None

    @property
    def _CommunesPlone__Name_person_Permission(self):
        """Who may change a name that certificates are signed with; an empty list leaves it to the site."""
        return ("Manager", "Site Administrator") if self.user_id else []

    @property
    def title(self):
        return f"{self.first_name} {self.last_name}".strip()

    @title.setter
    def title(self, value):
        pass
