"""The home page is made of blocks; an editor arranges them; visitors see it when it is published."""

from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.interfaces import IHomeBlock
from communesplone.core.interfaces import IOpenToday
from communesplone.core.moments import at
from communesplone.website.domain.arrangement import Placed
from communesplone.website.domain.arrangement import write
from communesplone.website.home import store
from communesplone.website.home.block import Block
from communesplone.website.home.block import offered
from datetime import datetime
from datetime import timedelta
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.base.interfaces import INavigationRoot
from plone.protect import createToken
from zope.component import getGlobalSiteManager
from zope.interface import alsoProvides
import pytest
import pytz


NOW = datetime(2026, 11, 25, 9, 0, tzinfo=pytz.UTC)


@pytest.fixture
def site(portal, http_request):
    alsoProvides(http_request, ICommunesLayer)
    setRoles(portal, TEST_USER_ID, ["Manager"])
    return portal


def home(site, request):
    with at(NOW):
        return api.content.get_view("home", site, request)


def markup(site, request):
    return "".join(part for section in home(site, request).sections for part in section["parts"])


def arranged(*placed):
    store.records().shown = write(placed)


def published(container, kind, name, **fields):
    made = api.content.create(container, kind, id=name, **fields)
    if api.content.get_state(made, default="") == "private":
        api.content.transition(made, "publish")
    return made


def post(site, request, do):
    request.form.clear()
    request.form.update({"do": do, "_authenticator": createToken()})
    request.environ["REQUEST_METHOD"] = request.method = request["REQUEST_METHOD"] = "POST"
    api.content.get_view("arrange-home", site, request)()


def test_a_home_page_that_nobody_arranged_begins_with_the_question(site, http_request):
    shown = store.shown(site, http_request)
    assert shown[0].block == "search"
    assert markup(site, http_request).count("<h1") == 1


def test_empty_blocks_are_left_out(site, http_request):
    assert "block-" not in markup(site, http_request).replace("block-0", "")


def test_news_come_newest_first_with_their_day(site, http_request):
    for name, days in (("old", 9), ("new", 1)):
        item = published(site, "News Item", name, title=f"{name} news", subject=("Culture",))
        item.setEffectiveDate(f"2026/11/{25 - days}")
        item.reindexObject()
    arranged(Placed("news", "news", True, {"number": 2}))
    shown = markup(site, http_request)
    assert shown.index("new news") < shown.index("old news")
    assert "Culture" in shown and 'datetime="2026-11-24"' in shown
    assert 'class="drawn' in shown


def test_a_weekly_event_shows_its_next_day_and_one_that_is_over_goes(site, http_request):
    begin = datetime(2026, 11, 7, 8, 0, tzinfo=pytz.UTC)
    published(
        site,
        "Event",
        "market",
        title="Market",
        location="Square",
        start=begin,
        end=begin + timedelta(hours=5),
        recurrence="RRULE:FREQ=WEEKLY;COUNT=9",
    )
    published(site, "Event", "ball", title="Ball", start=begin, end=begin + timedelta(hours=5))
    arranged(Placed("agenda", "agenda"))
    with at(NOW):
        shown = markup(site, http_request)
    assert "Market" in shown and "Square" in shown and "Ball" not in shown
    assert 'datetime="2026-11-28"' in shown


def test_offices_say_whether_they_are_open_once_a_feature_knows(site, http_request):
    unit = published(site, "Unit", "population", title="Population")
    arranged(Placed("offices", "offices"))
    assert "Population" in markup(site, http_request)

    class Hours:
        def today(self, uids, moment, language):
            return {uid: {"text": "Open until 16:30", "state": "ok", "hours": "9–12"} for uid in uids}

    manager, hours = getGlobalSiteManager(), Hours()
    usual = manager.getUtility(IOpenToday)
    manager.registerUtility(hours, IOpenToday)
    try:
        shown = markup(site, http_request)
    finally:
        manager.registerUtility(usual, IOpenToday)
    assert "Open until 16:30" in shown and "chip ok" in shown
    assert unit.title in shown


