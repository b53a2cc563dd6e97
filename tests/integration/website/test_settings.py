"""The commune's settings: what is refused, and how name, colours and arms reach the pages."""

from base64 import b64encode
from communesplone.core.interfaces import ICommunesLayer
from communesplone.website import hero
from communesplone.website import settings
from communesplone.website.browser import controlpanel
from communesplone.website.browser import identity
from communesplone.website.domain import contrast
from io import BytesIO
from PIL import Image
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.protect import createToken
from zExceptions import NotFound
from zope.interface import alsoProvides
from zope.interface import Invalid
import pytest


SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def png(width, height):
    made = BytesIO()
    Image.new("RGB", (width, height), "#0e4a5a").save(made, "PNG")
    return made.getvalue()


def jpeg(width, height):
    made, noted = BytesIO(), Image.Exif()
    noted[0x010E] = "camera"
    Image.new("RGB", (width, height), "#0e4a5a").save(made, "JPEG", exif=noted)
    return made.getvalue()


def upload(data):
    file = BytesIO(data)
    file.filename = "picture"
    return file


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


def test_a_web_page_or_a_drawing_with_a_script_is_no_coat_of_arms():
    for data in (b"<html></html>", SVG, b"<svg>" + b" " * controlpanel.LARGEST_ARMS, b"\x89PNG\r\n\x1a\n broken"):
        with pytest.raises(Invalid):
            controlpanel.usable_arms(data)
    assert controlpanel.usable_arms(b"<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>") is None
    assert controlpanel.usable_arms(png(200, 240)) is None
    with pytest.raises(Invalid):
        controlpanel.usable_arms(png(4001, 10))


@pytest.fixture
def form(portal, http_request):
    """Send the form: fields that stay as they are, with the changes."""
    alsoProvides(http_request, ICommunesLayer)
    setRoles(portal, TEST_USER_ID, ["Manager"])

    def send(button="save", **changes):
        words = {"commune_name": "Valmeuse", "brand_colour": "#0e4a5a", "accent_colour": "#e6a12c"}
        files = {name: changes.pop(name) for name in list(changes) if name.startswith(("hero_", "arms_", "use"))}
        http_request.form.clear()
        http_request.form.update({f"form.widgets.{name}": value for name, value in {**words, **changes}.items()})
        http_request.form.update({**files, f"form.buttons.{button}": "1", "_authenticator": createToken()})
        http_request["REQUEST_METHOD"] = http_request.method = http_request.environ["REQUEST_METHOD"] = "POST"
        view = api.content.get_view("commune-controlpanel", portal, http_request)
        http_request.set("PUBLISHED", view)
        return view()

    return send


def test_what_is_sent_is_stored_and_an_empty_list_stays_a_list(form):
    form(
        commune_name="Hautpré",
        about_links="Privacy | /privacy",
        footer_links="Links\nProvince | https://province.example",
    )
    kept = settings.settings()
    assert (kept.commune_name, kept.about_links) == ("Hautpré", ["Privacy | /privacy"])
    form()
    assert settings.settings().footer_links == []


def test_a_pale_colour_is_refused_beside_its_field_and_the_nearest_one_is_offered(form):
    page = form(brand_colour="#ffcc00")
    near = contrast.nearest_brand("#ffcc00")
    assert near in page and f"brand_colour:{near}" in page
    assert 'id="form-widgets-brand_colour' in page and "error-text" in page
    assert settings.settings().brand_colour == settings.BRAND
    assert contrast.brand_ratio(near) >= contrast.TEXT


def test_the_colour_offered_is_taken_over_into_a_preview_that_stores_nothing(form):
    near = contrast.nearest_brand("#ffcc00")
    page = form(button="preview", brand_colour="#ffcc00", use=f"brand_colour:{near}")
    assert f'value="{near}"' in page and "preview=1" in page
    assert settings.settings().brand_colour == settings.BRAND


