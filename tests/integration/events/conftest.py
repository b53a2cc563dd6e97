"""A town with an agenda, an editor, a visitor's browser."""

from communesplone.core.moments import now
from communesplone.core.moments import zone
from communesplone.website.events import booking
from communesplone.website.events import programme
from communesplone.website.events.domain.door import Rules
from communesplone.website.home import days
from datetime import datetime
from datetime import time
from datetime import timedelta
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import SITE_OWNER_NAME
from plone.testing.zope import Browser
import pytest
import pytz
import transaction


PASSWORD = "Quatre-Ponts-et-1-gue"
BRUSSELS = pytz.timezone("Europe/Brussels")
__all__ = ["days", "zone"]


def at(days_ahead: int, hour: int = 19) -> datetime:
    """A day ahead at that hour, in Brussels."""
    day = (now() + timedelta(days=days_ahead)).date()
    return BRUSSELS.localize(datetime.combine(day, time(hour)))


@pytest.fixture
def agenda(functional_portal):
    """The site with `agenda/walk` (once) and `agenda/tour` (weekly, four times), published; `editor` edits."""
    portal = functional_portal
    login(portal.aq_parent, SITE_OWNER_NAME)
    api.portal.set_registry_record("plone.email_from_address", "commune@valmeuse.example")
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    for name, role in (("editor", "Editor"), ("other", None)):
        api.user.create(f"{name}@valmeuse.example", name, PASSWORD)
        if role:
            api.user.grant_roles(username=name, roles=[role])
    folder = api.content.create(portal, "Folder", "agenda", title="Agenda")
    api.content.transition(folder, to_state="published")
    for name, more in (("walk", {}), ("tour", {"recurrence": "RRULE:FREQ=WEEKLY;COUNT=4"})):
        event = api.content.create(
            folder, "Event", name, title=name.title(), location="Quai de Meuse", start=at(5), end=at(5, 21), **more
        )
        api.content.transition(event, to_state="published")
    logout()
    transaction.commit()
    return folder


@pytest.fixture
def opened(agenda):
    """`opened("walk", seats=2)`: an event with registration, committed."""

    def start(name: str = "walk", **rules):
        event = agenda[name]
        with api.env.adopt_roles(["Manager"]):
            booking.settle_here(api.portal.get(), programme.programme_of(event), Rules(active=True, **rules))
        transaction.commit()
        return event

    return start


@pytest.fixture
def browse(functional, agenda):
    """`browse()` for a visitor, `browse("editor")` for somebody logged in: a browser without JavaScript."""

    def start(user: str = "") -> Browser:
        browser = Browser(functional["app"])
        browser.handleErrors = False
        if user:
            browser.open(f"{api.portal.get().absolute_url()}/login")
            browser.getControl(name="__ac_name").value = user
            browser.getControl(name="__ac_password").value = PASSWORD
            browser.getControl("Log in", index=0).click()
        return browser

    return start


def fill(browser, **answers) -> None:
    """Fill in fields of the form."""
    for name, value in {"full_name": "Nadia Lemaire", "email": "nadia@example.be", **answers}.items():
        control = browser.getControl(name=f"form.widgets.{name}")
        control.value = value


def sign_up(browser, event, **answers) -> None:
    """Register like a visitor."""
    browser.open(f"{event.absolute_url()}/@@register")
    fill(browser, **answers)
    browser.getControl(name="form.buttons.register").click()
    transaction.begin()
