"""States, steps and moments of an order in words."""

from communesplone import _
from communesplone.core.cases.browser import proposal
from communesplone.core.cases.people import full_name
from communesplone.core.cases.words import day_text as day
from communesplone.core.cases.words import moment_text
from communesplone.core.organisation.vocabularies import unit_titles
from zope.globalrequest import getRequest


__all__ = ["day", "history", "moment_text", "size_text"]


# A clerk reads what is to be done, a citizen where the order stands.
CITIZEN_STATES = {
    "submitted": _("Order received"),
    "in_progress": _("Being handled"),
    "incomplete": _("Waiting for you"),
    "to_sign": _("Being signed"),
    "issued": _("Document ready"),
    "delivered": _("Document downloaded"),
    "refused": _("Order refused"),
    "withdrawn": _("Order withdrawn"),
    "closed": _("Order closed"),
}
FOR_CITIZEN = {
    "submitted": _("We have received your order."),
    "in_progress": _("The service is handling your order."),
    "incomplete": _("We need something from you."),
    "to_sign": _("Your document is ready to be signed."),
    "issued": _("Your document is ready."),
    "delivered": _("You have your document."),
    "refused": _("Your order could not be granted."),
    "withdrawn": _("You withdrew your order."),
    "closed": _("This order is closed."),
}
ACTIONS = {
    "take": _("Taken in hand"),
    "ask_citizen": _("Question to the citizen"),
    "answer": _("Answer of the citizen"),
    "send_to_sign": _("Sent to be signed"),
    "send_back": _("Sent back by the signing officer"),
    "issue": _("Approved and issued"),
    "deliver": _("Delivered"),
    "refuse": _("Refused"),
    "withdraw": _("Withdrawn by the citizen"),
    "close": _("Closed"),
    "reopen": _("Taken up again"),
    None: _("Sent by the citizen"),
}


def history(order) -> list[dict]:
    """What happened, newest first: title (message), moment (text), actor (name), comment."""
    found = [
        (
            entry["time"].asdatetime(),
            ACTIONS.get(entry["action"], entry["action"]),
            entry["actor"],
            entry["comments"],
        )
        for entry in order.workflow_history.get("order_workflow", ())
    ]
    found += [(one.moment, _handed_over(one), one.actor, one.why) for one in order.hand_overs]
    found += proposal.told(order)
    found.sort(key=lambda entry: entry[0], reverse=True)
    return [
        {"title": title, "moment": moment_text(moment), "actor": full_name(actor), "comment": comment}
        for moment, title, actor, comment in found
    ]


def _handed_over(one):
    """From which unit to which, as far as they still are."""
    units = unit_titles()
    names = {"origin": units.get(one.origin, "—"), "target": units.get(one.target, "—")}
    return _("Handed over from ${origin} to ${target}", mapping=names)


def size_text(size: int):
    """Bytes as people of the page's language say them (message): 2.4 MB, 312 KB."""
    numbers = getRequest().locale.numbers.getFormatter("decimal")
    if size >= 1_000_000:
        return _("${size} MB", mapping={"size": numbers.format(round(size / 1_000_000, 1))})
    return _("${size} KB", mapping={"size": numbers.format(max(1, round(size / 1000)))})
