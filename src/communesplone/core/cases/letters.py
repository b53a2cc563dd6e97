"""Letters that say there is a message. They carry a link and a number, never a word of the message."""

from communesplone import _
from communesplone.core.cases import people
from communesplone.core.interfaces import ICaseHandler
from communesplone.core.mail.letters import Letter
from communesplone.core.mail.letters import post
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


def _of_office(case) -> tuple[str, str]:
    """Address and language of who is written to; address '' for nobody."""
    if case.assignee in people.staff(case.unit):
        return people.address_of(case.assignee), people.language_of(case.assignee)
    return people.unit_email(case.unit), people.default_language()
