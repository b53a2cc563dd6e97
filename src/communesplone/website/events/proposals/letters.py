"""What whoever proposed an event is written."""

from communesplone import _
from communesplone.core.mail.letters import Letter
from communesplone.core.mail.letters import post
from communesplone.website.events.proposals.content import citizen_url


def _write(proposal, subject, *paragraphs, facts=(), link="", link_text=None) -> None:
    post(
        Letter(
            to=proposal.applicant_email,
            language=proposal.language,
            subject=subject,
            paragraphs=paragraphs,
            facts=((_("Event"), proposal.event_title), (_("Number"), proposal.reference), *facts),
            link=link or citizen_url(proposal),
            link_text=link_text or _("Follow the proposal"),
            about=f"case:{proposal.reference}",
        )
    )


def received(proposal, secret: str) -> None:
    """Number and secret code."""
    _write(
        proposal,
        _("We have received your event ${number}", mapping={"number": proposal.reference}),
        _("Thank you. Your event has reached us. We read it before it comes into the agenda."),
        _("Keep this message: with the number and the secret code you follow it and write to us."),
        facts=((_("Secret code"), secret),),
    )


def accepted(proposal, url: str) -> None:
    """It is, or will be, in the agenda."""
    said = _("Your event is in the agenda.") if url else _("Your event is accepted. It will be in the agenda shortly.")
    _write(
        proposal,
        _("Your event ${number} is accepted", mapping={"number": proposal.reference}),
        said,
        link=url,
        link_text=_("See the event") if url else None,
    )


def refused(proposal, reason: str) -> None:
    """With the reason."""
    _write(
        proposal,
        _("Your event ${number} does not come into the agenda", mapping={"number": proposal.reference}),
        _("We cannot take your event into the agenda, for this reason:"),
        reason,
    )
