"""Addresses made to lead astray: elsewhere, into the machine, or into the file system (S4, S5)."""

from .test_two_steps import authenticator
from urllib.parse import quote
import pytest
import time


ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https:///evil.example",
    "http://localhost@evil.example/",
    "%2f%2fevil.example",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,x",
    "\thttps://evil.example",
    "https://evil.example\\@localhost/",
    "https://evil.example#@localhost/",
    "http://evil.example%00.localhost/",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_address_leads_out_of_the_site(live_town, window, target):
    browser = window()
    answer = browser.log_in("anna", came_from=target)
    places = [answer.headers.get("Location", "")]
    for path in (
        "/logout?next=",
        "/login?came_from=",
        "/require_login?came_from=",
        "/@@switchLanguage?set_language=fr&came_from=",
    ):
        answer = window().get(path + quote(target))
        places.append(answer.headers.get("Location", ""))
    origin = live_town.portal.absolute_url().rsplit("/", 1)[0]
    assert [
        place for place in places if (place and not place.startswith(("/", origin))) or place.startswith("//")
    ] == []


TRAVERSALS = [
    "/str.format",
    "/title/format",
    "/__class__",
    "/__class__/__mro__",
    "/__init__/__globals__",
    "/aq_parent",
    "/aq_inner/aq_parent",
    "/@@",
    "/@@/x",
    "/..%2f..%2fetc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/++resource++communesplone.fields/..%2f..%2fconfigure.zcml",
    "/++plone++communesplone/../../settings.py",
    "/++theme++x/%2e%2e/x",
    "/++api++" * 50,
    "/VirtualHostBase/http/evil.example:80/",
    "/case_catalog",
    "/cases",
    "/_p_jar",
    "/acl_users/session/_validateTicket",
    "/acl_users/source_users/_user_passwords",
    "/acl_users/source_users/listUserIds",
    "/acl_users/session/renew",
    "/portal_registry/records",
    "/reference_catalog",
    "/manage_main",
]


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_address_reaches_inside(live_town, web, path):
    start = time.perf_counter()
    answer = web.get(path)
    assert answer.status in (301, 302, 400, 401, 403, 404), answer.text[:200]
    assert "root:" not in answer.text and "Traceback" not in answer.text and "BCRYPT" not in answer.text
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("page", ["/@@two-steps", "/@@second-steps"])
def test_our_pages_with_effects_want_a_token(live_town, window, page):
    browser = window()
    browser.log_in("anna")
    assert browser.post(page, begin="1", code="123456", user="carla").status in (302, 401, 403)
    assert authenticator(browser.get("/@@two-steps").text)


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({}, True),
    ],
)
@pytest.mark.parametrize("path", ["/login", "/++api++/@login", "/@@track"])
def test_a_form_on_another_site_sends_nothing_here(live_town, web, path, headers, passes):
    answer = web.get(path, method="POST", body="{}", headers={"Content-Type": "text/plain", **headers})
    assert (answer.status != 403) == passes
