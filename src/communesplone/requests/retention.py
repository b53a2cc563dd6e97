"""How long orders are kept, by their procedure, and what an order knows about a person."""

from communesplone.core.domain.retention import BadRule
from communesplone.core.domain.retention import Rule
from communesplone.core.interfaces import IRetentionRules
from communesplone.core.interfaces import IUnfinishedWork
from communesplone.core.registers import register
from communesplone.core.retention.personal import PersonalData
from communesplone.core.retention.personal import plain
from communesplone.core.retention.settings import rule_of
from communesplone.requests import drafts
from communesplone.requests.content.order import Order
from plone import api
from zope.component import adapter
from zope.interface import implementer


@implementer(IRetentionRules)
class ProcedureRules:
    """Kind of an order is the id of its procedure; where two procedures have the same id, the longer period holds."""

    def rules(self) -> dict[str, Rule]:
        found: dict[str, Rule] = {}
        for row in api.portal.get_tool("portal_catalog").unrestrictedSearchResults(portal_type="Procedure"):
            rule = rule_of_procedure(row._unrestrictedGetObject())
            if rule is not None:
                known = found.get(row.getId)
                found[row.getId] = rule if known is None or known.days < rule.days else known
        return found


def rule_of_procedure(procedure) -> Rule | None:
    """The rule that the card says; None when it says none, or one that makes no sense (the form refuses those)."""
    try:
        return rule_of(procedure.keep_days, procedure.when_over or "", procedure.keep_issued_days)
    except BadRule:
        return None


@adapter(Order)
class OrderPersonalData(PersonalData):
    """Form, office's answers, files, versions of the document, messages: all go but number and hash."""

    stays = PersonalData.stays | {
        "procedure",
        "procedure_id",
        "procedure_title",
        "register",
        "number",
        "submitted_at",
        "issued_at",
        "issued_year",
    }

    @property
    def number(self) -> str:
        return self.case.number

    @property
    def document_sha256(self) -> str:
        version = self.case.final_version()
        return version.sha256 if version is not None else self.case.document_sha256

    def forget(self) -> None:
        """Also the reason that stands in the register beside an annulled number."""
        order = self.case
        for year in {moment.year for moment in (order.submitted, order.closed_on, order.finished) if moment}:
            register.forget_reason(order.register, year, order.reference)
        super().forget()

    def export(self) -> dict:
        order = self.case
        return {
            **super().export(),
            "procedure": order.procedure_title,
            "form": plain(order.data),
            "completed_by_the_office": plain(order.office_data),
            "consent": order.consent,
            "number": order.number,
            "issued": plain(order.issued_at),
            "files": [{"name": name, "sha256": one.sha256} for name, one in self._sent()]
            + [{"name": name, "sha256": one.sha256} for name, one in self._issued()],
        }

    def files(self) -> list[tuple[str, object]]:
        return [(name, one.file) for name, one in (*self._sent(), *self._issued())]

    def _sent(self) -> list[tuple[str, object]]:
        return [(one.name or name, one) for name, one in self.case.attachments.items()]

    def _issued(self) -> list[tuple[str, object]]:
        version = self.case.final_version()
        return [] if version is None else [(f"{self.case.number or self.case.reference}.pdf", version)]


class SavedOrder:
    """An order that was begun and saved with an account; see `IUnfinishedWork`."""

    def __init__(self, key: str, draft: drafts.Draft):
        self.key, self.draft = key, draft

    def export(self) -> dict:
        draft = self.draft
        return {
            "procedure": draft.procedure,
            "begun": plain(draft.moment),
            "kept_until": plain(draft.end),
            "email": draft.email,
            "form": plain({**draft.data, **draft.typed}),
            "files": [{"name": one.name or name, "sha256": one.sha256} for name, one in draft.files.items()],
        }

    def files(self) -> list[tuple[str, object]]:
        return [(one.name or name, one.file) for name, one in self.draft.files.items()]

    def forget(self) -> None:
        drafts.forget(self.key)


@implementer(IUnfinishedWork)
class SavedOrders:
    """Orders saved to go on later. One whose link went to a mailbox only is found through that mailbox alone."""

    def begun(self, account: str) -> list[SavedOrder]:
        return [SavedOrder(key, draft) for key, draft in drafts.started(account)]
