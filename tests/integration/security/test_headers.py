"""Every kind of answer carries what protects its reader (S14)."""

from communesplone.core.browser import headers
from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.security.settings import PREFIX
from plone import api
from plone.namedfile.file import NamedBlobFile
from zope.interface import alsoProvides
from ZPublisher.pubevents import PubBeforeCommit
import pytest
import transaction


EVERYWHERE = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PAGES = {
    "": ["", "/@@search?SearchableText=a", "/@@track", "/login", "/sitemap", "/@@units", "/nothing-here", "/@@cases"],
    "anna": ["", "/@@cases", "/@@personal-information", "/@@my-orders"],
}
KINDS = [(user, path) for user, paths in PAGES.items() for path in paths]


@pytest.mark.parametrize(("user", "path"), KINDS)
def test_a_page_carries_all_headers(live_town, web, user, path):
    answer = web.get(path, user)
    assert {name: answer.headers.get(name) for name in EVERYWHERE} == EVERYWHERE
    assert "frame-ancestors" in answer.headers["Content-Security-Policy"]
    assert (
        "'unsafe-inline'" not in answer.headers["Content-Security-Policy"].partition("script-src")[2].partition(";")[0]
    )
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.parametrize("path", ["/@search", "/@site", "/nothing", "/@users/anna"])
def test_a_service_too(live_town, web, path):
    answer = web.get(f"/++api++{path}", accept="application/json")
    assert {name: answer.headers.get(name) for name in EVERYWHERE} == EVERYWHERE
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_by_https_the_browser_is_told_to_insist(portal):
    request = portal.REQUEST.clone()
    alsoProvides(request, ICommunesLayer)
    request.set("SERVER_URL", "https://www.valmeuse.example")
    headers.set_headers(PubBeforeCommit(request))
    assert request.response.getHeader("Strict-Transport-Security") == "max-age=31536000"


def test_a_page_for_one_person_is_kept_by_nobody(live_town, web):
    for path in PAGES["anna"]:
        assert "no-store" in web.get(path, "anna").headers["Cache-Control"], path


def test_a_date_that_proxies_can_read(live_town, web):
    assert web.get("/login").headers["Expires"] == "Sat, 01 Jan 2000 00:00:00 GMT"


def _put(town, name: str, kind: str, content: bytes):
    with town.manager():
        file = NamedBlobFile(data=content, contentType=kind, filename=name)
        made = api.content.create(town.portal, "File", id=name, file=file)
        made.reindexObject()
    transaction.commit()
    return made


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.js", "text/javascript"), ("a.css", "text/css"), ("a.svg", "image/svg+xml"), ("a.html", "text/html")],
)
def test_an_uploaded_file_never_runs_in_the_site(live_town, web, name, kind):
    _put(live_town, name, kind, b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
    for path in (f"/{name}/@@download/file/{name}", f"/{name}/@@display-file/file/{name}"):
        answer = web.get(path)
        assert answer.status == 200
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert "javascript" not in answer.headers["Content-Type"] and "css" not in answer.headers["Content-Type"]


def test_a_commune_tries_a_policy_out_and_opens_it_for_an_address(live_town, web):
    registry = live_town.portal.portal_registry
    registry[f"{PREFIX}.sources"] = ("img-src https://tiles.example.org",)
    registry[f"{PREFIX}.report_only"] = True
    transaction.commit()
    answer = web.get("")
    assert "Content-Security-Policy" not in answer.headers
    assert "https://tiles.example.org" in answer.headers["Content-Security-Policy-Report-Only"]
