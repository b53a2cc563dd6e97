"""A unit with its staff, an orderable procedure with a template, and a converter that needs no LibreOffice."""

from communesplone.core.documents.interfaces import IConverter
from communesplone.core.mail import queue
from communesplone.requests import ready
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import SITE_OWNER_NAME
from plone.testing.zope import Browser
from zope.component import getGlobalSiteManager
from zope.interface import implementer
import pytest
import transaction


HOURS = {"desk": {"week": {"mo": [["09:00", "12:00"]]}}}
PASSWORD = "Quatre-Ponts-et-1-gue"
USERS = {"clerk": "clerks", "head": "heads", "officer": "signers"}
SMALLEST_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@implementer(IConverter)
class PaperConverter:
    """Answers at once with a PDF that carries the text of the ODT's size; can be told to fail."""

    failure = None

    def to_pdf(self, odt, *, timeout=5.0, fallback=True):
        if self.failure is not None:
            raise self.failure
        self.last = odt
        return SMALLEST_PDF + b"%% %d bytes of ODT\n" % len(odt)

    def is_alive(self, timeout=1.0):
        return self.failure is None


@pytest.fixture
def converter():
    """The converter of the running test."""
    stand_in = PaperConverter()
    manager = getGlobalSiteManager()
    original = manager.queryUtility(IConverter)
    manager.registerUtility(stand_in, IConverter)
    yield stand_in
    manager.unregisterUtility(stand_in, IConverter)
    if original is not None:
        manager.registerUtility(original, IConverter)


@pytest.fixture
def town(functional_portal, converter, tmp_path):
    """The site with unit, staff, citizens and the procedure `demarches/composition-de-menage`, committed."""
    portal = functional_portal
    queue.use_queue(portal.MailHost, str(tmp_path / "mails"))
    login(portal.aq_parent, SITE_OWNER_NAME)
    api.portal.set_registry_record("plone.available_languages", ["en", "fr"])
    api.portal.set_registry_record("plone.use_cookie_negotiation", True)
    api.portal.set_registry_record("plone.email_from_address", "commune@valmeuse.example")
    for name in (*USERS, "citizen", "other_citizen", "other_clerk"):
        api.user.create(email=f"{name}@valmeuse.example", username=name, password=PASSWORD)
    unit = api.content.create(portal, "Unit", "population", title="Population", opening_hours=HOURS)
    elsewhere = api.content.create(portal, "Unit", "works", title="Works")
    for name, kind in USERS.items():
        setattr(unit, kind, (name,))
    elsewhere.clerks = ("other_clerk",)
    folder = api.content.create(portal, "ProcedureFolder", "demarches", title="Procedures")
    api.content.transition(folder, to_state="published")
    for code in ("household-composition", "birth-record"):
        procedure = ready.add(folder, code, unit_uid=unit.UID(), language="en", online=True)
        api.content.transition(procedure, to_state="published")
    logout()
    transaction.commit()
    return portal


@pytest.fixture
def browse(functional, town):
    """`browse()` for a visitor, `browse("clerk")` for somebody logged in: a browser without JavaScript."""

    def start(user: str = "") -> Browser:
        browser = Browser(functional["app"])
        browser.handleErrors = False
        if user:
            browser.open(f"{town.absolute_url()}/login")
            browser.getControl(name="__ac_name").value = user
            browser.getControl(name="__ac_password").value = PASSWORD
            browser.getControl("Log in", index=0).click()
        return browser

    return start