def test_a_preview_shows_the_name_typed_and_the_contrast_of_both_schemes(form):
    page = form(button="preview", commune_name="Hautpré", brand_colour="#7a1f3d")
    assert ">Hautpré<" in page and "brand=%237a1f3d" in page
    assert page.count('class="right num"') == 10
    assert settings.settings().commune_name != "Hautpré"


def test_a_picture_is_kept_in_several_widths_without_what_the_camera_noted(portal, http_request, form):
    form(hero_file=upload(jpeg(1600, 900)), hero_alt="The bridge")
    kept = hero.get()
    assert (sorted(kept.blobs), kept.width, kept.height, kept.alt) == ([640, 960, 1440, 1600], 1600, 900, "The bridge")
    view = api.content.get_view("commune-hero", portal, http_request)
    data = view.publishTraverse(http_request, f"{kept.version}-960.webp")()
    with Image.open(BytesIO(data)) as shown:
        assert (shown.format, shown.size, dict(shown.getexif())) == ("WEBP", (960, 540), {})
    assert f"/@@commune-hero/{kept.version}-640.webp 640w" in hero.shown("").srcset
    form(hero_remove="1")
    assert hero.get() is None


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"GIF89a", "must be a JPEG"), (None, "at least 960"), (b"\xff\xd8\xff broken", "must be a JPEG")],
)
def test_a_picture_that_cannot_stand_there_is_refused_with_the_reason(form, data, words):
    page = form(hero_file=upload(data or jpeg(300, 200)), hero_alt="x")
    assert words in page and hero.get() is None


def test_a_picture_needs_words_or_is_decoration(form):
    assert "Say what the picture shows" in form(hero_file=upload(jpeg(1000, 500)))
    assert hero.get() is None
    form(hero_file=upload(jpeg(1000, 500)), hero_plain="1")
    assert hero.get().alt == ""


def test_a_picture_of_too_many_points_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(hero, "LARGEST", 1000)
    with pytest.raises(hero.Refused) as refused:
        hero.renditions(jpeg(1000, 500))
    assert refused.value.reason is hero.Reason.LARGE


def test_arms_are_stored_shown_and_taken_away(portal, http_request, form):
    form(arms_file=upload(png(92, 108)))
    assert identity.arms_version()
    assert api.content.get_view("commune-arms", portal, http_request)().startswith(b"\x89PNG")
    form(arms_remove="1")
    assert not identity.arms_version()


def test_a_style_sheet_for_the_preview_takes_colours_only(portal, http_request):
    http_request.form.update({"preview": "1", "brand": "#7a1f3d", "accent": "#e6a12c"})
    sheet = api.content.get_view("commune-colours.css", portal, http_request)()
    assert sheet.startswith(".look.light{") and ".look.dark{" in sheet
    http_request.form["brand"] = "red}body{display:none"
    with pytest.raises(NotFound):
        api.content.get_view("commune-colours.css", portal, http_request)()


def test_a_column_at_the_foot_has_a_heading_and_links(portal, http_request):
    settings.settings().footer_links = ["Neighbours", "Hautpré | https://hautpre.example", "Bad | javascript:x"]
    column = api.content.get_view("light-frame", portal, http_request).own_column()
    assert column["heading"] == "Neighbours" and [one["title"] for one in column["links"]] == ["Hautpré"]


def test_links_at_the_foot_take_only_safe_addresses(portal, http_request):
    settings.settings().about_links = ["Privacy | /privacy", "Bad | javascript:alert(1)", "No address"]
    frame = api.content.get_view("light-frame", portal, http_request)
    assert [(one["title"], one["url"]) for one in frame.about_links()] == [
        ("Privacy", f"{portal.absolute_url()}/privacy")
    ]


def test_only_managers_see_the_control_panel(portal):
    permission = "CommunesPlone: Manage the commune's settings"
    assert set(portal.rolesOfPermission(permission)[0]) >= {"name", "selected"}
    allowed = {role["name"] for role in portal.rolesOfPermission(permission) if role["selected"]}
    assert allowed == {"Manager", "Site Administrator"}
