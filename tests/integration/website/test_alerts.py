"""Alerts on pages: who sees which, how they are written, published, ended, taken over and fed to programs."""

from communesplone.core import moments
from communesplone.website.alerts import folder
from communesplone.website.alerts import running
from communesplone.website.alerts.caching import EveryPage
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from lxml import etree
from plone import api
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from tests.domain.website.test_alerts_cap import MESSAGE
import json
import pytest
import transaction


HOUR = timedelta(hours=1)


def make(title="Rue du Pont barrée", state="publish", begins=-HOUR, lasts=3 * HOUR, **values):
    start = datetime.now(UTC) + begins
    fields = {"level": "works", "texts": {"en": {"title": title, "summary": "By the bridge", "text": "Go round."}}}
    alert = folder.add(start=start, end=start + lasts, **{**fields, **values})
    if state:
        api.content.transition(alert, state)
    return alert


@pytest.fixture
def site(functional_portal):
    """Two sections, committed."""
    login(functional_portal.aq_parent, SITE_OWNER_NAME)
    for name in ("school", "sport"):
        api.content.transition(api.content.create(functional_portal, "Folder", name, title=name.title()), "publish")
    transaction.commit()
    return functional_portal


@pytest.fixture
def visitor(functional):
    browser = Browser(functional["app"])
    browser.handleErrors = False
    return browser


@pytest.fixture
def editor(functional):
    browser = Browser(functional["app"])
    browser.handleErrors = False
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    return browser


def open_page(browser, site, path="") -> str:
    transaction.commit()
    browser.open(f"{site.absolute_url()}/{path}")
    return browser.contents


def test_a_published_alert_stands_on_every_page_and_a_draft_on_none(site, visitor):
    make("Zyxdraft", state="")
    make()
    for page in ("", "school", "@@search", "@@alerts"):
        contents = open_page(visitor, site, page)
        assert "Rue du Pont barrée" in contents and "Zyxdraft" not in contents, page
        assert 'aria-label="Alerts"' in contents


def test_an_alert_of_a_section_stands_on_its_pages_only_also_after_the_section_was_moved(site, visitor):
    make(section=site.school.UID())
    assert "alerts.js" in open_page(visitor, site, "school")
    assert "alerts.js" not in open_page(visitor, site, "sport")
    with api.env.adopt_roles(["Manager"]):
        api.content.rename(site.school, "ecole")
    assert "alerts.js" in open_page(visitor, site, "ecole")


def test_an_alert_of_a_section_that_is_gone_stands_nowhere(site, visitor):
    make(section=site.school.UID())
    api.content.delete(site.school)
    assert "alerts.js" not in open_page(visitor, site)


def test_planned_and_past_alerts_are_in_the_list_only(site, visitor):
    make("Zyxplanned", begins=HOUR)
    make("Zyxpast", begins=-3 * HOUR, lasts=HOUR)
    assert "Zyx" not in open_page(visitor, site)
    contents = open_page(visitor, site, "@@alerts")
    assert "There is no alert now." in contents
    places = [contents.index(words) for words in ("Announced", "Zyxplanned", ">Over<", "Zyxpast")]
    assert places == sorted(places)


def test_only_an_emergency_has_no_button_to_close_it(site, visitor):
    make("Fumée", level="emergency")
    assert "data-close" not in open_page(visitor, site)
    make()
    contents = open_page(visitor, site)
    assert contents.count("data-close") == 1
    assert contents.index("Fumée") < contents.index("Rue du Pont")


def test_the_banner_speaks_the_language_of_the_page_or_says_that_it_does_not(site):
    make(texts={"fr": {"title": "Travaux"}, "en": {"title": "Works"}})
    (found,) = running.for_page(site, site.REQUEST)
    assert found.in_language("en")[1].title == "Works"
    assert found.in_language("nl") == ("fr", found.words["fr"])


def test_pages_ask_the_catalog_once_until_something_changes(site, monkeypatch):
    make()
    transaction.commit()
    asked = []
    find = running._find
    monkeypatch.setattr(running, "_find", lambda catalog: asked.append(1) or find(catalog))
    for _time in range(3):
        assert running.for_page(site, site.REQUEST)
    assert len(asked) == 1
    make("Other")
    transaction.commit()
    assert len(running.for_page(site, site.REQUEST)) == 2


def test_an_alert_begins_and_ends_without_anything_being_indexed(site):
    alert = make(begins=HOUR)
    transaction.commit()
    assert running.for_page(site, site.REQUEST) == []
    with moments.at(alert.start + HOUR):
        assert len(running.for_page(site, site.REQUEST)) == 1
    with moments.at(alert.end):
        assert running.for_page(site, site.REQUEST) == []


def test_a_page_is_kept_no_longer_than_until_the_next_start_or_end(site, visitor):
    site.portal_registry["plone.caching.interfaces.ICacheSettings.enabled"] = True
    open_page(visitor, site, "school")
    assert "s-maxage=300" in visitor.headers["Cache-Control"]
    make(begins=timedelta(seconds=60))
    open_page(visitor, site, "school")
    seconds = int(visitor.headers["Cache-Control"].partition("s-maxage=")[2].partition(",")[0])
    assert 1 <= seconds <= 60


