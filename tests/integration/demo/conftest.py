"""Valmeuse, installed once for all tests here with a converter that needs no LibreOffice, and then taken away.

A layer that stays would put its site before that of all later tests.
"""

from communesplone.testing import DEMO_FUNCTIONAL_TESTING
from communesplone.testing import DEMO_INTEGRATION_TESTING
from zope.pytestlayer.fixture import setup_layer
from zope.pytestlayer.fixture import teardown_layer
import pytest


def lineage(*layers) -> list:
    """The layers with all they are built on, the lowest first."""
    found = []
    for layer in layers:
        if layer is not object:
            found += [base for base in lineage(*layer.__bases__) if base not in found]
            found += [layer] if layer not in found else []
    return found


@pytest.fixture(scope="package")
def _layers(request):
    state = request.session.zopelayer_state
    own = [one for one in lineage(DEMO_INTEGRATION_TESTING, DEMO_FUNCTIONAL_TESTING) if one not in state.current]
    for layer in own:
        setup_layer(layer, request)
    yield
    for layer in reversed([one for one in own if one in state.current]):
        teardown_layer(layer, request)


def entered(layer):
    """The layer, ready for one test, whose changes go with it."""
    steps = [one for one in lineage(layer) if hasattr(one, "testSetUp")]
    for one in steps:
        one.testSetUp()
    yield layer
    for one in reversed(steps):
        one.testTearDown()


@pytest.fixture
def integration(_layers):
    yield from entered(DEMO_INTEGRATION_TESTING)


@pytest.fixture
def functional(_layers):
    yield from entered(DEMO_FUNCTIONAL_TESTING)
