"""What the log's tokens are called for people."""

from communesplone import _
from communesplone.core.audit.domain.chain import Fault


ACTIONS = {
    "case.assigned": _("Put somebody in charge"),
    "case.corrected": _("Corrected the data"),
    "case.deleted": _("Deleted the case"),
    "case.filed": _("Case received"),
    "case.followed": _("Looked at by the citizen"),
    "case.handed_over": _("Handed over"),
    "case.moved": _("Step"),
    "case.opened": _("Opened"),
    "case.wrong_secret": _("Wrong number or code"),
    "cases.exported": _("Took a list of cases along"),
    "document.downloaded": _("Document downloaded by the citizen"),
    "document.issued": _("Document issued"),
    "document.prepared": _("Document prepared"),
    "group.joined": _("Came into a group"),
    "group.left": _("Left a group"),
    "log.checked": _("Checked the log"),
    "log.digest": _("Daily digest"),
    "log.exported": _("Took the log along"),
    "log.read": _("Read the log"),
    "procedure.added": _("New procedure"),
    "procedure.changed": _("Changed a procedure"),
    "procedure.deleted": _("Deleted a procedure"),
    "procedure.form_changed": _("Changed a form"),
    "procedure.moved": _("Published a procedure or took it back"),
    "register.allotted": _("Number given"),
    "register.annulled": _("Number annulled"),
    "second_step.code_used": _("Used a spare code"),
    "second_step.set_up": _("Set up the second step"),
    "second_step.taken_away": _("Second step taken away"),
    "settings.changed": _("Changed a setting"),
    "template.added": _("New document template"),
    "template.changed": _("Changed a document template"),
    "template.deleted": _("Deleted a document template"),
    "unit.joined": _("Came into the staff of a service"),
    "unit.left": _("Left the staff of a service"),
    "user.created": _("New account"),
    "user.deleted": _("Account deleted"),
    "user.logged_in": _("Logged in"),
    "user.logged_out": _("Logged out"),
    "user.login_failed": _("Wrong password"),
    "user.password_changed": _("Password changed"),
}

FAULTS = {
    Fault.ALTERED: _("altered"),
    Fault.MISSING: _("missing"),
    Fault.OUT_OF_PLACE: _("doubled, put in or exchanged"),
    Fault.CUT: _("cut off from the end"),
    Fault.NOT_AS_ANCHORED: _("not as in the daily digest"),
}
