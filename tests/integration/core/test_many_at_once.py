"""Eight citizens send their orders in the same second."""

from communesplone.core.cases import indexing
from communesplone.core.cases import store
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.moments import now
from communesplone.requests import drafts
from communesplone.requests import intake
from concurrent.futures import ThreadPoolExecutor
from plone import api
from threading import Barrier
from ZODB.POSException import ConflictError
from zope.component.hooks import setSite
from zope.globalrequest import clearRequest
import pytest
import transaction


CLIENTS, EACH = 8, 5


@pytest.fixture
def procedure(live_town):
    """A procedure that is ordered every day, and a database with room for two connections a client.

    The first case of a shard and the last draft of one change the nodes above, so a commune at work is what counts.
    """
    with live_town.manager():
        folder = live_town.portal.get("demarches") or api.content.create(
            live_town.portal, "ProcedureFolder", id="demarches", title="Démarches"
        )
        made = api.content.create(
            folder, "Procedure", id="menage", title="Composition de ménage", online=True, unit=live_town.population
        )
    for number in range(4 * store.SHARDS):
        live_town.order(f"Citizen {number}")
        keep_draft(made, f"somebody else's {number}")
    transaction.commit()
    database = live_town.portal._p_jar.db()
    before = database.getPoolSize()
    database.setPoolSize(2 * CLIENTS + 4)
    yield made
    database.setPoolSize(before)


def keep_draft(procedure, token):
    draft = drafts.keep(token, api.content.get_uuid(procedure), now())
    draft.data = {"first_name": "Nadia", "last_name": f"Lemaire {token}"}
    draft.complete = True


class Client:
    """A citizen's requests: a connection and a transaction of the thread's own; conflicts are counted."""

    def __init__(self, portal, barrier):
        self.portal, self.barrier, self.conflicts = portal, barrier, 0

    def run(self, tokens):
        path = self.portal.getPhysicalPath()
        connection = self.portal._p_jar.db().open(transaction.manager)
        clearRequest()
        try:
            self.barrier.wait(30)
            return [self._submit(connection, path, token) for token in tokens]
        finally:
            setSite(None)
            transaction.abort()
            connection.close()

    def _submit(self, connection, path, token):
        while True:
            transaction.begin()
            site = connection.root()["Application"].unrestrictedTraverse(path)
            setSite(site)
            try:
                receipt = intake.submit(site["demarches"]["menage"], token, "yes", "fr", now())
                reference = receipt.order.reference
                transaction.commit()
            except ConflictError:
                transaction.abort()
                self.conflicts += 1
            else:
                return reference


def race(live_town, tokens_of):
    barrier = Barrier(CLIENTS)
    clients = [Client(live_town.portal, barrier) for _number in range(CLIENTS)]
    with ThreadPoolExecutor(CLIENTS) as pool:
        found = [pool.submit(client.run, tokens_of(number)) for number, client in enumerate(clients)]
        references = [reference for one in found for reference in one.result(120)]
    transaction.begin()
    return references, sum(client.conflicts for client in clients)


def test_all_orders_are_stored_and_nobody_waits_for_another(live_town, procedure):
    tokens = [[f"{number}-{turn}" for turn in range(EACH)] for number in range(CLIENTS)]
    for one in tokens:
        for token in one:
            keep_draft(procedure, token)
    transaction.commit()
    counter = live_town.portal.portal_catalog.getCounter()
    references, conflicts = race(live_town, lambda number: tokens[number])
    assert len(set(references)) == CLIENTS * EACH
    assert all(store.find(reference) is not None for reference in references)
    # Two may meet where a node of the same shard splits: rare, and then repeated.
    assert conflicts <= 2
    assert len(get_catalog()) == CLIENTS * EACH + 4 * store.SHARDS
    assert indexing.catch_up(live_town.portal) == {"made": 0, "renewed": 0, "removed": 0}
    assert live_town.portal.portal_catalog.getCounter() == counter


def test_the_same_form_sent_eight_times_at_once_is_one_order(live_town, procedure):
    keep_draft(procedure, "one form")
    transaction.commit()
    references, _conflicts = race(live_town, lambda number: ["one form"])
    assert len(set(references)) == 1
    assert len(references) == CLIENTS
    assert len(list(store.walk())) == len(get_catalog()) == 1 + 4 * store.SHARDS
