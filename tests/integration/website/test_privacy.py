"""The privacy page says what the features declare, with the periods as they are set, and leaves nothing out."""

from communesplone.core.domain.processing import missing
from communesplone.core.interfaces import IRetentionRules
from communesplone.core.interfaces import IUnfinishedWork
from communesplone.core.processing import register
from communesplone.core.retention.settings import settings as retention
from communesplone.website.privacy.settings import settings
from pathlib import Path
from plone import api
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from zope.component import getUtilitiesFor
import communesplone
import csv
import io
import pytest
import re
import transaction


# A name for a place in an annotation of the site, or of a user's settings: what a feature stores beside content.
STORE = re.compile(r'^(?:ANNOTATION|KEY) = "(communesplone\.[\w.]+)"', re.MULTILINE)
# Data about forms, not about people.
NOT_STORES = {"communesplone.requests.when_fields"}


@pytest.fixture
def site(functional_portal):
    login(functional_portal.aq_parent, SITE_OWNER_NAME)
    return functional_portal


def seen(functional, site, path="@@privacy"):
    transaction.commit()
    browser = Browser(functional["app"])
    browser.handleErrors = False
    browser.open(f"{site.absolute_url()}/{path}")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", browser.contents))


def test_every_store_of_the_suite_is_declared(site):
    """Whoever adds a place where things are kept says in an IProcessing utility what for: docs/how-to/develop.rst."""
    found = {
        name
        for path in Path(communesplone.__file__).parent.rglob("*.py")
        for name in STORE.findall(path.read_text("utf-8"))
    }
    declared = {name for one in register.declared() for name in one.stores}
    assert len(found) > 8
    assert found - NOT_STORES - declared == set()


def test_every_kind_of_case_with_a_period_is_declared(site):
    kinds = {kind for one in register.activities() for kind in one.kinds}
    for interface in (IRetentionRules, IUnfinishedWork):
        assert {name for name, _utility in getUtilitiesFor(interface)} <= kinds


def test_every_activity_says_all_that_the_law_asks_for(site):
    assert {one.key: missing(one) for one in register.activities() if missing(one)} == {}
    keys = [one.key for one in register.declared()]
    assert len(keys) == len(set(keys))


def test_periods_are_those_that_are_set(functional, site):
    assert "no period is set yet" in seen(functional, site)
    retention().keep_days, retention().keep_issued_days = 400, 3650
    words = seen(functional, site)
    assert "400 days after the last step" in words and "3650 days after the last step when" in words
    assert "no period is set yet" not in words
    for found in ("14 days when it is saved for later", "Alerts, ", "__communes_device", "art. 6, 1, e"):
        assert found in words


def test_whom_to_turn_to(functional, site):
    settings().officer, settings().officer_email = "Anne Dumont", "dpo@valmeuse.example"
    settings().beside = ["Logs of the web server: 30 days"]
    words = seen(functional, site)
    for found in ("Anne Dumont", "dpo@valmeuse.example", "Logs of the web server", "Autorité de protection"):
        assert found in words
    api.portal.set_registry_record("communesplone.core.jurisdiction", "france")
    words = seen(functional, site)
    assert "CNIL" in words and "Autorité de protection" not in words


def test_the_register_for_the_officer(functional, site):
    settings().officer = "=Anne"
    transaction.commit()
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(f"{site.absolute_url()}/@@privacy-register-csv")
    rows = list(csv.reader(io.StringIO(browser.contents.lstrip("\ufeff"))))
    assert len(rows) == len(register.activities()) + 1
    assert {len(row) for row in rows} == {10}
    assert all(all(row[:7]) for row in rows)
    assert rows[1][8].startswith("'=Anne")
