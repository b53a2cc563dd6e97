"""Words that mean the same, as a commune keeps them. Read through `synonyms()`, never by record name."""

from communesplone import _
from communesplone.website.search.domain import synonyms as rules
from functools import lru_cache
from pathlib import Path
from plone.registry.interfaces import IRegistry
from zope import schema
from zope.component import queryUtility
from zope.interface import Interface
from zope.interface import Invalid


PREFIX = "communesplone.website.search"
SHARED = Path(__file__).parent / "data" / "synonyms.txt"
REASONS = {
    "alone": _("“${line}”: write at least two expressions, with = between them."),
    "empty": _("“${line}”: there is nothing to search for on one side of a =."),
    "many": _("“${line}”: at most ${number} expressions mean the same."),
    "long": _("“${line}”: an expression has at most ${number} words."),
    "groups": _("“${line}”: at most ${number} lines."),
}
MOST = {"many": rules.MOST_EXPRESSIONS, "long": rules.LONGEST_EXPRESSION, "groups": rules.MOST_GROUPS}


def right_groups(lines) -> bool:
    """Accept lines that are groups; raises Invalid naming the first that is none."""
    try:
        rules.groups_of(lines or ())
    except rules.WrongLine as wrong:
        mapping = {"line": wrong.line[:80], "number": str(MOST.get(wrong.reason, ""))}
        raise Invalid(_(REASONS[wrong.reason], mapping=mapping)) from None
    return True


class ISearchSettings(Interface):
    """What the search knows of the commune's vocabulary."""

    use_shared = schema.Bool(
        title=_("Use the list that comes with the suite"),
        description=_("Some sixty groups in French, Dutch, German, English and Spanish; they are shown below."),
        default=True,
        required=False,
    )
    own = schema.Tuple(
        title=_("Words of this commune"),
        description=_(
            "One group a line, with = between expressions that mean the same: waste bag = brown bag = bin bag. "
            "A line that begins like a group of the list below takes its place. "
            "Accents, plurals and capitals do not matter."
        ),
        value_type=schema.TextLine(max_length=400),
        constraint=right_groups,
        default=(),
        missing_value=(),
        required=False,
    )


@lru_cache(maxsize=1)
def shared_lines() -> tuple[str, ...]:
    """The lines of the list that comes with the suite."""
    return tuple(SHARED.read_text("utf-8").splitlines())


def shared_groups() -> list[list[str]]:
    """The groups of that list."""
    return rules.groups_of(shared_lines())


def synonyms() -> rules.Synonyms:
    """The synonyms of this site."""
    registry = queryUtility(IRegistry)
    own, use_shared = (), True
    if registry is not None:
        own = tuple(registry.get(f"{PREFIX}.own") or ())
        use_shared = registry.get(f"{PREFIX}.use_shared", True)
    return rules.table(own, shared_lines() if use_shared else ())
