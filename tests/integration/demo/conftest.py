"""Valmeuse, installed once for all tests here with a converter that needs no LibreOffice."""

from communesplone.testing import DEMO_FUNCTIONAL_TESTING
from communesplone.testing import DEMO_INTEGRATION_TESTING
from pytest_plone import fixtures_factory


globals().update(fixtures_factory(((DEMO_FUNCTIONAL_TESTING, "functional"), (DEMO_INTEGRATION_TESTING, "integration"))))
