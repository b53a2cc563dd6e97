"""What the commune writes to a citizen about an order, in the citizen's language. Never the document itself."""

from communesplone import _
from communesplone.core.mail.letters import Letter
from communesplone.core.mail.letters import post
from communesplone.requests import confirmation
from communesplone.requests.cards import title_in
from communesplone.requests.content.order import citizen_url


def _write(order, subject, *paragraphs, facts=(), link_text=None) -> None:
    post(
        Letter(
            to=order.applicant_email,
            language=order.language,
            subject=subject,
            paragraphs=paragraphs,
            facts=((_("Document"), title_in(order, order.language)), (_("Number"), order.reference), *facts),
            link=citizen_url(order),
            link_text=link_text or _("Follow the order"),
            about=f"case:{order.reference}",
        )
    )


def go_on(email: str, language: str, title, link: str, day: str) -> None:
    """The link to a form that was saved. Nothing of what was filled in."""
    post(
        Letter(
            to=email,
            language=language,
            subject=_("Go on with your order"),
            paragraphs=(
                _("You have started an order on our site and wanted to go on later."),
                _("Open the link and type your e-mail address. The link is good until ${day}.", mapping={"day": day}),
                _("If this was not you, do nothing: nothing has been ordered."),
            ),
            facts=((_("Document"), title),),
            link=link,
            link_text=_("Go on with my order"),
        )
    )


def received(order, secret: str) -> None:
    """Confirmation, with number and secret; the secret stays away from an address that nobody has confirmed."""
    if order.email_confirmed is False:
        _please_confirm(order)
        return
    facts = () if order.applicant_user else ((_("Secret code"), secret),)
    _write(
        order,
        _("We have received your order ${number}", mapping={"number": order.reference}),
        _("Thank you. Your order has reached us and will be handled."),
        _("Keep this message: with the number and the secret code you follow the order, answer and download.")
        if facts
        else _("Log in to follow the order, answer and download."),
        facts=facts,
    )


def _please_confirm(order) -> None:
    post(
        Letter(
            to=order.applicant_email,
            language=order.language,
            subject=_("Please confirm your e-mail address (order ${number})", mapping={"number": order.reference}),
            paragraphs=(
                _("Your order has reached us and will be handled. Please tell us that this address is yours."),
                _("The secret code stands on the page that you saw after sending the order, not in this message."),
                _("If you did not order anything, do nothing."),
            ),
            facts=((_("Document"), title_in(order, order.language)), (_("Number"), order.reference)),
            link=confirmation.link_of(order),
            link_text=_("Confirm my address"),
        )
    )


def question(order, text: str) -> None:
    """Something is missing; the clock stands still."""
    if order.email_confirmed is False:
        text = _("Read our question on our site, with the number and the secret code of your order.")
    _write(
        order,
        _("We need something from you for your order ${number}", mapping={"number": order.reference}),
        _("To go on with your order we need an answer or a document from you:"),
        text,
        _("Until you answer, the time we have for your order does not run."),
        link_text=_("Answer"),
    )


def ready(order) -> None:
    """The document is issued; a link, never the document."""
    _write(
        order,
        _("Your document is ready (${number})", mapping={"number": order.reference}),
        _("The document you ordered is ready. For your safety it is not attached: download it from our site."),
        link_text=_("Download the document"),
    )


def refused(order, reason: str) -> None:
    """Refusal, with the reason."""
    _write(
        order,
        _("Your order ${number} could not be granted", mapping={"number": order.reference}),
        _("We cannot grant your order, for this reason:"),
        reason,
        _("If you think that this is wrong, answer to the service or come to the town hall."),
    )


def withdrawn(order) -> None:
    """The citizen took the order back."""
    _write(
        order,
        _("You withdrew your order ${number}", mapping={"number": order.reference}),
        _("As you asked, we do not go on with your order. Nothing else is needed from you."),
    )
