"""Putting people in charge of cases and handing cases over, for one or many; each case is checked on its own."""

from communesplone import _
from communesplone.core.cases import people
from communesplone.core.cases import store
from communesplone.core.cases.workflow import NotPossible
from plone import api
from plone.protect import CheckAuthenticator


MOST = 200


def visible_case(reference: str):
    """The case of that number if the current user may see it, or None."""
    case = store.find(reference) if isinstance(reference, str) else None
    return case if case is not None and api.user.has_permission("View", obj=case) else None


def assign(case, user_id: str) -> bool:
    """Put somebody in charge, '' for nobody; False when that is not allowed or not possible."""
    if not people.may_assign(case, user_id):
        return False
    try:
        people.assign(case, user_id)
    except NotPossible:
        return False
    return True


def hand_over(case, unit_uid: str, why: str = "") -> bool:
    """Give the case to another unit, with a reason; False when that is not allowed or not possible."""
    if not unit_uid or not people.may_hand_over(case):
        return False
    try:
        people.hand_over(case, unit_uid, why)
    except NotPossible:
        return False
    return True


def act(request) -> None:
    """Do what the form of the queue asks for with the chosen cases, and say how many it was. Raises Forbidden."""
    CheckAuthenticator(request)
    form = request.form
    me = api.user.get_current().getId()
    if form.get("take"):
        chosen, step, said = [form["take"]], lambda case: assign(case, me), _taken
    else:
        chosen = form.get("chosen") or []
        chosen = [chosen] if isinstance(chosen, str) else list(chosen)[:MOST]
        step, said = _step(form, me)
    if step is None:
        api.portal.show_message(_("Choose first what is to be done."), request, type="warning")
    elif not chosen:
        api.portal.show_message(_("Choose at least one case."), request, type="warning")
    else:
        _report(request, said, _do(chosen, step))


def _step(form: dict, me: str):
    if form.get("take_all"):
        return lambda case: assign(case, me), _taken
    user_id, unit_uid = form.get("to_user"), form.get("to_unit")
    if form.get("assign") and isinstance(user_id, str) and user_id:
        return lambda case: assign(case, user_id), lambda number: _assigned(number, people.full_name(user_id))
    if form.get("hand_over") and isinstance(unit_uid, str) and unit_uid:
        return lambda case: hand_over(case, unit_uid), _handed_over
    return None, None


def _do(references: list, step) -> tuple[int, int]:
    """How many cases were changed, and how many could not be."""
    done = 0
    for reference in references:
        case = visible_case(reference)
        if case is not None and step(case):
            done += 1
    return done, len(references) - done


def _report(request, said, numbers: tuple[int, int]) -> None:
    done, failed = numbers
    if done:
        api.portal.show_message(said(done), request)
    if failed:
        text = _(
            "Cases that could not be changed, because of their state or because you may not: ${number}",
            mapping={"number": str(failed)},
        )
        api.portal.show_message(text, request, type="warning")


def _taken(number: int):
    return _("Cases assigned to you: ${number}", mapping={"number": str(number)})


def _assigned(number: int, name: str):
    return _("Cases assigned to ${name}: ${number}", mapping={"number": str(number), "name": name})


def _handed_over(number: int):
    return _("Cases handed over: ${number}", mapping={"number": str(number)})
