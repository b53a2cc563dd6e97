"""Themes, audiences and life events: small fixed lists, the same in every commune, so that cards can be shared.

A token never changes; what it is called does. `communesplone.requests.catalogue` uses the tokens.
"""

from communesplone import _
from communesplone.requests.domain.card import Status
from communesplone.website.search.kinds import Facet
from communesplone.website.search.kinds import Kind
from zope.interface import implementer
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


THEMES = {
    "papers": _("Identity papers and travel"),
    "documents": _("Certificates and records"),
    "family": _("Family and civil status"),
    "moving": _("Moving and residence"),
    "foreigners": _("Foreigners and nationality"),
    "building": _("Building and environment"),
    "mobility": _("Roads and parking"),
    "childhood": _("Children and schools"),
    "aid": _("Disability and social aid"),
    "waste": _("Waste and cleanliness"),
    "trade": _("Shops, markets and cafés"),
    "leisure": _("Events, halls and sport"),
}
AUDIENCES = {
    "resident": _("a resident"),
    "newcomer": _("new in the commune"),
    "parent": _("a parent"),
    "young": _("young"),
    "elder": _("retired"),
    "disabled": _("a person with a disability"),
    "foreign": _("a foreigner"),
    "builder": _("building or renovating"),
    "trader": _("in business"),
    "association": _("an association"),
    "organiser": _("organising an event"),
}
LIFE_EVENTS = {
    "birth": _("Having a child"),
    "school": _("Going to school"),
    "couple": _("Living together or marrying"),
    "separation": _("Separating"),
    "move": _("Moving house"),
    "arrival": _("Arriving from abroad"),
    "abroad": _("Going abroad"),
    "loss": _("Losing one's papers"),
    "build": _("Building or renovating"),
    "business": _("Opening a business"),
    "illness": _("Living with an illness or disability"),
    "death": _("Losing somebody"),
}
CHANNELS = {
    "desk": _("At the desk"),
    "online": _("On line"),
    "phone": _("By telephone"),
    "email": _("By e-mail"),
    "post": _("By post"),
}
APPOINTMENTS = {
    "none": _("No appointment needed"),
    "possible": _("With an appointment if you like"),
    "required": _("By appointment only"),
}
STATUSES = {
    Status.NORMAL: _("Normal service"),
    Status.REVISED: _("Changed service"),
    Status.LIMITED: _("Limited service"),
}
LANGUAGES = {"fr": _("French"), "nl": _("Dutch"), "de": _("German"), "en": _("English"), "es": _("Spanish")}
FACETS = {"theme": THEMES, "audience": AUDIENCES, "event": LIFE_EVENTS}
FIELDS = {"theme": "themes", "audience": "audiences", "event": "life_events"}


@implementer(IVocabularyFactory)
class Fixed:
    """Vocabulary of one of the lists, in its order."""

    def __init__(self, known: dict):
        self.known = known

    def __call__(self, context):
        return SimpleVocabulary([SimpleTerm(str(token), str(token), title) for token, title in self.known.items()])


themes = Fixed(THEMES)
audiences = Fixed(AUDIENCES)
life_events = Fixed(LIFE_EVENTS)
channels = Fixed(CHANNELS)
appointments = Fixed(APPOINTMENTS)
statuses = Fixed(STATUSES)
languages = Fixed(LANGUAGES)
# For the search of the site: procedures come first, and results are narrowed by their facets.
found_procedures = Kind(_("Procedures"), ("Procedure",), 0, 5)
found_themes = Facet(_("Theme"), "card_facets", "theme:", THEMES, 10)
found_audiences = Facet(_("I am"), "card_facets", "audience:", AUDIENCES, 20)


def tokens(procedure) -> tuple[str, ...]:
    """What a card stands under, for the index: `theme:family`, `event:birth`."""
    return tuple(f"{kind}:{one}" for kind, name in FIELDS.items() for one in getattr(procedure, name, None) or ())
