"""What a case knows about a person: handed out, or forgotten. Features refine it for their own cases."""

from Acquisition import aq_base
from communesplone.core.domain.retention import Action
from communesplone.core.interfaces import ICase
from communesplone.core.interfaces import IPersonalData
from communesplone.core.moments import today
from datetime import date
from datetime import datetime
from persistent.mapping import PersistentMapping
from zope.component import adapter
from zope.interface import implementer


# Everything else goes: what a feature adds tomorrow is forgotten too, unless it is named here or by the feature.
STAYS = frozenset(
    {
        "id",
        "portal_type",
        "reference",
        "handler",
        "unit",
        "submitted",
        "due",
        "stopped",
        "clock",
        "finished",
        "outcome",
        "taken",
        "in_time",
        "closed_on",
        "revision",
        "secret_hash",
        "workflow_history",
        "creation_date",
        "modification_date",
        "document_sha256",
        "gone_on",
    }
)
# Of the framework: identity, place, permissions by state.
PLUMBING = frozenset({"_plone.uuid", "__parent__", "__name__", "__provides__", "__ac_local_roles_block__"})


@implementer(IPersonalData)
@adapter(ICase)
class PersonalData:
    """Any case: its own fields, its history, its files."""

    stays = STAYS
    number = ""

    def __init__(self, case):
        self.case = case

    @property
    def document_sha256(self) -> str:
        return self.case.document_sha256

    def forget(self) -> None:
        """Take the person out of the case: a list of what may stay, not of what must go. Safe to repeat."""
        case, bare = self.case, aq_base(self.case)
        sha256 = self.document_sha256
        applicant = case.applicant_user
        for name in [name for name in vars(bare) if not self._may_stay(name)]:
            delattr(bare, name)
        for name, value in vars(type(bare)()).items():
            if name not in vars(bare):
                setattr(bare, name, value)
        case.document_sha256 = sha256
        case.gone_on = case.gone_on or today()
        self._silence_history(applicant)
        case.reindexObject()

    def _may_stay(self, name: str) -> bool:
        is_permission = name.startswith("_") and name.endswith("_Permission")
        return name in self.stays or name in PLUMBING or is_permission

    def _silence_history(self, applicant: str) -> None:
        """Steps and days stay; what was written at a step goes, and the applicant's account."""
        history = PersistentMapping()
        for name, entries in (self.case.workflow_history or {}).items():
            history[name] = tuple(
                {
                    **entry,
                    "comments": "",
                    "actor": "" if entry.get("actor") == applicant else entry.get("actor", ""),
                }
                for entry in entries
            )
        self.case.workflow_history = history

    def export(self) -> dict:
        """What the case says about its applicant, as plain values."""
        case = self.case
        return {
            "reference": case.reference,
            "kind": case.handler,
            "applicant": {"name": case.applicant_name, "email": case.applicant_email, "account": case.applicant_user},
            "language": case.language,
            "submitted": plain(case.submitted),
            "due": plain(case.due),
            "finished": plain(case.finished),
            "messages": [
                {"from": message.author, "time": plain(message.moment), "text": message.text}
                for message in case.messages
            ],
            "steps": [
                {"step": entry["action"] or "submit", "state": entry["review_state"], "time": entry["time"].ISO8601()}
                for entries in (case.workflow_history or {}).values()
                for entry in entries
            ],
        }

    def files(self) -> list[tuple[str, object]]:
        """Name and blob file of each file."""
        return []


def plain(value):
    """A value as JSON has it; days and moments in ISO 8601."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def act_on(case, action: str) -> None:
    """Let the case go, in the running transaction."""
    if action == Action.DELETE:
        holder = case.aq_parent
        IPersonalData(case).forget()
        holder._delObject(case.getId())
    else:
        IPersonalData(case).forget()
