"""What an order leaves behind on its way: in headers, cookies, logs."""

from communesplone.core.cases import tracking
from communesplone.requests import intake
from Products.SiteErrorLog import SiteErrorLog
from tests.integration.requests.test_order_path import fill
from tests.integration.requests.test_order_path import HOUSEHOLD
from tests.integration.requests.test_order_path import order
from tests.integration.requests.test_order_path import said
from zope.component import getGlobalSiteManager
import logging
import pytest


def test_personal_pages_are_kept_by_no_cache_and_named_to_no_other_site(town, browse):
    citizen = browse()
    order(citizen, town)
    clerk = browse("clerk")
    reference = said(citizen, "reference")
    pages = (
        (citizen, "@@track"),
        (citizen, "demarches/composition-de-menage/@@order"),
        (clerk, "@@cases"),
        (clerk, f"@@case/{reference}"),
        (clerk, f"@@case/{reference}/data"),
        (browse("citizen"), "@@my-orders"),
    )
    for browser, page in pages:
        browser.open(f"{town.absolute_url()}/{page}")
        assert browser.headers["Cache-Control"] == "private, no-store", page
        assert browser.headers["Referrer-Policy"] == "same-origin", page
        assert browser.headers["X-Content-Type-Options"] == "nosniff", page


def test_cookies_are_for_the_server_only_and_end_with_the_browser(town, browse):
    citizen = browse()
    order(citizen, town)
    citizen.open(f"{town.absolute_url()}/@@track")
    cookies = citizen.cookies.getinfo(tracking.COOKIE)
    assert cookies["expires"] is None
    jar = {cookie.name: cookie for cookie in citizen.testapp.cookiejar}
    for name in [name for name in jar if name.startswith("__communes")]:
        assert jar[name].has_nonstandard_attr("HttpOnly"), name
        assert jar[name].get_nonstandard_attr("SameSite") == "Lax", name


def test_leaving_ends_the_session_and_forgets_the_forms(town, browse):
    citizen = browse()
    order(citizen, town)
    confirmation = citizen.url
    citizen.open(f"{town.absolute_url()}/@@track")
    citizen.getControl("Leave this page safely").click()
    for page in (confirmation, f"{town.absolute_url()}/@@track"):
        citizen.open(page)
        assert "Lemaire" not in citizen.contents
        assert "order-secret" not in citizen.contents


@pytest.fixture
def error_log():
    """Entries of Plone's log of errors, which a server keeps and the test layer does not."""
    manager = getGlobalSiteManager()
    manager.registerHandler(SiteErrorLog.IPubFailureSubscriber)
    SiteErrorLog.temp_logs.clear()
    yield lambda: [entry for log in SiteErrorLog.temp_logs.values() for entry in log]
    manager.unregisterHandler(SiteErrorLog.IPubFailureSubscriber)


def test_no_log_keeps_a_national_number_or_a_secret(town, browse, monkeypatch, caplog, error_log):
    caplog.set_level(logging.DEBUG)
    citizen = browse()
    order(citizen, town)
    reference, secret = said(citizen, "reference"), said(citizen, "secret")

    def broken(*args, **kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr(intake, "submit", broken)
    monkeypatch.setattr(tracking, "remember", broken)
    citizen.handleErrors, citizen.raiseHttpErrors = True, False
    citizen.post(f"{town.absolute_url()}/@@track", f"open=1&number={reference}&secret={secret}")
    citizen.open(f"{town.absolute_url()}/demarches/composition-de-menage/@@order")
    monkeypatch.setattr("communesplone.requests.drafts.keep", broken)
    fill(citizen, {**HOUSEHOLD, "birth_date": "1985-07-30", "purpose": "school"})
    citizen.getControl("Check my order").click()
    assert citizen.headers["status"].startswith("500")
    entries = error_log()
    assert [entry["type"] for entry in entries] == ["RuntimeError", "RuntimeError"]
    for kept in (*map(str, entries), caplog.text):
        for word in (secret, "85.07.30-033.28", "85073003328"):
            assert word not in kept


@pytest.mark.parametrize("cookie", ["", "x", "A" * 5000, '"; Path=/', "é"])
def test_a_made_up_cookie_opens_nothing(town, browse, cookie):
    citizen = browse()
    citizen.addHeader("Cookie", f"{tracking.COOKIE}={cookie.encode().decode('latin-1')}")
    citizen.open(f"{town.absolute_url()}/@@track")
    assert "Show my order" in citizen.contents
