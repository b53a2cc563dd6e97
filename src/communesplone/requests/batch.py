"""What a clerk does to many orders at once from the queue."""

from communesplone import _
from communesplone.core.cases.batch import BatchAction
from communesplone.core.cases.workflow import NotPossible
from communesplone.core.cases.workflow import possible
from communesplone.requests import desk
from communesplone.requests.bulk import prepare_many
from communesplone.requests.content.order import IOrder
from communesplone.requests.templates import templates_for


NO_TEMPLATE = _("The procedure has no template")
NO_ORDER = _("Not an order")


class _OrderAction(BatchAction):
    """Only orders know these steps."""

    def do(self, case, text: str) -> None:
        if not IOrder.providedBy(case):
            raise NotPossible(self.title, NO_ORDER)
        self.step(case)

    def step(self, order) -> None:
        raise NotImplementedError


class Prepare(_OrderAction):
    """Documents of all chosen orders, by one job with progress."""

    title = _("Prepare the documents")
    rank = 20

    def step(self, order) -> None:
        if "send_to_sign" not in possible(order):
            raise NotPossible("prepare")
        if not templates_for(order):
            raise NotPossible("prepare", NO_TEMPLATE)

    def said(self, number: int):
        return _("Documents being prepared: ${number}. Reload the page in a while.", mapping={"number": str(number)})

    def after(self, references: list[str]) -> None:
        prepare_many(references)


class Deliver(_OrderAction):
    """Handed over at the counter."""

    title = _("Mark as delivered")
    rank = 30

    def step(self, order) -> None:
        if "deliver" not in possible(order):
            raise NotPossible("deliver")
        desk.deliver(order, by_citizen=False)

    def said(self, number: int):
        return _("Orders marked as delivered: ${number}", mapping={"number": str(number)})


class Close(_OrderAction):
    """Nothing more to do."""

    title = _("Close")
    rank = 40

    def step(self, order) -> None:
        desk.close(order)

    def said(self, number: int):
        return _("Orders closed: ${number}", mapping={"number": str(number)})
