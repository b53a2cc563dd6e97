"""Documents of many orders: one job, which goes from order to order and says on each what went wrong."""

from communesplone import _
from communesplone.core.cases import store
from communesplone.core.cases.workflow import NotPossible
from communesplone.core.jobs.api import Again
from communesplone.core.jobs.api import enqueue
from communesplone.core.jobs.api import Hopeless
from communesplone.core.jobs.interfaces import IJobHandler
from communesplone.core.jobs.job import Job
from communesplone.core.moments import now
from communesplone.requests import desk
from communesplone.requests.content.order import Order
from communesplone.requests.templates import templates_for
from logging import getLogger
from plone import api
from zope.interface import implementer


logger = getLogger(__name__)
KIND = "orders.prepare"
MOST = 500
# Tries of one order before the job leaves it behind and goes on with the others.
PATIENCE = 3
NO_TEMPLATE = _("The procedure has no template.")
BROKEN = _(
    "The document could not be made, for a reason nobody foresaw. The order is unchanged; tell your administrator."
)


def prepare_many(references: list[str]) -> str:
    """Have the documents of these orders prepared by a job, in the name of the current user; returns the job's id.

    Orders that the user may not handle when their turn comes, or that are not in progress then, are left as they are.
    Raises ValueError for none, and for more than `MOST`.
    """
    chosen = list(dict.fromkeys(references))
    if not 0 < len(chosen) <= MOST:
        raise ValueError(len(chosen))
    return enqueue(KIND, {"orders": chosen, "at": 0, "made": 0})


@implementer(IJobHandler)
class PrepareMany:
    """Payload: `orders` (references), `at` (whose turn it is), `made` (documents so far)."""

    title = _("Prepare documents of several orders")

    def do(self, payload: dict, job: Job) -> Again | None:
        orders, at = payload["orders"], payload["at"]
        if at < len(orders):
            made = payload["made"] + self._one(orders[at], job)
            if at + 1 < len(orders):
                return Again({"orders": orders, "at": at + 1, "made": made}, at + 1, len(orders))
            job.done, job.total, job.note = len(orders), len(orders), f"{made} / {len(orders)}"
        return None

    def _one(self, reference: str, job: Job) -> bool:
        """Whether the document was made; why not stands on the order."""
        order = store.find(reference)
        if not isinstance(order, Order):
            return False
        if job.tries > PATIENCE:
            logger.error("document of %s not made after %s tries", reference, PATIENCE)
            return _say(order, BROKEN)
        with _as_asked(job.asked_by):
            return _prepare(order)


def _as_asked(user_id: str):
    """Act with the rights that the one who asked has now; raises Hopeless when the account is gone."""
    user = api.user.get(userid=user_id) if user_id else None
    if user is None:
        raise Hopeless(_("The account of the person who asked is gone."))
    return api.env.adopt_user(user=user.getUser())


def _prepare(order) -> bool:
    if not api.user.has_permission("View", obj=order):
        return False
    templates = templates_for(order)
    try:
        return desk.prepare(order, templates[0]["object"], now()) if templates else _say(order, NO_TEMPLATE)
    except NotPossible:
        return False


def _say(order, words) -> bool:
    order.failure = api.portal.translate(words)
    order.reindexObject()
    return False
