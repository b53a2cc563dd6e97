"""What the form of the queue does with the chosen cases."""

from collections.abc import Callable
from communesplone import _
from communesplone.core.cases import batch
from communesplone.core.cases import people
from communesplone.core.forms.sent import text_of
from dataclasses import dataclass
from plone import api
from plone.protect import CheckAuthenticator


@dataclass(frozen=True)
class Asked:
    """`step(case)` for each case, `said(number)` afterwards, `after(references)` once."""

    step: Callable
    said: Callable
    after: Callable = lambda references: None


def act(request) -> None:
    """Do what the form of the queue asks for with the chosen cases, and say what became of each. Raises Forbidden."""
    CheckAuthenticator(request)
    form = request.form
    chosen = [form["take"]] if form.get("take") else form.get("chosen") or []
    chosen = [chosen] if isinstance(chosen, str) else list(chosen)
    asked = _asked(request)
    if not isinstance(asked, Asked):
        api.portal.show_message(asked, request, type="warning")
    elif not chosen:
        api.portal.show_message(_("Choose at least one case."), request, type="warning")
    else:
        outcome = batch.each(chosen, asked.step)
        if outcome.done:
            asked.after(outcome.done)
        _report(request, asked, outcome)


def _asked(request):
    """What is asked for, or a message that says what is missing."""
    form, me = request.form, api.user.get_current().getId()
    if form.get("take") or form.get("take_all"):
        return Asked(lambda case: batch.assign(case, me), _taken)
    user_id, unit_uid, words = text_of(request, "to_user"), text_of(request, "to_unit"), text_of(request, "words")
    if form.get("assign") and user_id:
        return Asked(
            lambda case: batch.assign(case, user_id), lambda number: _assigned(number, people.full_name(user_id))
        )
    if form.get("hand_over") and unit_uid:
        if not words.strip():
            return people.NO_REASON
        return Asked(lambda case: batch.hand_over(case, unit_uid, words), _handed_over)
    action = dict(batch.actions()).get(text_of(request, "act"))
    if action is None:
        return _("Choose first what is to be done.")
    if action.needs_text and not words.strip():
        return _("Write the text first.")
    return Asked(lambda case: action.do(case, words), action.said, action.after)


def _report(request, asked: Asked, outcome: batch.Outcome) -> None:
    if outcome.done:
        api.portal.show_message(asked.said(len(outcome.done)), request)
    for reason, references in outcome.failed.items():
        text = _(
            "Not changed: ${numbers}. ${reason}.",
            mapping={"numbers": ", ".join(references), "reason": api.portal.translate(reason)},
        )
        api.portal.show_message(text, request, type="warning")


def _taken(number: int):
    return _("Cases assigned to you: ${number}", mapping={"number": str(number)})


def _assigned(number: int, name: str):
    return _("Cases assigned to ${name}: ${number}", mapping={"number": str(number), "name": name})


def _handed_over(number: int):
    return _("Cases handed over: ${number}", mapping={"number": str(number)})
