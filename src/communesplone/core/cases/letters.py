"""Letters that say there is a message. They carry a link and a number, never a word of the message."""

from communesplone import _
from communesplone.core.cases import people
from communesplone.core.interfaces import ICaseHandler
from communesplone.core.mail.letters import Letter
from communesplone.core.mail.letters import post
from communesplone.core.organisation.groups import members
from plone import api
from zope.component import queryAdapter


def to_citizen(case) -> None:
    """Tell the applicant that the office wrote."""
    handler = queryAdapter(case, ICaseHandler, name=case.handler)
    if handler is None or not getattr(handler, "citizen_url", ""):
        return
    post(
        Letter(
            to=case.applicant_email,
            language=case.language,
            subject=_("There is a message for you (${number})", mapping={"number": case.reference}),
            paragraphs=(_("The service has written to you. For your safety the message is not in this mail."),),
            facts=((_("Subject"), handler.title_in(case.language)), (_("Number"), case.reference)),
            link=handler.citizen_url,
            link_text=_("Read the message"),
        )
    )


def to_office(case) -> None:
    """Tell the person in charge, or the unit's mailbox, that the citizen wrote."""
    address, language = _of_office(case)
    post(
        Letter(
            to=address,
            language=language,
            subject=_("New message in case ${number}", mapping={"number": case.reference}),
            paragraphs=(_("The citizen has written a message that nobody has read yet."),),
            facts=((_("Number"), case.reference),),
            link=f"{api.portal.get().absolute_url()}/@@case/{case.reference}",
            link_text=_("Open the case"),
        )
    )


def proposed(case) -> None:
    """Tell the heads of the unit that somebody proposes to hand the case over."""
    for user in members(case.unit, "heads"):
        _to_colleague(
            case,
            user,
            _("Proposal to hand case ${number} over", mapping={"number": case.reference}),
            _("A clerk of your service proposes to hand this case over to another service. You decide."),
        )


def decided(case, user: str, accepted: bool) -> None:
    """Tell whoever proposed what became of it."""
    text = (
        _("The case was handed over as you proposed. Your service no longer sees it.")
        if accepted
        else _("The case stays with your service. The reason is in the history of the case.")
    )
    _to_colleague(case, user, _("Your proposal about case ${number}", mapping={"number": case.reference}), text)


def _to_colleague(case, user: str, subject, text) -> None:
    address = people.address_of(user)
    if not address:
        return
    post(
        Letter(
            to=address,
            language=people.language_of(user),
            subject=subject,
            paragraphs=(text,),
            facts=((_("Number"), case.reference),),
            link=f"{api.portal.get().absolute_url()}/@@case/{case.reference}",
            link_text=_("Open the case"),
        )
    )


def _of_office(case) -> tuple[str, str]:
    """Address and language of who is written to; address '' for nobody."""
    if case.assignee in people.staff(case.unit):
        return people.address_of(case.assignee), people.language_of(case.assignee)
    return people.unit_email(case.unit), people.default_language()
