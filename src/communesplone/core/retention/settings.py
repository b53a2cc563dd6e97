"""The rule for kinds of cases that have none of their own, and whether ripe cases go without being asked for."""

from communesplone import _
from communesplone.core.domain.retention import Action
from communesplone.core.domain.retention import BadRule
from communesplone.core.domain.retention import check
from communesplone.core.domain.retention import Rule
from plone.registry.interfaces import IRegistry
from zope import schema
from zope.component import getUtility
from zope.interface import implementer
from zope.interface import Interface
from zope.interface import Invalid
from zope.interface import invariant
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


PREFIX = "communesplone.core.retention"
ACTIONS = {
    Action.ANONYMISE: _("Make anonymous: the case stays without the person"),
    Action.DELETE: _("Delete: only a trace stays"),
}
WRONG = {
    "days": _("Keep a case for at least one day after its last step; a shorter period would reach open cases."),
    "longest": _("A period may have at most 36,525 days, a hundred years."),
    "issued": _("Cases in which a document was issued cannot be kept for a shorter time than the others."),
    "action": _("Choose what happens when the time is over."),
    "states": _("A rule can only reach finished cases."),
}


def rule_of(days: int | None, action: str, issued_days: int | None) -> Rule | None:
    """The rule that these settings make; None when no period is set. Raises BadRule."""
    if days is None and issued_days is None:
        return None
    return Rule(days if days is not None else 0, Action(action) if action in list(Action) else action, issued_days)


def refuse_bad_rule(days: int | None, action: str, issued_days: int | None) -> None:
    """Raise Invalid, with words for who fills in the form, when the settings make no rule that anybody can want."""
    if days is None and issued_days is None:
        return
    try:
        check(days if days is not None else 0, action, issued_days)
    except BadRule as bad:
        raise Invalid(WRONG[bad.reason]) from bad


class IRetentionSettings(Interface):
    """Nothing is deleted until a period is set."""

    keep_days = schema.Int(
        title=_("Days to keep a finished case"),
        description=_(
            "Counted from its last step, for kinds of cases without a period of their own. Empty: nothing goes. "
            "The period is for the commune to decide, by the selection list of its archives."
        ),
        required=False,
        default=None,
    )
    keep_issued_days = schema.Int(
        title=_("Days to keep a case in which a document was issued"),
        description=_("Empty: as long as the others."),
        required=False,
        default=None,
    )
    when_over = schema.Choice(
        title=_("When the time is over"),
        vocabulary="communesplone.core.retention_actions",
        default="anonymise",
    )
    automatic = schema.Bool(
        title=_("Without being asked"),
        description=_("Every night, what is ripe goes by itself. Otherwise somebody approves each list."),
        required=False,
        default=False,
    )

    @invariant
    def makes_sense(data):
        refuse_bad_rule(
            getattr(data, "keep_days", None),
            getattr(data, "when_over", "") or "anonymise",
            getattr(data, "keep_issued_days", None),
        )


@implementer(IVocabularyFactory)
class Actions:
    """Anonymise or delete."""

    def __call__(self, context):
        return SimpleVocabulary([SimpleTerm(one.value, one.value, title) for one, title in ACTIONS.items()])


actions = Actions()


def settings() -> IRetentionSettings | None:
    """The settings of the current site; None before they are installed."""
    return getUtility(IRegistry).forInterface(IRetentionSettings, prefix=PREFIX, check=False)