def test_a_picture_comes_in_several_widths_with_its_dimensions(site, http_request):
    from communesplone.demo.happening import picture

    image = published(site, "Image", "bridge", title="Bridge", image=picture("pont"))
    arranged(Placed("picture", "picture", True, {"picture": image.UID(), "heading": "Look", "alternative": "A bridge"}))
    shown = markup(site, http_request)
    assert 'width="1600" height="1000"' in shown and 'loading="lazy"' in shown and 'alt="A bridge"' in shown
    assert "400w" in shown and "1200w" in shown


def test_a_block_for_another_language_is_left_out(site, http_request):
    arranged(Placed("text", "text", True, {"heading": "Hallo", "language": "en"}))
    api.portal.set_registry_record("plone.available_languages", ["en", "nl"])
    assert "Hallo" in markup(site, http_request)
    arranged(Placed("text", "text", True, {"heading": "Hallo", "language": "nl"}))
    assert "Hallo" not in markup(site, http_request)


def test_a_block_that_breaks_does_not_take_the_page_with_it(site, http_request):
    class Broken(Block):
        rank = 1

        def has_something(self):
            raise RuntimeError("no")

    manager = getGlobalSiteManager()
    what = {"required": (INavigationRoot, ICommunesLayer), "provided": IHomeBlock, "name": "broken"}
    manager.registerAdapter(Broken, **what)
    try:
        assert "<h1" in markup(site, http_request)
    finally:
        manager.unregisterAdapter(Broken, **what)


def test_a_feature_that_is_not_installed_offers_no_block(site, http_request, monkeypatch):
    from communesplone.website.home.happening import News

    monkeypatch.setattr(News, "needs", ("No such type",))
    assert "news" not in offered(site, http_request)


def test_what_is_moved_is_a_draft_until_it_is_published(site, http_request):
    before = store.shown(site, http_request)
    post(site, http_request, f"down:{before[0].key}")
    assert store.shown(site, http_request) == before
    assert store.draft(site, http_request)[1].key == before[0].key
    post(site, http_request, "publish")
    assert store.shown(site, http_request)[1].key == before[0].key
    assert not store.has_draft()


def test_a_text_is_added_hidden_and_removed_and_everything_can_start_again(site, http_request):
    post(site, http_request, "add:text")
    post(site, http_request, "hide:text")
    assert [one.shown for one in store.draft(site, http_request) if one.key == "text"] == [False]
    post(site, http_request, "remove:text")
    post(site, http_request, "remove:text")
    post(site, http_request, "publish")
    assert "text" not in [one.key for one in store.shown(site, http_request)]
    post(site, http_request, "reset")
    assert store.shown(site, http_request) == store.fallback(site, http_request)


def test_without_a_token_nothing_changes(site, http_request):
    from zExceptions import Forbidden

    http_request.form.update({"do": "hide:search"})
    http_request["REQUEST_METHOD"] = http_request.method = http_request.environ["REQUEST_METHOD"] = "POST"
    with pytest.raises(Forbidden):
        api.content.get_view("arrange-home", site, http_request)()
    assert not store.has_draft()


def test_options_of_a_block_are_saved_in_the_draft_and_a_wrong_link_is_named(site, http_request):
    def send(lines):
        http_request.form.clear()
        http_request.form.update(
            {
                "form.widgets.entrances": lines,
                "form.widgets.heading": "How can we help?",
                "form.widgets.language": [],
                "form.widgets.language-empty-marker": "1",
                "form.buttons.save": "Save",
                "_authenticator": createToken(),
            }
        )
        http_request["REQUEST_METHOD"] = http_request.method = http_request.environ["REQUEST_METHOD"] = "POST"
        view = api.content.get_view("home-block", site, http_request).publishTraverse(http_request, "search")
        return view()

    assert "javascript:x" in send("parent | javascript:x")
    assert not store.has_draft()
    send("parent | /parents")
    kept = store.draft(site, http_request)[0]
    assert kept.options == {"heading": "How can we help?", "entrances": ["parent | /parents"]}


def test_editors_arrange_and_members_do_not(site):
    allowed = {r["name"] for r in site.rolesOfPermission("CommunesPlone: Arrange the home page") if r["selected"]}
    assert allowed == {"Manager", "Site Administrator", "Editor"}
