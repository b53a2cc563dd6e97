"""Alert, and the folder `alerts` that holds them."""

from communesplone import _
from communesplone.website.alerts.domain.rules import fault_of_times
from communesplone.website.alerts.domain.rules import fault_of_words
from communesplone.website.alerts.domain.rules import INFORMATION
from communesplone.website.alerts.domain.rules import LEVELS
from communesplone.website.alerts.domain.rules import Words
from communesplone.website.alerts.words import LEVEL_NAMES
from communesplone.website.alerts.words import TIMES
from communesplone.website.alerts.words import WORDS
from plone.dexterity.content import Container
from plone.dexterity.content import Item
from plone.supermodel import model
from zope import schema
from zope.interface import implementer
from zope.interface import Interface
from zope.interface import Invalid
from zope.interface import invariant
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


LEVEL_TERMS = SimpleVocabulary([SimpleTerm(name, name, LEVEL_NAMES[name]) for name in LEVELS])
PARTS = ("title", "summary", "text")


class IAlertFolderSchema(model.Schema):
    """A heading."""

    title = schema.TextLine(title=_("Title"))


class IAlertFolder(Interface):
    """Holds alerts only."""


@implementer(IAlertFolder, IAlertFolderSchema)
class AlertFolder(Container):
    """Made with the first alert."""


class IAlert(model.Schema):
    """What everybody must know, from a moment until another."""

    level = schema.Choice(title=_("Kind"), vocabulary=LEVEL_TERMS, default=INFORMATION)
    start = schema.Datetime(title=_("Begins"))
    end = schema.Datetime(title=_("Ends"))
    section = schema.TextLine(
        title=_("Section"),
        description=_("UID of the folder whose pages show it; empty: all pages."),
        required=False,
        default="",
    )
    texts = schema.Dict(
        title=_("Words"),
        description=_("By language: title, summary, text. The first one is the language it was written in."),
        key_type=schema.ASCIILine(),
        value_type=schema.Dict(key_type=schema.ASCIILine(), value_type=schema.Text()),
    )
    identifier = schema.TextLine(
        title=_("Identifier of the message it was made from"), required=False, readonly=False, default=""
    )

    @invariant
    def times_fit(data) -> None:
        """Aware moments, the end after the start and not too far from it."""
        for moment in (data.start, data.end):
            if moment is not None and moment.tzinfo is None:
                raise Invalid(_("A date needs its time zone."))
        fault = fault_of_times(data.start, data.end)
        if fault:
            raise Invalid(TIMES[fault])

    @invariant
    def words_fit(data) -> None:
        """At least one language, each with a title; no unknown part."""
        texts = data.texts or {}
        if not texts:
            raise Invalid(WORDS["missing"])
        for parts in texts.values():
            if set(parts) - set(PARTS):
                raise Invalid(_("Words of an alert are a title, a summary and a text."))
            _part, fault = fault_of_words(words_of(parts))
            if fault:
                raise Invalid(WORDS[fault])


def words_of(parts: dict) -> Words:
    """Words as they are stored."""
    return Words(*(parts.get(name) or "" for name in PARTS))


@implementer(IAlert)
class Alert(Item):
    """The title is that of the language it was written in."""

    level = INFORMATION
    start = end = None
    section = identifier = ""
    texts = {}

    @property
    def first_words(self) -> Words:
        """In the language it was written in."""
        return words_of(next(iter((self.texts or {}).values()), {}))

    @property
    def title(self):
        return self.first_words.title

    @title.setter
    def title(self, value):
        """The title comes from the words."""

    @property
    def description(self):
        return self.first_words.summary

    @description.setter
    def description(self, value):
        """The summary comes from the words."""
