"""What the forms of the newsletter ask."""

from communesplone import _
from communesplone.core.domain.contact import is_email
from communesplone.website.newsletter.settings import languages
from communesplone.website.newsletter.settings import themes
from z3c.form.field import Fields
from zope import schema
from zope.interface import Invalid
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


def an_address(value: str) -> bool:
    """Constraint: one e-mail address."""
    if not is_email(value.strip()):
        raise Invalid(_("This is not an e-mail address. Write it like name@example.org."))
    return True


def some(value: list) -> bool:
    """Constraint: at least one."""
    if not value:
        raise Invalid(_("Choose at least one theme."))
    return True


def address_field() -> schema.TextLine:
    """Where letters go."""
    return schema.TextLine(
        __name__="email",
        title=_("Your e-mail address"),
        description=_("We use it for this newsletter only, and give it to nobody."),
        max_length=254,
        constraint=an_address,
    )


WHICH = _("What would you like to read about?")


def themes_field(language: str, title=WHICH) -> schema.List:
    """One or several of the themes."""
    known = [SimpleTerm(one.id, one.id, one.title(language)) for one in themes()]
    return schema.List(
        __name__="themes",
        title=title,
        value_type=schema.Choice(vocabulary=SimpleVocabulary(known)),
        constraint=some,
    )


def language_field() -> schema.Choice:
    """In what language letters come."""
    known = [SimpleTerm(code, code, name) for code, name in languages()]
    return schema.Choice(__name__="language", title=_("Language of the letters"), vocabulary=SimpleVocabulary(known))


def choice_fields(language: str) -> Fields:
    """Themes, and the language where there is a choice."""
    found = Fields(themes_field(language))
    return found + Fields(language_field()) if len(languages()) > 1 else found
