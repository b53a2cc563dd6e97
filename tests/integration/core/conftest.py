"""A small town hall: two services with their people, a citizen, and orders made without forms."""

from communesplone.core.cases import indexing
from communesplone.core.cases import store
from communesplone.core.cases import workflow
from communesplone.core.domain import references
from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.moments import today
from contextlib import contextmanager
from datetime import timedelta
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import SITE_OWNER_NAME
from plone.dexterity.utils import createContent
from zope.interface import alsoProvides
import base64
import http.client
import json
import pytest
import transaction


PASSWORD = "Pont-de-Valmeuse-5999"
PEOPLE = {
    "anna": "Anna Lambert",
    "hedwig": "Hedwig Noël",
    "sam": "Sam Dubois",
    "wim": "Wim Peeters",
    "wanda": "Wanda Peeters",
    "carla": "Carla Citoyenne",
    "otto": "Otto Bürger",
}


class Town:
    """`population`: anna clerk, hedwig head, sam signer. `works`: wim clerk, wanda head. Citizens: carla, otto."""

    def __init__(self, portal):
        self.portal = portal
        self.password = PASSWORD
        self._made = 0
        with self.manager():
            for name, full in PEOPLE.items():
                api.user.create(f"{name}@example.org", name, PASSWORD, properties={"fullname": full})
            self.population = self._unit("Population", clerks=("anna",), heads=("hedwig",), signers=("sam",))
            self.works = self._unit("Travaux publics", clerks=("wim",), heads=("wanda",))

    def _unit(self, title, **staff) -> str:
        unit = api.content.create(self.portal, "Unit", title=title)
        for kind, names in staff.items():
            setattr(unit, kind, names)
        api.content.transition(unit, "publish")
        return api.content.get_uuid(unit)

    @contextmanager
    def manager(self):
        """Act as the site's owner."""
        with api.env.adopt_user(user=self.portal.aq_parent.acl_users.getUser(SITE_OWNER_NAME)):
            yield

    @contextmanager
    def user(self, name: str):
        """Act as one of the people; '' for nobody."""
        if name:
            login(self.portal, name)
        else:
            logout()
        try:
            yield
        finally:
            logout()

    def order(self, name="Nadia Lemaire", unit=None, days=5, kind="menage", **more):
        """A new order, `days` before it is due (negative: late), put into the store."""
        self._made += 1
        order = createContent(
            "Order",
            procedure_id=kind,
            procedure_title=more.pop("title", "Composition de ménage"),
            applicant_name=name,
            unit=self.population if unit is None else unit,
            submitted=today() - timedelta(days=30),
            due=today() + timedelta(days=days),
            **more,
        )
        order.reference = references.derive(b"town", f"{name} {self._made}")
        return store.put(order)

    def move(self, case, *steps: str, by="anna"):
        """Take a case through transitions."""
        with self.user(by):
            for step in steps:
                workflow.do(case, step)

    def delete(self, case):
        with self.manager():
            case.aq_parent.manage_delObjects([case.getId()])

    def index(self) -> int:
        """Make the rows now, inside the running transaction."""
        return indexing.sync_now(self.portal)


class Browser:
    """A plain HTTP client of the functional layer's server: no redirects followed, basic authentication."""

    def __init__(self, host: str, port: int, site: str):
        self.host, self.port, self.site = host, port, site

    def get(self, path: str, user="", accept="text/html", method="GET", body=None, headers=None):
        """Answer of the server: `status`, `text`, `headers`, `json()`."""
        sent = {"Accept": accept, **(headers or {})}
        if user:
            sent["Authorization"] = "Basic " + base64.b64encode(f"{user}:{PASSWORD}".encode()).decode()
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        connection.request(method, f"/{self.site}{path}", body=body, headers=sent)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return Answer(answer.status, text, dict(answer.getheaders()), answer.headers.get_all("Set-Cookie") or [])


class Answer:
    def __init__(self, status: int, text: str, headers: dict, set_cookies: list[str]):
        self.status, self.text, self.headers, self.set_cookies = status, text, headers, set_cookies

    def json(self):
        return json.loads(self.text)


@pytest.fixture
def town(portal):
    """The town hall in a transaction that is thrown away."""
    return Town(portal)


@pytest.fixture
def live_town(functional_portal):
    """The town hall in a database of its own, committed."""
    made = Town(functional_portal)
    transaction.commit()
    return made


@pytest.fixture
def web(functional, functional_portal):
    """HTTP client for the site of the functional layer."""
    return Browser(functional["host"], functional["port"], functional_portal.getId())


@pytest.fixture
def page(portal, town):
    """Renders a page of the site as somebody: `page("@@cases", user="anna", view="late")` gives view and HTML."""

    def render(name: str, user: str, **form):
        request = portal.REQUEST.clone()
        alsoProvides(request, ICommunesLayer)
        request.form.update(form)
        with town.user(user):
            view = api.content.get_view(name, portal, request)
            request["PUBLISHED"] = view
            return view, view()

    return render
