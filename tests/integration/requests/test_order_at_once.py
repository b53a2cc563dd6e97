"""Several clicks and several citizens at once, over HTTP with real threads."""

from .test_order_path import field
from .test_order_path import fill
from .test_order_path import HOUSEHOLD
from communesplone.core.cases import store
from communesplone.testing import posted
from concurrent.futures import ThreadPoolExecutor
from plone import api
from plone.keyring.interfaces import IKeyManager
from urllib.parse import urlencode
from urllib.request import Request
from urllib.request import urlopen
from zope.component import getUtility
import re
import transaction


def reviewed_token(browse, town) -> str:
    """Token of an order that only waits to be confirmed."""
    browser = browse()
    browser.open(f"{town.absolute_url()}/demarches/composition-de-menage/@@order")
    fill(browser, {**HOUSEHOLD, "birth_date": "1985-07-30", "purpose": "school"})
    token = field(browser, "token").value
    browser.getControl("Check my order").click()
    return token


def confirm(town, token) -> str:
    """Confirm over HTTP; the number on the confirmation page."""
    body = urlencode({"token": token, "consent": "1", "form.confirm": "1"}).encode()
    url = f"{town.absolute_url()}/demarches/composition-de-menage/@@order"
    with urlopen(Request(url, data=body), timeout=60) as answer:
        return re.search(r'id="order-reference"[^>]*>([^<]+)<', answer.read().decode())[1].strip()


def test_eight_clicks_at_once_make_one_order_and_one_mail(town, browse):
    token = reviewed_token(browse, town)
    with ThreadPoolExecutor(8) as pool:
        references = list(pool.map(lambda _click: confirm(town, token), range(8)))
    transaction.begin()
    assert len(set(references)) == 1
    assert [case.reference for case in store.walk()] == references[:1]
    assert len(posted(town)) == 1


def test_eight_citizens_at_once_are_all_served_and_the_public_site_stays_cached(town, browse):
    tokens = [reviewed_token(browse, town) for _citizen in range(8)]
    counter = api.portal.get_tool("portal_catalog").getCounter()
    with ThreadPoolExecutor(8) as pool:
        references = list(pool.map(lambda token: confirm(town, token), tokens))
    transaction.begin()
    assert len(set(references)) == 8
    assert {case.reference for case in store.walk()} == set(references)
    assert {path.rpartition("/")[2] for path in town["case_catalog"].revisions()} == set(references)
    assert api.portal.get_tool("portal_catalog").getCounter() == counter


def test_a_form_open_while_the_sites_key_changes_still_makes_one_order(town, browse):
    token = reviewed_token(browse, town)
    first = confirm(town, token)
    transaction.begin()
    getUtility(IKeyManager).rotate("_system")
    transaction.commit()
    assert confirm(town, token) == first
