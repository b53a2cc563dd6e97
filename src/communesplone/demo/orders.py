"""Forty orders, made and handled through the very functions that citizens and clerks use, each at its own moment."""

from AccessControl.SpecialUsers import nobody
from collections.abc import Callable
from communesplone.core import moments
from communesplone.core.cases.indexing import sync_now
from communesplone.core.mail.letters import no_letters
from communesplone.core.registers import register
from communesplone.core.settings import working_days
from communesplone.demo import converter
from communesplone.demo.data import load
from communesplone.demo.domain import proofs
from communesplone.demo.domain.stories import Event
from communesplone.demo.domain.stories import plan
from communesplone.demo.domain.stories import until
from communesplone.demo.people import data_of
from communesplone.demo.people import office_data_of
from communesplone.requests import desk
from communesplone.requests import drafts
from communesplone.requests import intake
from communesplone.requests.content.order import Attachment
from DateTime import DateTime
from datetime import datetime
from logging import getLogger
from plone import api
from plone.app.uuid.utils import uuidToObject


logger = getLogger(__name__)
SLUGS = {"hc": "composition-de-menage", "rc": "certificat-de-residence", "br": "acte-de-naissance"}
STAFF = {"approve": "officier", "send_back": "officier", "reopen": "chef"}
CLERK = "agent"
BY_CITIZEN = frozenset({"submit", "answer", "withdraw", "download"})
NEEDS_PDF = frozenset({"prepare", "send_to_sign", "approve", "send_back", "hand_out", "download", "close"})
WORKFLOW = "order_workflow"
CONSENT = "J’accepte que la commune utilise ces données pour traiter ma demande."
MOTIVES = {"ask": "questions", "answer": "answers"}


def play(site, now: datetime) -> dict[str, int]:
    """Make the orders with all that happened to them up to `now`; returns how many were made and how many got stuck.

    Without a converter the orders that need a document stay in progress. No letter is posted. The rows of the case
    catalog are made in the running transaction.
    """
    orders = load("orders")
    events = plan(load("stories"), orders, now, moments.zone(), working_days())
    with converter.at_hand() as convertible, no_letters():
        theatre = Theatre(site, orders, convertible)
        for event in until(events, now):
            with moments.at(event.moment):
                theatre.perform(event)
    sync_now(site)
    return {"made": len(theatre.made), "stuck": len(theatre.stuck)}


class Theatre:
    """The orders made so far, by their line in the list."""

    def __init__(self, site, orders: list[dict], convertible: bool):
        self.site = site
        self.orders = orders
        self.convertible = convertible
        self.stories = load("stories")
        self.citizens = load("citizens")
        self.words = load("words")
        self.made: dict = {}
        self.stuck: set[int] = set()

    def perform(self, event: Event) -> None:
        """One step, by whom it takes, with the moment in the history; an order that is stuck stays so."""
        if event.order in self.stuck:
            return
        if event.step in NEEDS_PDF and not self.convertible and self._wants_pdf(event.order):
            self.stuck.add(event.order)
            return
        with api.env.adopt_user(user=self._actor(event)):
            step: Callable = getattr(self, f"_{event.step}")
            if step(event) is False:
                self.stuck.add(event.order)
                logger.warning("order %s of the demonstration: %s", event.order, self.made[event.order].failure)
        _date(self.made[event.order], event.moment)

    def _wants_pdf(self, number: int) -> bool:
        return any(line.startswith("prepare ") for line in self.stories[self.orders[number]["story"]])

    def _actor(self, event: Event):
        users = self.site.acl_users
        if event.step not in BY_CITIZEN:
            return users.getUserById(STAFF.get(event.step, CLERK))
        account = self._citizen(event).get("account")
        return users.getUserById(account) if account else nobody.__of__(users)

    def _citizen(self, event: Event) -> dict:
        return self.citizens[self.orders[event.order]["who"]]

    def _said(self, event: Event) -> str:
        said = self.orders[event.order]["say"]
        name = said if isinstance(said, str) else said[event.step]
        return self.words[MOTIVES.get(event.step, "reasons")][name]

    # The citizen's steps

    def _submit(self, event: Event) -> None:
        order, citizen = self.orders[event.order], self._citizen(event)
        procedure = self.site["demarches"][SLUGS[order["what"]]]
        token = f"demo-{event.order}"
        draft = drafts.keep(token, api.content.get_uuid(procedure), event.moment)
        draft.data = data_of(citizen, order, event.order)
        if order.get("other"):
            draft.files["proof"] = Attachment("proof", "livret-de-mariage.png", "image/png", proofs.png())
        draft.complete = True
        language, account = citizen.get("language", "fr"), citizen.get("account", "")
        receipt = intake.submit(procedure, token, CONSENT, language, event.moment, citizen=account)
        receipt.order.creation_date = DateTime(event.moment.isoformat())
        self.made[event.order] = receipt.order

    def _answer(self, event: Event) -> None:
        page = proofs.pdf("Attestation (demonstration)")
        files = [Attachment("answer", "attestation.pdf", "application/pdf", page)]
        desk.answer(self.made[event.order], self._said(event), files, event.moment)

    def _withdraw(self, event: Event) -> None:
        desk.withdraw(self.made[event.order])

    def _download(self, event: Event) -> None:
        desk.deliver(self.made[event.order], by_citizen=True)

    # The office's steps

    def _take(self, event: Event) -> None:
        desk.take(self.made[event.order])

    def _ask(self, event: Event) -> None:
        desk.ask(self.made[event.order], self._said(event), event.moment)

    def _prepare(self, event: Event) -> bool:
        order = self.made[event.order]
        desk.correct(order, {}, office_data_of(self._citizen(event), self.orders[event.order], event.order))
        return desk.prepare(order, _template(order), event.moment)

    def _send_to_sign(self, event: Event) -> None:
        desk.send_to_sign(self.made[event.order])

    def _send_back(self, event: Event) -> None:
        desk.send_back(self.made[event.order], self._said(event))

    def _approve(self, event: Event) -> bool:
        """The number comes from the same register, but within this transaction: the site is not yet committed."""
        order = self.made[event.order]
        order.issued_year = event.moment.year
        number = register.allot_here(order.register, order.reference, event.moment)
        order.number = register.display(order.register, order.issued_year, number)
        return desk.approve(order, _template(order), event.moment)

    def _hand_out(self, event: Event) -> None:
        desk.deliver(self.made[event.order], by_citizen=False)

    def _refuse(self, event: Event) -> None:
        desk.refuse(self.made[event.order], self._said(event))

    def _reopen(self, event: Event) -> None:
        desk.reopen(self.made[event.order], self._said(event))

    def _close(self, event: Event) -> None:
        desk.close(self.made[event.order])


def _template(order):
    """The template in the citizen's language, else the first one."""
    procedure = uuidToObject(order.procedure, unrestricted=True)
    found = [uuidToObject(uid, unrestricted=True) for uid in procedure.templates]
    return next((one for one in found if one.language == order.language), found[0])


def _date(order, moment: datetime) -> None:
    """Put the moment of the step where the workflow has put the moment of the installation."""
    when = DateTime(moment.isoformat())
    order.workflow_history[WORKFLOW][-1]["time"] = when
    order.workflow_history._p_changed = True
    order.modification_date = when
