"""Delays of the supervision of communes (tutelle, bestuurlijk toezicht, contrôle de légalité)."""

from communesplone.law.answers import Answer
from communesplone.law.answers import Reason
from communesplone.law.book import Law
from communesplone.law.book import NoValue
from communesplone.law.delays import calendar
from communesplone.law.delays import last_after
from communesplone.law.phrases import _
from communesplone.law.publication import deadline
from datetime import date


EXTENSIONS = {
    "supervision.decide": "supervision.extend",
    "supervision.approve": "supervision.approve_extend",
    "supervision.budget": "supervision.budget_extend",
    "supervision.accounts": "supervision.accounts_extend",
}


def send_deadline(law: Law, decided: date) -> Answer[date]:
    """Answer with the last day to send an act to the supervision; raises NoValue where there is no delay."""
    return _moved(law, "supervision.send", decided)


def decision_deadline(
    law: Law, received: date, kind: str = "supervision.decide", *, extended: bool = False
) -> Answer[date]:
    """Answer with the last day on which the supervision may decide.

    ``kind``: ``supervision.decide`` (suspend, annul), ``supervision.approve``, ``.budget`` or ``.accounts``. Where a
    complaint starts the delay again (Flanders), ``received`` is the day on which it was restarted. Raises NoValue
    where there is no such delay or no extension of it.
    """
    first = _moved(law, kind, received)
    if not extended:
        return first
    more = law.ask(EXTENSIONS[kind], received)
    plain = law.ask(kind, received)
    value = law.value(kind, received)
    if more.value is None or plain.value is None:
        raise NoValue(f"{kind}: no extension in {law.jurisdiction}")
    count = int(plain.value) + int(more.value)
    reached = last_after(received, count, value.unit)
    return _past_holidays(law, received, Answer(reached, (*plain.reasons, *more.reasons)))


def complaint_deadline(law: Law, published: date) -> Answer[date]:
    """Answer with the last day for a complaint; raises NoValue where no delay is known."""
    return _moved(law, "supervision.complaint", published)


def referral_deadline(law: Law, transmitted: date) -> Answer[date]:
    """Answer with the last day on which the prefect may go to court; raises NoValue outside France."""
    return deadline(law, "supervision.referral", transmitted, "supervision")


def sent_electronically(law: Law, day: date, inhabitants: int) -> Answer[bool]:
    """Answer whether acts must be transmitted electronically; raises NoValue outside France."""
    asked = law.ask("supervision.electronic", day, inhabitants)
    return Answer(bool(asked.value), asked.reasons)


def _moved(law: Law, key: str, start: date) -> Answer[date]:
    return _past_holidays(law, start, deadline(law, key, start, "supervision"))


def _past_holidays(law: Law, start: date, answer: Answer[date]) -> Answer[date]:
    if not law.get("supervision.moves", start) or answer.value == start:
        return answer
    reached = calendar(law, "supervision").on_or_after(answer.value)
    reasons = (*answer.reasons, *law.ask("supervision.moves", start).reasons)
    if reached != answer.value:
        reasons += (Reason(_("${day} is a day off: the next working day is ${next}.", day=answer.value, next=reached)),)
    return Answer(reached, reasons)
