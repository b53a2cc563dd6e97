"""The commune's settings: what is refused, and how name, colours and arms reach the pages."""

from base64 import b64encode
from communesplone.website import settings
from communesplone.website.browser import controlpanel
from communesplone.website.browser import identity
from plone import api
from zExceptions import NotFound
from zope.interface import Invalid
import pytest


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def stored(data, name="arms.svg"):
    return b"filenameb64:" + b64encode(name.encode()) + b";datab64:" + b64encode(data)


def test_a_pale_main_colour_is_refused_with_the_contrast_in_words():
    with pytest.raises(Invalid) as refused:
        settings.readable_brand("#ffcc00")
    assert refused.value.args[0].mapping["found"] == "1.4"
    assert settings.readable_brand("#0e4a5a")


def test_a_dark_accent_is_refused():
    with pytest.raises(Invalid):
        settings.readable_accent("#333333")
    assert settings.readable_accent("#e6a12c")


def test_colours_of_the_look_cost_no_request(portal):
    assert identity.brand_version() == ""
    settings.settings().brand_colour = "#7a1f3d"
    assert identity.brand_version()


def test_a_broken_colour_in_the_registry_falls_back_to_the_look(portal, http_request):
    settings.settings().brand_colour = "red}body{display:none"
    assert identity.brand_version() == ""
    with pytest.raises(NotFound):
        api.content.get_view("commune-colours.css", portal, http_request)()


def test_an_svg_with_a_script_cannot_run_it(portal, http_request):
    settings.settings().arms = stored(SVG)
    data = api.content.get_view("commune-arms", portal, http_request)()
    assert data == SVG
    response = http_request.response
    assert "sandbox" in response.getHeader("Content-Security-Policy")
    assert "default-src 'none'" in response.getHeader("Content-Security-Policy")
    assert response.getHeader("Content-Type") == "image/svg+xml"


def test_a_web_page_is_no_coat_of_arms():
    with pytest.raises(Invalid):
        controlpanel.usable_arms(stored(b"<html></html>", "arms.svg"))
    with pytest.raises(Invalid):
        controlpanel.usable_arms(stored(b"<svg>" + b" " * controlpanel.LARGEST_ARMS, "arms.svg"))
    assert controlpanel.usable_arms(stored(SVG)) is None


def test_links_at_the_foot_take_only_safe_addresses(portal, http_request):
    settings.settings().about_links = ["Privacy | /privacy", "Bad | javascript:alert(1)", "No address"]
    frame = api.content.get_view("light-frame", portal, http_request)
    assert frame.about_links() == [{"title": "Privacy", "url": f"{portal.absolute_url()}/privacy"}]


def test_only_managers_see_the_control_panel(portal):
    permission = "CommunesPlone: Manage the commune's settings"
    assert set(portal.rolesOfPermission(permission)[0]) >= {"name", "selected"}
    allowed = {role["name"] for role in portal.rolesOfPermission(permission) if role["selected"]}
    assert allowed == {"Manager", "Site Administrator"}