def test_a_page_that_a_browser_has_is_old_when_an_alert_comes(site, visitor):
    open_page(visitor, site, "school")
    before = visitor.headers["ETag"]
    make()
    open_page(visitor, site, "school")
    assert visitor.headers["ETag"] != before


def test_proxies_are_told_of_a_published_alert_and_not_of_a_draft(site):
    alert = make(state="", section=site.school.UID())
    assert EveryPage(alert).getRelativePaths() == []
    api.content.transition(alert, "publish")
    paths = EveryPage(alert).getRelativePaths()
    assert paths[0].endswith("/school/*")
    assert any(path.endswith("/school") for path in paths)


def fill(editor, **values):
    for name, value in values.items():
        if name == "level":
            value = [value]
        editor.getControl(name=f"form.widgets.{name}").value = value


def test_a_clerk_previews_writes_publishes_and_ends_an_alert(site, editor, visitor):
    open_page(editor, site, "@@add-alert")
    tomorrow = (moments.today() + timedelta(days=1)).isoformat()
    fill(editor, level="emergency", end_day=tomorrow, end_hour="16h30", title_en="Smoke", summary_en="Shut windows")
    editor.getControl("Preview").click()
    assert "Nothing is stored yet." in editor.contents and "Shut windows" in editor.contents
    assert folder.folder() is None
    editor.getControl("Save").click()
    assert "This is a draft." in editor.contents
    assert "Smoke" not in open_page(visitor, site)
    editor.getControl("Publish").click()
    assert "Smoke" in open_page(visitor, site)
    assert '"SpecialAnnouncement"' in open_page(visitor, site, "alerts/smoke")
    editor.getControl("End it now").click()
    assert "Smoke" not in open_page(visitor, site)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"end_day": ""}, "Give a date."),
        ({"end_day": "2020-01-01"}, "The end comes after the beginning."),
        ({"end_day": "2199-01-01"}, "An alert lasts at most"),
        ({"end_hour": "25:00"}, "This is no time of the day."),
        ({"title_en": ""}, "Fill in this field."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_stored(site, editor, values, said):
    open_page(editor, site, "@@add-alert")
    fill(editor, **{"end_day": (moments.today() + timedelta(days=1)).isoformat(), "title_en": "Smoke", **values})
    editor.getControl("Save").click()
    assert said in editor.contents and "There is a problem" in editor.contents
    transaction.begin()
    assert folder.folder() is None


def test_an_alert_is_changed_in_the_form_and_keeps_its_section(site, editor):
    alert = make(section=site.school.UID())
    open_page(editor, site, "alerts/rue-du-pont-barree/edit")
    fill(editor, title_en="Rue du Pont ouverte")
    editor.getControl("Save").click()
    transaction.begin()
    assert (alert.title, alert.section) == ("Rue du Pont ouverte", site.school.UID())


def test_a_message_is_taken_over_as_a_draft_once(site, editor, visitor):
    day = moments.now() + timedelta(days=1)
    message = MESSAGE.replace("2026-11-25T18:00:00+01:00", day.strftime("%Y-%m-%dT%H:%M:%S+01:00"))
    message = message.replace("2026-11-25T10:00:00+01:00", moments.now().strftime("%Y-%m-%dT%H:%M:%S+01:00"))
    for said in ("Change the alert", "There is an alert from this message already."):
        open_page(editor, site, "@@import-alert")
        editor.getControl(name="form.widgets.message").value = message
        editor.getControl("Take over").click()
        assert said in editor.contents
    assert "Fumée" not in open_page(visitor, site)


def test_a_message_with_an_external_entity_is_refused(site, editor):
    open_page(editor, site, "@@import-alert")
    bad = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    editor.getControl(name="form.widgets.message").value = bad
    editor.getControl("Take over").click()
    assert "Such messages are refused." in editor.contents
    assert folder.folder() is None


def test_programs_read_the_feed_the_message_and_the_service(site, visitor):
    make(texts={"en": {"title": "A & B <c>", "summary": "", "text": ""}})
    feed = etree.fromstring(open_page(visitor, site, "@@alerts.atom").encode())
    assert feed.findtext("{*}entry/{*}title") == "A & B <c>"
    message = etree.fromstring(open_page(visitor, site, "alerts/a-b-c/@@alert.cap").encode())
    assert message.findtext("{*}info/{*}headline") == "A & B <c>"
    visitor.addHeader("Accept", "application/json")
    (item,) = json.loads(open_page(visitor, site, "@alerts"))["items"]
    assert item["texts"]["en"]["title"] == "A & B <c>" and item["running"]


def test_the_block_of_the_home_page_shows_what_is_announced(site):
    from communesplone.website.home.block import offered

    make("Zyxplanned", begins=HOUR)
    make("Zyxrunning")
    html = offered(site, site.REQUEST)["alerts"].render({"number": 4}, 1)
    assert "Zyxplanned" in html and "Zyxrunning" not in html
