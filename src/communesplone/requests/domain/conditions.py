"""When a question of a form is asked: depending on answers given before it.

A condition is one line of text, kept in the form's model::

    subject is other
    subject is other, minor and age < 18
    email filled or phone filled
    plate is not "1-ABC-234"

Clauses are joined by `and` or by `or`, not by both: a clerk reads it aloud and knows what it means. A clause looks at
questions before the own one only, so one walk from the first question to the last decides everything, and ends. A
condition that cannot be understood, or looks at itself, at a later question or at none, counts as fulfilled: rather a
question too many than one that nobody can answer.
"""

from collections.abc import Collection
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
import re


class Test(StrEnum):
    """What a clause asks of an answer."""

    IS = "is"
    IS_NOT = "is not"
    FILLED = "filled"
    NOT_FILLED = "not filled"
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


# pytest takes classes of this name for collections of tests.
Test.__test__ = False
OF_VALUES = frozenset({Test.IS, Test.IS_NOT})
OF_NUMBERS = {
    Test.LESS: lambda one, other: one < other,
    Test.AT_MOST: lambda one, other: one <= other,
    Test.MORE: lambda one, other: one > other,
    Test.AT_LEAST: lambda one, other: one >= other,
}
LONGEST = 1000  # characters of a condition
_WORDS = re.compile(
    r'\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<sign><=|>=|<|>|,)|(?P<word>[^\s",<>]+))',
)
_PLAIN = re.compile(r"[\w.+-]+")
_KEYWORDS = frozenset({"is", "not", "filled", "and", "or"})


class Malformed(ValueError):
    """The text is no condition."""


@dataclass(frozen=True)
class Clause:
    """One look at one answer. `values`: one or more texts for `is` and `is not`, one number, else none."""

    field: str
    test: Test
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Condition:
    """Clauses of which all must hold, or one of them (`either`). Without clauses it holds."""

    clauses: tuple[Clause, ...] = ()
    either: bool = False


@dataclass(frozen=True)
class Step:
    """One page of a form: names of its questions in their order, and when it is asked ('' for always)."""

    name: str
    fields: tuple[str, ...]
    when: str = ""


@dataclass(frozen=True)
class Plan:
    """The steps of a form, and the conditions of single questions by their name."""

    steps: tuple[Step, ...]
    when: Mapping[str, str]


class Flaw(StrEnum):
    """Why a condition is refused."""

    MALFORMED = "malformed"
    ITSELF = "itself"
    UNKNOWN = "unknown"
    LATER = "later"
    CIRCLE = "circle"


@dataclass(frozen=True)
class Problem:
    """A refused condition: of a question or, with `is_step`, of a step; `other` is the question it looks at."""

    name: str
    flaw: Flaw
    other: str = ""
    is_step: bool = False


# Text


@lru_cache(maxsize=2048)
def parse(text: str) -> Condition:
    """The condition that a text says; empty text always holds. Raises Malformed."""
    if len(text) > LONGEST:
        raise Malformed("too long")
    words = _Words(text)
    if not words.left():
        return Condition()
    clauses, joints = [_clause(words)], set()
    while words.left():
        joint = words.take()
        if joint not in (("word", "and"), ("word", "or")):
            raise Malformed(text)
        joints.add(joint[1])
        clauses.append(_clause(words))
    if len(joints) > 1:
        raise Malformed("and, or")
    return Condition(tuple(clauses), either="or" in joints)


def write(condition: Condition) -> str:
    """The text of a condition, which `parse` reads back as the same condition."""
    joint = " or " if condition.either else " and "
    return joint.join(_written(clause) for clause in condition.clauses)


def _written(clause: Clause) -> str:
    values = ", ".join(_quoted(value) for value in clause.values)
    return " ".join(filter(None, (clause.field, clause.test.value, values)))


def _quoted(value: str) -> str:
    if _PLAIN.fullmatch(value) and value not in _KEYWORDS:
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


class _Words:
    """The words of a text, one after the other, each with its kind: `word`, `quoted` or `sign`."""

    def __init__(self, text: str) -> None:
        self._found: list[tuple[str, str]] = []
        place, end = 0, len(text.rstrip())
        while place < end:
            match = _WORDS.match(text, place, end)
            if match is None:
                raise Malformed(text)
            kind = match.lastgroup or ""
            word = match[kind]
            self._found.append((kind, re.sub(r"\\(.)", r"\1", word, flags=re.DOTALL) if kind == "quoted" else word))
            place = match.end()
        self._found.reverse()

    def left(self) -> bool:
        return bool(self._found)

    def take(self) -> tuple[str, str]:
        if not self._found:
            raise Malformed("ends too early")
        return self._found.pop()

    def next_is(self, kind: str, word: str) -> bool:
        return bool(self._found) and self._found[-1] == (kind, word)


def _clause(words: _Words) -> Clause:
    kind, name = words.take()
    if kind != "word" or not name.isidentifier() or name in _KEYWORDS:
        raise Malformed(name)
    test = _test(words)
    if test in OF_VALUES:
        return Clause(name, test, _values(words))
    if test in OF_NUMBERS:
        _kind, number = words.take()
        if _number(number) is None:
            raise Malformed(number)
        return Clause(name, test, (number,))
    return Clause(name, test)


def _test(words: _Words) -> Test:
    kind, word = words.take()
    if kind == "sign" and word != ",":
        return Test(word)
    if (kind, word) == ("word", "filled"):
        return Test.FILLED
    if (kind, word) == ("word", "not") and words.take() == ("word", "filled"):
        return Test.NOT_FILLED
    if (kind, word) == ("word", "is"):
        if words.next_is("word", "not"):
            words.take()
            return Test.IS_NOT
        return Test.IS
    raise Malformed(word)


