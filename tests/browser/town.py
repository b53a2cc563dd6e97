"""The town of the browser tests: a site with staff, citizens and procedures, built once and kept for all of them.

The layers are set up by hand instead of by pytest-plone: the town lies between the layer and the storage of one test,
and has to be gone before other tests use the same layers.
"""

from collections.abc import Callable
from collections.abc import Iterator
from communesplone.core.mail import queue
from communesplone.requests import ready
from communesplone.testing import COMMUNES_FUNCTIONAL_TESTING
from contextlib import contextmanager
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import ploneSite
from plone.app.testing import SITE_OWNER_NAME
from plone.testing import Layer
from plone.testing import zodb
import transaction


PASSWORD = "secret-Of-tests-1"
NAMES = {"citoyen": "Nadia Lemaire", "agent": "Sophie Lambert", "chef": "Karim Benali", "officier": "Claire Docquier"}
COMMUNE = {
    "commune_name": "Valmeuse",
    "tagline": "Commune de Wallonie",
    "address": "Place du Pont 1\n5999 Valmeuse",
    "phone": "081 00 00 00",
    "email": "commune@valmeuse.example",
    "opening_hours": "Monday to Friday, 9:00 to 12:00",
}


def in_order(layer: Layer) -> list[Layer]:
    """A layer and what it stands on, the ground first, each once."""
    found: list[Layer] = []
    for base in layer.__bases__:
        if base is not object:
            found += [one for one in in_order(base) if one not in found]
    return [*found, layer]


LAYERS = in_order(COMMUNES_FUNCTIONAL_TESTING)


@contextmanager
def storage_with(build: Callable, folder: str) -> Iterator[None]:
    """Have every test start from what `build(portal, folder)` makes; afterwards it is gone."""
    town = Layer(bases=(COMMUNES_FUNCTIONAL_TESTING,), name="Town")
    town["zodbDB"] = zodb.stackDemoStorage(town.get("zodbDB"), name="Town")
    try:
        with ploneSite() as portal:
            build(portal, folder)
        yield
    finally:
        town["zodbDB"].close()
        del town["zodbDB"]


def build(portal, folder: str) -> None:
    """A unit with its staff, a citizen with an account, three procedures that can be ordered on line."""
    queue.use_queue(portal.MailHost, f"{folder}/mails")
    login(portal.aq_parent, SITE_OWNER_NAME)
    _settings()
    for name, fullname in NAMES.items():
        properties = {"fullname": fullname}
        api.user.create(email=f"{name}@valmeuse.example", username=name, password=PASSWORD, properties=properties)
    unit = api.content.create(portal, "Unit", "population", title="Population")
    api.content.create(portal, "Unit", "travaux", title="Works")
    unit.clerks, unit.heads, unit.signers = ("agent",), ("chef",), ("officier",)
    unit.phone, unit.email, unit.address = "081 00 00 01", "population@valmeuse.example", "Place du Pont 1"
    unit.reindexObject()
    demarches = api.content.create(portal, "ProcedureFolder", "demarches", title="Procedures")
    api.content.transition(demarches, to_state="published")
    for code in ("household-composition", "residence-certificate", "birth-record"):
        procedure = ready.add(demarches, code, unit_uid=unit.UID(), language="en", online=True)
        api.content.transition(procedure, to_state="published")
    logout()
    transaction.commit()


def _settings() -> None:
    api.portal.set_registry_record("plone.available_languages", ["en", "fr", "nl", "de", "es"])
    for name in ("use_cookie_negotiation", "set_cookie_always"):
        api.portal.set_registry_record(f"plone.{name}", True)
    api.portal.set_registry_record("plone.email_from_address", "commune@valmeuse.example")
    for name, value in COMMUNE.items():
        api.portal.set_registry_record(f"communesplone.website.{name}", value)
