"""Acts that announce themselves by an event, whoever causes them: cases, settings, people, templates."""

from communesplone.core.audit import api
from communesplone.core.audit import cases
from communesplone.core.organisation.groups import KINDS


PREFIX = "communesplone."


def case_filed(case, event) -> None:
    """A case was put into the store."""
    cases.act("case.filed", case, handler=case.handler, unit=case.unit)


def case_deleted(case, event) -> None:
    """A case was taken out of the store for good."""
    cases.act("case.deleted", case)


def case_moved(case, event) -> None:
    """A case went from one state to another; creating it is no step."""
    if event.transition is not None:
        old, new = event.old_state.getId(), event.new_state.getId()
        cases.act("case.moved", case, step=event.transition.getId(), **{"from": old, "to": new})


def setting_changed(event) -> None:
    """A setting of the suite has another value; which one is nobody's business here."""
    name = event.record.__name__
    if name.startswith(PREFIX) and event.oldValue != event.newValue:
        api.record("settings.changed", f"setting:{name}")


def logged_in(event) -> None:
    """Somebody gave the right password."""
    _at_the_door("user.logged_in", event.principal.getId())


def logged_out(event) -> None:
    """Somebody left."""
    _at_the_door("user.logged_out", event.principal.getId())


def _at_the_door(action: str, user_id: str | None) -> None:
    """After the request, like a reading: Plone logs out by GET, an identity provider may log in by GET."""
    if user_id:
        api.record_reading(action, f"user:{user_id}", person=user_id, actor=user_id)


def account_made(event) -> None:
    """There is a new account."""
    _of_user("user.created", event.principal.getId())


def account_deleted(event) -> None:
    """An account is gone; the principal is its id."""
    _of_user("user.deleted", event.principal)


def password_changed(event) -> None:
    """An account has another password."""
    if event.principal is not None:
        _of_user("user.password_changed", event.principal.getId())


def _of_user(action: str, user_id: str | None) -> None:
    if user_id:
        api.record(action, f"user:{user_id}", person=user_id)


def joined(event) -> None:
    """Somebody came into a group: for the groups of a unit, into its staff."""
    _group("joined", event.principal, event.group_id)


def left(event) -> None:
    """Somebody was taken out of a group."""
    _group("left", event.principal, event.group_id)


def _group(what: str, user_id: str, group_id: str) -> None:
    unit, _dash, kind = group_id.rpartition("-")
    if unit and kind in KINDS:
        api.record(f"unit.{what}", f"unit:{unit}", person=user_id, details={"staff": kind})
    else:
        api.record(f"group.{what}", f"group:{group_id}", person=user_id)


def template_added(template, event) -> None:
    """There is a new document template."""
    _template("template.added", template)


def template_changed(template, event) -> None:
    """A document template, which is a program, was changed."""
    _template("template.changed", template)


def template_deleted(template, event) -> None:
    """A document template is gone."""
    _template("template.deleted", template)


def _template(action: str, template) -> None:
    api.record(action, f"template:{template.UID()}")
