"""The advice of the financial director on a project with financial effect."""

from communesplone.law.answers import Answer
from communesplone.law.answers import Reason
from communesplone.law.book import Law
from communesplone.law.book import NoValue
from communesplone.law.delays import calendar
from communesplone.law.delays import counting
from communesplone.law.delays import last_after
from communesplone.law.phrases import _
from communesplone.law.publication import deadline
from datetime import date
from decimal import Decimal


def is_mandatory(law: Law, day: date, amount: Decimal) -> Answer[bool]:
    """Answer whether a project of that amount, in euro, needs the advice; raises NoValue where no amount is set.

    The amount is counted with or without VAT as ``advice.vat`` says. Raises ValueError for a negative amount.
    """
    if amount < 0:
        raise ValueError("an amount is never negative")
    asked = law.ask("advice.threshold", day)
    if asked.value is None:
        raise NoValue("advice.threshold: none")
    vat = law.ask("advice.vat", day).reasons
    threshold = Decimal(int(asked.value))
    if amount != threshold:
        return Answer(amount > threshold, (*asked.reasons, *vat))
    equal = law.ask("advice.equal", day)
    return Answer(equal.value == "mandatory", (*asked.reasons, *vat, *equal.reasons))


def advice_deadline(
    law: Law,
    received: date,
    *,
    urgent: bool = False,
    extended: bool = False,
    extra_closed: frozenset[date] = frozenset(),
) -> Answer[date]:
    """Answer with the last day for the advice; later, the decision passes over it.

    ``extended``: the director asked for more time with reasons; not together with ``urgent`` (ValueError). Raises
    NoValue where no delay is known.
    """
    if urgent and extended:
        raise ValueError("an urgent advice is not extended")
    if not extended:
        return deadline(law, "advice.urgent" if urgent else "advice.delay", received, "office", extra_closed)
    value = law.value("advice.delay", received)
    first, more = law.ask("advice.delay", received), law.ask("advice.extension", received)
    count = int(first.value or 0) + int(more.value or 0)
    day = last_after(received, count, value.unit, calendar(law, "office", extra_closed))
    last = Reason(_("From ${start}, last day: ${day}.", start=received, day=day))
    return Answer(day, (*first.reasons, *more.reasons, counting(value.unit), last))
