"""The town of the browser tests: the demonstration commune, built once and kept for all of them.

The layers are set up by hand instead of by pytest-plone: the town lies between the layer and the storage of one test,
and has to be gone before other tests use the same layers.
"""

from collections.abc import Iterator
from communesplone.core.documents.interfaces import IConverter
from communesplone.demo import town as demo
from communesplone.testing import COMMUNES_FUNCTIONAL_TESTING
from communesplone.testing import PaperConverter
from contextlib import contextmanager
from plone import api
from plone.app.testing import applyProfile
from plone.app.testing import ploneSite
from plone.testing import Layer
from plone.testing import zodb
from zope.component import getGlobalSiteManager
from zope.component import getUtility
import os
import transaction


PASSWORD = os.environ.get(demo.PASSWORD) or demo.KNOWN
LANGUAGES = ["fr", "nl", "de", "en", "es"]


def in_order(layer: Layer) -> list[Layer]:
    """A layer and what it stands on, the ground first, each once."""
    found: list[Layer] = []
    for base in layer.__bases__:
        if base is not object:
            found += [one for one in in_order(base) if one not in found]
    return [*found, layer]


LAYERS = in_order(COMMUNES_FUNCTIONAL_TESTING)


@contextmanager
def valmeuse() -> Iterator[None]:
    """Have every test start from the demonstration commune; afterwards it is gone."""
    town = Layer(bases=(COMMUNES_FUNCTIONAL_TESTING,), name="Town")
    town["zodbDB"] = zodb.stackDemoStorage(town.get("zodbDB"), name="Town")
    try:
        with ploneSite() as portal, paper_converter():
            _build(portal)
        yield
    finally:
        town["zodbDB"].close()
        del town["zodbDB"]


@contextmanager
def paper_converter() -> Iterator[None]:
    """The forty orders of the demonstration get the smallest of PDFs: they are not what is looked at."""
    manager, original = getGlobalSiteManager(), getUtility(IConverter)
    manager.registerUtility(PaperConverter(), IConverter)
    try:
        yield
    finally:
        manager.registerUtility(original, IConverter)


def _build(portal) -> None:
    records = {"default_language": "fr", "available_languages": LANGUAGES, "use_cookie_negotiation": True}
    for name, value in records.items():
        api.portal.set_registry_record(f"plone.{name}", value)
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    applyProfile(portal, "communesplone.demo:default")
    transaction.commit()
