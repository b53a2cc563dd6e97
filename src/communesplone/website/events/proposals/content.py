"""Proposal: an event that somebody wants in the agenda; a case."""

from communesplone import _
from communesplone.core.cases.case import Case
from communesplone.core.interfaces import ICaseHandler
from communesplone.core.interfaces import IRetentionRules
from communesplone.core.retention.personal import PersonalData
from communesplone.core.retention.personal import plain
from plone import api
from plone.supermodel import model
from zope.component import adapter
from zope.interface import implementer


CODE = "EVT"
KIND = "event"
PICTURE = "picture"


class IProposal(model.Schema):
    """Nothing of a proposal is edited through stock forms or read through stock services."""


@implementer(IProposal)
class Proposal(Case):
    """`data`: values of `proposals.fields.IWhat`; the picture is an attachment. `event`: UID of what was made of it."""

    handler = CODE
    contact_phone = ""
    event = ""
    consent = ""
    submitted_at = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.data = {}

    @property
    def event_title(self) -> str:
        """What the event is called."""
        return self.data.get("title", "")


@implementer(ICaseHandler)
@adapter(Proposal)
class ProposalHandler:
    """What the queue shows. One kind, one title: the figures are counted by it."""

    title = _("Proposed event")
    kind = KIND
    view_name = "proposal-desk"

    def __init__(self, proposal):
        self.proposal = proposal

    @property
    def citizen_url(self) -> str:
        return citizen_url(self.proposal)

    def title_in(self, language: str) -> str:
        return self.proposal.event_title or api.portal.translate(self.title, lang=language)


def citizen_url(proposal) -> str:
    """Where whoever proposed it follows it; the number is in it, the secret never."""
    return f"{api.portal.get().absolute_url()}/@@follow-proposal?number={proposal.reference}"


@adapter(Proposal)
class ProposalPersonalData(PersonalData):
    """Words, picture and messages go; what was made of it has its own life in the agenda."""

    stays = PersonalData.stays | {"event", "submitted_at"}

    def export(self) -> dict:
        return {**super().export(), "event": plain(self.case.data), "phone": self.case.contact_phone}

    def files(self) -> list[tuple[str, object]]:
        return [(one.name or name, one.file) for name, one in self.case.attachments.items()]


@implementer(IRetentionRules)
class ProposalRules:
    """No rule of its own: the one for all cases holds."""

    def rules(self) -> dict:
        return {}
