"""Conditions in plain words, and from what a clerk types into them."""

from communesplone import _
from communesplone.requests.domain import conditions
from communesplone.requests.domain.conditions import Flaw
from communesplone.requests.domain.conditions import Test
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice


TESTS = {
    Test.IS: _("is one of"),
    Test.IS_NOT: _("is none of"),
    Test.FILLED: _("is filled in"),
    Test.NOT_FILLED: _("is not filled in"),
    Test.LESS: _("is less than"),
    Test.AT_MOST: _("is at most"),
    Test.MORE: _("is more than"),
    Test.AT_LEAST: _("is at least"),
}
FLAWS = {
    Flaw.MALFORMED: _("The condition of “${name}” cannot be understood."),
    Flaw.ITSELF: _("“${name}” cannot depend on itself."),
    Flaw.UNKNOWN: _("The condition of “${name}” looks at a question that the form does not have (any more)."),
    Flaw.LATER: _("“${name}” cannot depend on “${other}”, which is asked later. Move one of them first."),
    Flaw.CIRCLE: _("“${name}” and “${other}” would depend on each other in a circle."),
}


class NoAnswer(ValueError):
    """Something that cannot be an answer to the question; the message says which answers there are."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


def say(message) -> str:
    """A message in the language of the page."""
    return translate(message, context=getRequest())


def in_words(text: str, schema) -> str:
    """The condition as a sentence; '' for none."""
    if not text:
        return ""
    try:
        condition = conditions.parse(text)
    except conditions.Malformed:
        return text
    joint = say(_("or")) if condition.either else say(_("and"))
    return f" {joint} ".join(_clause(clause, schema) for clause in condition.clauses)


def _clause(clause, schema) -> str:
    title = say(schema[clause.field].title) if clause.field in schema else clause.field
    values = ", ".join(_quoted(value) for value in answers_of(clause, schema))
    return " ".join(filter(None, (_quoted(title), say(TESTS[clause.test]), values)))


def _quoted(words: str) -> str:
    """With the quotation marks of the page's language."""
    return say(_("“${words}”", mapping={"words": words}))


def answers_of(clause, schema) -> list[str]:
    """The values of a clause as people read them: titles of choices, yes and no."""
    field = schema.get(clause.field)
    titles = _titles(field)
    return [titles.get(value, value) for value in clause.values]


def _titles(field) -> dict[str, str]:
    """Title by value, of a question with given answers; empty for others."""
    if IBool.providedBy(field):
        return {"yes": say(_("Yes")), "no": say(_("No"))}
    choice = getattr(field, "value_type", None) or field
    if not IChoice.providedBy(choice) or choice.vocabulary is None:
        return {}
    return {conditions.text_of(term.value): say(term.title or term.value) for term in choice.vocabulary}


def values_from(typed: str, field) -> tuple[str, ...]:
    """The values that a clerk typed, one a line, by title or value. Raises NoAnswer."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    titles = _titles(field)
    if not lines:
        raise NoAnswer(_("Write at least one answer to “${name}”.", mapping={"name": say(field.title)}))
    if not titles:
        return tuple(lines)
    by_title = {title.casefold(): value for value, title in titles.items()}
    found = []
    for line in lines:
        value = line if line in titles else by_title.get(line.casefold())
        if value is None:
            known = ", ".join(titles.values())
            raise NoAnswer(
                _(
                    "“${typed}” is no answer to “${name}”. Its answers: ${known}.",
                    mapping={"typed": line, "name": say(field.title), "known": known},
                )
            )
        found.append(value)
    return tuple(found)


def flaw_text(problem, titles: dict[str, str]) -> str:
    """Why a condition is refused; `titles`: words of questions and steps by their name."""
    words = {"name": titles.get(problem.name, problem.name), "other": titles.get(problem.other, problem.other)}
    return say(_(FLAWS[problem.flaw], mapping=words))
