"""Public pages may be kept, personal ones never; an order makes no public page old, a change of its content does."""

from communesplone.core.cases import store
from communesplone.core.domain import references
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.dexterity.utils import createContent
from plone.testing.zope import Browser
from z3c.caching.interfaces import IPurgePaths
from zope.component import getAdapters
import pytest
import transaction


PAGES = ("", "/demarches", "/demarches/composition-de-menage")
PERSONAL = ("/@@track", "/demarches/composition-de-menage/@@order")


@pytest.fixture
def ask(functional):
    """Headers of a page, as a visitor or with a name and password."""
    portal = functional["portal"]
    transaction.commit()

    def headers(path: str, user: str = "", **sent: str) -> dict:
        browser = Browser(functional["app"])
        browser.raiseHttpErrors = False
        for name, value in sent.items():
            browser.addHeader(name.replace("_", "-"), value)
        if user:
            browser.addHeader("Authorization", f"Basic {user}:{SITE_OWNER_PASSWORD}")
        browser.open(portal.absolute_url() + path)
        return {name.lower(): value for name, value in browser.headers.items()}

    return headers


@pytest.fixture
def services(functional):
    """Address of a public page of a service."""
    portal = functional["portal"]
    return portal.portal_catalog(portal_type="Unit")[0].getURL()[len(portal.absolute_url()) :]


def test_a_proxy_may_keep_every_public_page_for_five_minutes(ask, services):
    for page in (*PAGES, services):
        found = ask(page)
        assert found["cache-control"] == "max-age=0, s-maxage=300, must-revalidate", page
        assert "cookie" in found["vary"].lower() and found["etag"], page


def test_somebody_logged_in_is_given_nothing_that_a_proxy_keeps(ask):
    for page in PAGES:
        found = ask(page, user=SITE_OWNER_NAME)
        assert "private" in found["cache-control"] and "s-maxage" not in found["cache-control"], page


def test_personal_pages_are_kept_by_nobody(ask):
    for page in PERSONAL:
        assert ask(page)["cache-control"] == "private, no-store", page


def test_who_has_the_page_is_told_that_it_is_still_good(ask):
    for page in PAGES:
        assert ask(page, If_None_Match=ask(page)["etag"])["status"].startswith("304"), page


def test_an_order_makes_no_public_page_old(ask, functional):
    portal = functional["portal"]
    before = {page: ask(page)["etag"] for page in PAGES}
    counter = portal.portal_catalog.getCounter()
    order = createContent("Order", procedure_id="composition-de-menage", applicant_name="Nadia Lemaire")
    order.reference = references.derive(b"cached", "pages")
    store.put(order)
    transaction.commit()
    assert portal.portal_catalog.getCounter() == counter
    assert {page: ask(page)["etag"] for page in PAGES} == before


def test_a_changed_setting_makes_every_page_old(ask):
    before = {page: ask(page)["etag"] for page in PAGES}
    api.portal.set_registry_record("communesplone.website.phone", "+32 80 00 00 00")
    transaction.commit()
    assert all(ask(page)["etag"] != before[page] for page in PAGES)


def test_new_content_makes_the_gathering_pages_old(ask, functional):
    before = ask("")["etag"]
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(api.content.create(functional["portal"], "News Item", "news", title="N"), "publish")
    transaction.commit()
    assert ask("")["etag"] != before


def test_the_pages_above_a_changed_one_are_purged_with_it(functional):
    portal = functional["portal"]
    procedure = portal["demarches"]["composition-de-menage"]
    paths = {path for _name, one in getAdapters((procedure,), IPurgePaths) for path in one.getRelativePaths()}
    root = "/" + portal.virtual_url_path()
    assert {root, f"{root}/", f"{root}/demarches", f"{root}/demarches/", f"{root}/@@home"} <= paths
