"""Visitors get light pages for Plone's own kinds of content; editors keep Plone's."""

from communesplone.core import next_change
from communesplone.demo.happening import picture
from communesplone.website.browser import feeds
from datetime import datetime
from datetime import timedelta
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.app.testing import TEST_USER_ID
from plone.app.textfield import RichTextValue
from plone.namedfile.file import NamedBlobFile
from plone.testing.zope import Browser
from tests.integration.storage import writes_since
from z3c.relationfield import RelationValue
from zope.component import getUtility
from zope.intid.interfaces import IIntIds
import pytest
import pytz
import transaction


SOON = datetime.now(pytz.UTC).replace(microsecond=0) + timedelta(days=2)


def text():
    return RichTextValue("<p>Where <script>alert(1)</script>it is.</p>", "text/html", "text/x-html-safe")


@pytest.fixture
def town(functional):
    """A folder with one of each kind, and a visitor's browser."""
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    folder = _made(portal, "Folder", "life", title="Living here", description="All about it")
    page = _made(folder, "Document", "market", title="Market", description="Saturday", text=text())
    other = _made(folder, "Document", "bus", title="Bus")
    page.relatedItems = [RelationValue(getUtility(IIntIds).register(other))]
    news = _made(folder, "Folder", "news", title="News")
    _made(news, "News Item", "square", title="Square", text=text(), image=picture("pont"), image_caption="A bridge")
    _made(news, "News Item", "library", title="Library", subject=("Culture",))
    agenda = _made(folder, "Folder", "agenda", title="Agenda")
    _made(
        agenda,
        "Event",
        "ball",
        title="Ball",
        location="Hall",
        start=SOON,
        end=SOON + timedelta(hours=2),
        contact_phone="081 00 00 00",
        event_url="javascript:alert(1)",
        recurrence="RRULE:FREQ=WEEKLY;COUNT=3",
    )
    file = NamedBlobFile(b"%PDF-1.4 x", contentType="application/pdf", filename="guide.pdf")
    _made(folder, "File", "guide.pdf", title="Guide", file=file)
    _made(folder, "Image", "bridge.webp", title="Bridge", image=picture("pont"))
    setRoles(portal, TEST_USER_ID, ["Member"])
    transaction.commit()
    return folder.absolute_url(), Browser(functional["app"])


def _made(container, kind, name, **fields):
    made = api.content.create(container, kind, id=name, **fields)
    if api.content.get_state(made, default="") == "private":
        api.content.transition(made, "publish")
    return made


def seen(town, path):
    url, browser = town
    browser.open(url + path)
    assert "site.css" in browser.contents and "++theme++" not in browser.contents
    assert browser.contents.count("<h1") == 1
    return browser.contents


def test_a_page_shows_its_neighbours_and_what_is_related(town):
    shown = seen(town, "/market")
    assert "Where" in shown and "alert(1)" not in shown
    assert 'id="neighbours"' in shown and 'id="related"' in shown
    assert 'aria-current="page">Market' in shown


def test_a_news_item_has_its_picture_with_dimensions_and_other_news(town):
    shown = seen(town, "/news/square")
    assert 'alt="A bridge"' in shown and 'width="1600" height="1000"' in shown and "800w" in shown
    assert "Library" in shown


def test_an_event_says_when_where_and_who_to_ask_and_leads_nowhere_bad(town):
    shown = seen(town, "/agenda/ball")
    assert "Hall" in shown and "tel:081000000" in shown and "@@event.ics" in shown
    assert shown.count('datetime="') >= 1 and 'class="times"' in shown
    assert "javascript:" not in shown


def test_a_folder_of_news_of_events_of_pictures_and_of_anything(town):
    assert "newscard" in seen(town, "/news")
    assert "daychip" in seen(town, "/agenda")
    assert "There is nothing here yet" in seen(town, "/agenda?past=1")
    mixed = seen(town, "")
    assert "pagecard" in mixed and "guide.pdf/view" in mixed


@pytest.mark.parametrize("view", ["summary_view", "tabular_view", "full_view", "album_view", "listing_view"])
def test_whatever_list_an_editor_chose_visitors_get_the_light_one(town, view):
    assert "pagecard" in seen(town, f"/{view}")


def test_a_file_names_its_kind_and_size_and_a_picture_is_shown(town):
    assert "PDF" in seen(town, "/guide.pdf/view")
    assert "1200w" in seen(town, "/bridge.webp/view")


@pytest.mark.parametrize(
    "path",
    [
        "/market",
        "/news",
        "/news/square",
        "/agenda/ball",
        "/guide.pdf/view",
        "/bridge.webp/view",
        "/summary_view",
        "/full_view",
        "/tabular_view",
        "/album_view",
        "/news/full_view",
        "/agenda/full_view",
    ],
)
def test_who_may_edit_gets_plones_own_page(town, path):
    url, browser = town
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(url + path)
    assert "++theme++" in browser.contents or "plone-toolbar" in browser.contents or "edit-bar" in browser.contents


@pytest.mark.parametrize("path", ["", "/market", "/news", "/news/square", "/agenda", "/agenda/ball", "/guide.pdf/view"])
def test_reading_writes_nothing(town, functional, path):
    url, browser = town
    browser.open(url + path)
    storage = functional["portal"]._p_jar.db().storage
    before = storage.lastTransaction()
    browser.open(url + path)
    assert writes_since(storage, before) == []


def test_a_list_has_pages_and_only_those_near(town, functional):
    portal = functional["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    for number in range(30):
        _made(portal["life"]["news"], "News Item", f"item-{number}", title=f"Item {number}")
    transaction.commit()
    assert "b_start=24" in seen(town, "/news")
    assert seen(town, "/news?b_start=24").count("newscard") == 8
    assert seen(town, "/news?b_start=x").count("newscard") == 24


def test_moments_of_the_index_are_read_on_the_last_days_of_month_and_year():
    for moment in (datetime(2026, 12, 31, 23, 59, tzinfo=pytz.UTC), datetime(2028, 2, 29, 0, 0, tzinfo=pytz.UTC)):
        from plone.event.utils import dt2int

        assert next_change.moment_of(dt2int(moment)) == moment


def test_feeds_have_titles_that_people_read(portal, http_request):
    setRoles(portal, TEST_USER_ID, ["Manager"])
    folder = api.content.create(portal, "Folder", id="news", title="News")
    titles = [one["title"] for one in feeds.feeds_of(folder, http_request)]
    assert all("b'" not in title and title.startswith("News – ") for title in titles)
