"""Settings of ours are pages like the others: what is wrong is said beside the field, and nothing is stored."""

from base64 import b64encode
from communesplone.core.cases.settings import case_clock
from communesplone.core.security.settings import settings as security
from communesplone.website.settings import settings as commune
from io import BytesIO
from plone import api
from tests.integration.requests.conftest import PASSWORD
import pytest
import transaction


PAGES = (
    "security-settings",
    "cases-controlpanel",
    "retention-controlpanel",
    "ordering-controlpanel",
    "commune-controlpanel",
)
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'></svg>"


@pytest.fixture
def manager(town, browse):
    with api.env.adopt_roles(["Manager"]):
        api.user.create("manager@example.org", "manager", PASSWORD)
        api.user.grant_roles(username="manager", roles=["Manager"])
    transaction.commit()
    return browse("manager")


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_light_personal_and_is_stored_as_it_stands(town, manager, name):
    manager.open(f"{town.absolute_url()}/@@{name}")
    assert 'class="light"' in manager.contents
    assert manager.headers["Cache-Control"] == "private, no-store"
    manager.getControl("Save").click()
    assert "The settings are stored." in manager.contents
    assert "error-summary" not in manager.contents


def test_what_is_wrong_is_said_beside_the_field(town, manager):
    manager.open(f"{town.absolute_url()}/@@security-settings")
    manager.getControl(name="form.widgets.staff_idle_minutes").value = "2"
    manager.getControl(name="form.widgets.sources").value = "nonsense"
    manager.getControl(name="form.widgets.two_step_remember:list").value = []
    manager.getControl("Save").click()
    assert manager.contents.count('class="error-text"') == 2
    assert 'href="#form-widgets-staff_idle_minutes"' in manager.contents
    transaction.begin()
    assert (security().staff_idle_minutes, security().two_step_remember) == (30, True)
    manager.getControl(name="form.widgets.staff_idle_minutes").value = "45"
    manager.getControl(name="form.widgets.sources").value = "img-src https://tiles.example.org"
    manager.getControl("Save").click()
    transaction.begin()
    assert (security().staff_idle_minutes, security().two_step_remember) == (45, False)
    assert tuple(security().sources) == ("img-src https://tiles.example.org",)


def test_an_empty_number_means_never(town, manager):
    manager.open(f"{town.absolute_url()}/@@cases-controlpanel")
    manager.getControl(name="form.widgets.heads_after").value = ""
    manager.getControl("Save").click()
    transaction.begin()
    assert case_clock().heads_after is None


def test_the_arms_stay_until_another_file_comes_or_they_are_removed(town, manager):
    address = f"{town.absolute_url()}/@@commune-controlpanel"
    manager.open(address)
    manager.getControl(name="arms_file").add_file(BytesIO(SVG), "image/svg+xml", "arms.svg")
    manager.getControl("Save").click()
    transaction.begin()
    kept = commune().arms
    assert b64encode(SVG) in kept
    manager.open(address)
    assert "@@commune-arms" in manager.contents
    manager.getControl("Save").click()
    transaction.begin()
    assert commune().arms == kept
    manager.getControl(name="arms_file").add_file(BytesIO(b"<html>"), "image/svg+xml", "arms.svg")
    manager.getControl("Save").click()
    assert "The coat of arms must be an SVG or PNG file." in manager.contents
    manager.open(address)
    manager.getControl(name="arms_remove").value = ["1"]
    manager.getControl("Save").click()
    transaction.begin()
    assert not commune().arms


def test_without_a_token_nothing_is_stored(town, manager):
    manager.handleErrors, manager.raiseHttpErrors = True, False
    fields = "form.widgets.heads_after=7&form.buttons.save=Save"
    manager.post(f"{town.absolute_url()}/@@cases-controlpanel", fields)
    transaction.begin()
    assert case_clock().heads_after == 3
