"""`@@order-at-counter`: a clerk enters an order for somebody at the counter, on the telephone, by letter."""

from AccessControl import Unauthorized
from communesplone import _
from communesplone.core.audit import cases as audit
from communesplone.core.cases.people import staff
from communesplone.core.cases.words import CHANNELS
from communesplone.core.forms.sent import text_of
from communesplone.core.moments import now
from communesplone.requests import asking
from communesplone.requests import intake
from communesplone.requests.browser.order import OrderForm
from plone import api
from plone.protect import CheckAuthenticator
from zExceptions import NotFound


EMAIL = "email"


def may_enter(procedure) -> bool:
    """Whether the current user enters orders for others: clerks and heads of the responsible unit."""
    if api.user.is_anonymous() or not procedure.unit:
        return False
    return api.user.get_current().getId() in staff(procedure.unit)


class CounterForm(OrderForm):
    """The citizen's form, for a clerk: no limits, no e-mail address needed, and who entered it how is recorded."""

    purpose = "counter order"
    at_counter = True
    can_save = False
    optional = (EMAIL,)

    def check_door(self) -> None:
        """Raises Unauthorized for whoever is not of the unit, NotFound where there is no form."""
        if not may_enter(self.context):
            raise Unauthorized("order-at-counter")
        if not any(step.fields for step in self.plan.steps):
            raise NotFound(self.__name__)
        if self.request.method == "POST":
            CheckAuthenticator(self.request)

    def getContent(self) -> dict:
        """What is kept; never what is known of the clerk."""
        return asking.fitting(self.model, self.known_answers())

    first_answers = getContent

    @property
    def action(self):
        return f"{self.context.absolute_url()}/@@order-at-counter"

    def channels(self) -> list[dict]:
        """How an order comes to the town hall."""
        return [
            {"value": value, "title": title, "checked": "checked" if value == self._channel else None}
            for value, title in CHANNELS.items()
            if value != "web"
        ]

    @property
    def _channel(self) -> str:
        return text_of(self.request, "channel")

    def is_doubtful(self) -> bool:
        """Whether something is missing about how the order came."""
        if self._channel not in CHANNELS or self._channel == "web":
            self.counter_error = _("Say how the order came.")
        elif self._channel == "counter" and not self.request.form.get("identity"):
            self.counter_error = _("Look at the identity card of the person at the counter, then tick the box.")
        return bool(self.counter_error)

    def submit(self) -> intake.Receipt:
        desk = intake.Desk(self._channel, api.user.get_current().getId(), bool(self.request.form.get("identity")))
        return intake.submit(self.context, self.token, self._consent_said(), self.language, now(), desk=desk)

    def after_sending(self) -> None:
        """The clerk's browser follows no order; the log says who entered it."""
        if not self.receipt.repeated:
            audit.act("order.entered", self.receipt.order, channel=self.receipt.order.channel)

    @property
    def case_url(self) -> str:
        return f"{api.portal.get().absolute_url()}/@@case/{self.receipt.order.reference}"
