"""What the commune writes to a citizen about an order, in the citizen's language. Never the document itself."""

from communesplone import _
from communesplone.core.mail.letters import Letter
from communesplone.core.mail.letters import post
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


def received(order, secret: str) -> None:
    """Confirmation, with number and secret."""
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


def question(order, text: str) -> None:
    """Something is missing; the clock stands still."""
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
