"""No service does anything for a page of another site, whatever it makes the browser of a manager send (S8)."""

from .services import NOT_HERE
from .services import PLACES
from .services import Service
from .services import SERVICES
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from tests.integration.core.conftest import Browser
from tests.integration.core.conftest import PASSWORD
from tests.integration.permissions.registered import SERVICE
from tests.integration.storage import writes_since
from zope.component import getGlobalSiteManager
import base64
import json
import pytest
import transaction


# What a browser can be made to send without asking the site first, and with asking; and one that says nothing.
FOREIGN = (
    {"Sec-Fetch-Site": "cross-site", "Content-Type": "text/plain"},
    {"Sec-Fetch-Site": "same-site", "Content-Type": "application/json"},
    {"Origin": "https://evil.example", "Content-Type": "application/x-www-form-urlencoded"},
    {"Origin": "null", "Content-Type": "text/plain"},
    {"Origin": "http://localhost.evil.example", "Content-Type": "application/json"},
    {"Content-Type": "text/plain"},
    {"Content-Type": "application/json", "X-CSRF-TOKEN": "0" * 40},
)
AT_THE_ROOT = {"IApplication": "++api++", "Folder": "outside"}  # where it stands outside of sites


def registered() -> set[tuple[str, str]]:
    """Name and place of every service that is no reading, of whomever it is."""
    found = set()
    for one in getGlobalSiteManager().registeredAdapters():
        match = SERVICE.match(one.name) if len(one.required) == 2 else None
        if match and match["method"] not in ("GET", "HEAD", "OPTIONS"):
            context = getattr(one.required[0], "inherit", one.required[0])
            found.add((f"{match['method']} {match['name']}", context.__name__))
    return found


def test_every_service_that_changes_something_is_declared(portal):
    declared = {(one.name, one.on) for one in SERVICES}
    assert registered() - declared == set(), "declare it in services.py"
    assert declared - registered() == set(), "declared, but not there any more"


class Sender:
    """A manager of the site, logged in by the form; and the manager of the server, known by password."""

    def __init__(self, town, window, case):
        self.town, self.case = town, case
        self.window = window()
        self.window.log_in("boss")
        assert "__ac" in self.window.cookies
        owner = f"{SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}".encode()
        self.password = {"Authorization": "Basic " + base64.b64encode(owner).decode()}

    def send(self, service: Service, headers: dict):
        method, name = service.name.split(" ")
        path = PLACES[service.on] + (f"/{name}" if name else "") + service.path.format(case=self.case.reference)
        body = None if service.body is None else json.dumps(service.body)
        web, who = self.window.web, self.window._headers()
        if service.on in AT_THE_ROOT:
            web, who = Browser(web.host, web.port, AT_THE_ROOT[service.on]), self.password
        return web.get(path, accept="application/json", method=method, body=body, headers={**who, **headers})


@pytest.fixture
def sender(functional, live_town, window):
    with live_town.manager():
        api.user.create("boss@example.org", "boss", PASSWORD)
        api.user.grant_roles("boss", roles=["Manager"])
        api.content.create(live_town.portal, "Folder", "folder", title="Folder")
        for name in ("page", "movable"):
            api.content.create(live_town.portal, "Document", name, title=name)
    functional["app"].manage_addFolder("outside")
    case = live_town.order()
    transaction.commit()
    return Sender(live_town, window, case)


def test_no_service_does_anything_for_another_site(sender):
    storage = sender.town.portal._p_jar.db().storage
    before, wrong = storage.lastTransaction(), []
    for service in SERVICES:
        for headers in FOREIGN:
            if service.on in AT_THE_ROOT and not {"Origin", "Sec-Fetch-Site"} & set(headers):
                continue  # a password is sent by programs: they say nothing
            answer = sender.send(service, headers)
            if answer.status not in ((403, 405) if service.does is not NOT_HERE else (403, 404)):
                wrong.append(f"{service.name} {service.on} {headers}: {answer.status} {answer.text[:80]}")
            if any(name.lower().startswith("access-control-") for name in answer.headers):
                wrong.append(f"{service.name} {service.on}: may be read by another site")
    assert wrong == [], "\n".join(wrong)
    assert writes_since(storage, before) == []


def test_the_same_requests_of_our_own_site_have_their_effect(sender):
    own = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"}
    wrong = []
    for service in SERVICES:
        answer = sender.send(service, own)
        if answer.status not in service.does:
            wrong.append(f"{service.name} {service.on}: {answer.status} {answer.text[:150]}")
    assert wrong == [], "\n".join(wrong)
