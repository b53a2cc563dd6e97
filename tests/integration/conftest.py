"""Layers for tests against a Plone site in memory."""

from communesplone.testing import COMMUNES_FUNCTIONAL_TESTING
from communesplone.testing import COMMUNES_INTEGRATION_TESTING
from pytest_plone import fixtures_factory


globals().update(
    fixtures_factory(
        (
            (COMMUNES_FUNCTIONAL_TESTING, "functional"),
            (COMMUNES_INTEGRATION_TESTING, "integration"),
        )
    )
)