def _values(words: _Words) -> tuple[str, ...]:
    found = [_value(words)]
    while words.next_is("sign", ","):
        words.take()
        found.append(_value(words))
    return tuple(found)


def _value(words: _Words) -> str:
    kind, word = words.take()
    if kind == "sign" or (kind == "word" and word in _KEYWORDS):
        raise Malformed(word)
    return word


# Answers


def text_of(value: object) -> str:
    """How a condition spells an answer: `yes` and `no` for a tick, days as 2026-11-24, else its text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def is_filled(value: object) -> bool:
    """Whether there is an answer: no empty text, no empty choice; a tick that was not made is none."""
    if value is None or value is False:
        return False
    return bool(value.strip()) if isinstance(value, str) else not (isinstance(value, Collection) and not value)


def holds(condition: Condition, answers: Mapping[str, object]) -> bool:
    """Whether the condition is fulfilled by these answers; a missing one is not filled."""
    if not condition.clauses:
        return True
    found = (_clause_holds(clause, answers.get(clause.field)) for clause in condition.clauses)
    return any(found) if condition.either else all(found)


def _clause_holds(clause: Clause, answer: object) -> bool:
    if clause.test is Test.FILLED:
        return is_filled(answer)
    if clause.test is Test.NOT_FILLED:
        return not is_filled(answer)
    if clause.test in OF_VALUES:
        return _is_given(answer) and _is_one_of(answer, clause.values) is (clause.test is Test.IS)
    number, limit = _number(answer), _number(clause.values[0])
    return number is not None and limit is not None and OF_NUMBERS[clause.test](number, limit)


def _is_given(answer: object) -> bool:
    """Whether the question was answered; a tick that was not made is an answer here, unlike in `is_filled`."""
    return answer is False or is_filled(answer)


def _is_one_of(answer: object, values: tuple[str, ...]) -> bool:
    several = answer if isinstance(answer, (list, tuple, set, frozenset)) else (answer,)
    return any(text_of(one) in values for one in several)


def _number(value: object) -> float | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        found = float(str(value).replace(",", "."))
    except ValueError:
        return None
    return found if found == found else None


# Forms


def shown(plan: Plan, answers: Mapping[str, object]) -> tuple[str, ...]:
    """Names of the questions that are asked, in their order, given these answers.

    The answer to a question that is not asked counts as not given, whatever stands there.
    """
    known: dict[str, object] = {}
    before: set[str] = set()
    found = []
    for step in plan.steps:
        step_asked = _asked(step.when, before, known)
        for name in step.fields:
            if step_asked and _asked(plan.when.get(name, ""), before, known):
                found.append(name)
                known[name] = answers.get(name)
            before.add(name)
    return tuple(found)


def shown_steps(plan: Plan, answers: Mapping[str, object]) -> tuple[Step, ...]:
    """The steps in which something is asked, in their order."""
    names = frozenset(shown(plan, answers))
    return tuple(step for step in plan.steps if names.intersection(step.fields))


def only_shown(plan: Plan, answers: Mapping[str, object]) -> dict[str, object]:
    """The answers to what is asked; all others never leave the form."""
    names = frozenset(shown(plan, answers))
    return {name: value for name, value in answers.items() if name in names}


def _asked(text: str, before: set[str], known: Mapping[str, object]) -> bool:
    if not text:
        return True
    try:
        condition = parse(text)
    except Malformed:
        return True
    if not all(clause.field in before for clause in condition.clauses):
        return True
    return holds(condition, known)


def problems(plan: Plan) -> list[Problem]:
    """What is wrong with the conditions of a form, in the order of the form; empty when all can be kept."""
    order = {name: number for number, name in enumerate(name for step in plan.steps for name in step.fields)}
    looks = {name: _looks_at(text) for name, text in plan.when.items() if name in order}
    found = []
    for step in plan.steps:
        start = order[step.fields[0]] if step.fields else len(order)
        found += _of_one(step.name, step.when, start, order, looks, is_step=True)
        for name in step.fields:
            found += _of_one(name, plan.when.get(name, ""), order[name], order, looks)
    return found


def _looks_at(text: str) -> tuple[str, ...]:
    try:
        return tuple(clause.field for clause in parse(text).clauses)
    except Malformed:
        return ()


def _of_one(name, text, place, order, looks, is_step=False) -> list[Problem]:
    try:
        condition = parse(text)
    except Malformed:
        return [Problem(name, Flaw.MALFORMED, is_step=is_step)]
    for clause in condition.clauses:
        flaw = _flaw("" if is_step else name, clause.field, place, order, looks)
        if flaw is not None:
            return [Problem(name, flaw, clause.field, is_step)]
    return []


def _flaw(name, other, place, order, looks) -> Flaw | None:
    if other not in order:
        return Flaw.UNKNOWN
    if other == name:
        return Flaw.ITSELF
    if order[other] < place:
        return None
    return Flaw.CIRCLE if name and _leads_to(other, name, looks) else Flaw.LATER


def _leads_to(start: str, goal: str, looks: Mapping[str, tuple[str, ...]]) -> bool:
    waiting, seen = [start], set()
    while waiting:
        name = waiting.pop()
        if name == goal:
            return True
        if name not in seen:
            seen.add(name)
            waiting += looks.get(name, ())
    return False
