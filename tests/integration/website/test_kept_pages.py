"""What visitors get alike is written once, and anew as soon as anything that it comes from has changed."""

from communesplone.core import moments
from communesplone.core import next_change
from contextlib import nullcontext
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from Products.ZCatalog.Catalog import Catalog
import pytest
import transaction


def news(where, name, **fields):
    made = api.content.create(where, "News Item", name, title=name.title(), **fields)
    api.content.transition(made, "publish")
    return made


@pytest.fixture
def site(functional_portal):
    """A section with news, committed."""
    login(functional_portal.aq_parent, SITE_OWNER_NAME)
    section = api.content.create(functional_portal, "Folder", "nouvelles", title="Nouvelles")
    api.content.transition(section, "publish")
    for name in ("abeilles", "bateaux"):
        news(section, name)
    transaction.commit()
    return functional_portal


@pytest.fixture
def open_page(functional, site):
    """What a visitor reads at an address below the site, after a commit."""

    def opened(path="", user="", host="localhost", moment=None) -> str:
        transaction.commit()
        browser = Browser(functional["app"])
        if user:
            browser.addHeader("Authorization", f"Basic {user}:{SITE_OWNER_PASSWORD}")
        with moments.at(moment) if moment else nullcontext():
            browser.open(f"http://{host}/{site.getId()}{path}")
        return browser.contents

    return opened


@pytest.fixture
def asked(monkeypatch):
    """How many queries the catalog has answered."""
    found, search = [], Catalog.search

    def counted(self, query, *arguments, **named):
        found.append(query)
        return search(self, query, *arguments, **named)

    monkeypatch.setattr(Catalog, "search", counted)
    return found


@pytest.mark.parametrize("path", ["", "/nouvelles"])
def test_a_page_that_nobody_changed_asks_the_catalog_nothing(open_page, asked, path):
    first = open_page(path)
    asked.clear()
    assert open_page(path) == first
    assert asked == []


@pytest.mark.parametrize("path", ["", "/nouvelles"])
def test_what_is_published_shows_at_once_and_what_is_retracted_goes(site, open_page, path):
    assert "Canards" not in open_page(path)
    item = news(site.nouvelles, "canards")
    assert "Canards" in open_page(path)
    api.content.transition(item, "retract")
    assert "Canards" not in open_page(path)


@pytest.mark.parametrize("path", ["", "/nouvelles"])
def test_a_visitor_does_not_get_what_an_editor_was_shown(site, open_page, path):
    api.content.create(site.nouvelles, "News Item", "drafts", title="Drafts of the editor")
    open_page(path, user=SITE_OWNER_NAME)
    assert "Drafts of the editor" not in open_page(path)


def test_a_setting_shows_at_once(open_page):
    api.portal.set_registry_record("communesplone.website.phone", "081 11 11 11")
    assert "081 11 11 11" in open_page()
    api.portal.set_registry_record("communesplone.website.phone", "081 22 22 22")
    found = open_page()
    assert "081 22 22 22" in found
    assert "081 11 11 11" not in found


def test_each_address_of_the_site_has_links_of_its_own(site, open_page):
    open_page()
    assert f"http://127.0.0.1/{site.getId()}/nouvelles/abeilles" in open_page(host="127.0.0.1")
    assert "127.0.0.1" not in open_page()


def test_a_list_has_its_pages(site, open_page):
    for number in range(30):
        news(site.nouvelles, f"item-{number}")
    first, second = open_page("/nouvelles"), open_page("/nouvelles?b_start=24")
    assert first.count('class="newscard"') == 24
    assert second.count('class="newscard"') == 8


@pytest.mark.parametrize("path", ["", "/nouvelles"])
def test_what_expires_is_asked_for_again_when_its_time_is_over(site, open_page, asked, path):
    now = datetime.now(UTC)
    site.nouvelles.bateaux.expiration_date = now + timedelta(minutes=2)
    site.nouvelles.bateaux.reindexObject()
    open_page(path)
    asked.clear()
    open_page(path, moment=now + timedelta(minutes=1))
    assert asked == []
    open_page(path, moment=now + timedelta(minutes=3))
    assert asked != []


def test_the_agenda_is_written_anew_when_an_event_ends(site, open_page):
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    for name, end in (("bal", 2), ("concert", 600)):
        times = {"start": now - timedelta(hours=1), "end": now + timedelta(minutes=end)}
        made = api.content.create(site, "Event", name, title=name.title(), **times)
        api.content.transition(made, "publish")
    assert "Bal" in open_page()
    later = open_page(moment=now + timedelta(minutes=3))
    assert "Concert" in later
    assert "Bal" not in later


def test_nothing_is_kept_for_longer_than_a_proxy_keeps_a_page(open_page, asked):
    open_page()
    asked.clear()
    open_page(moment=datetime.now(UTC) + timedelta(seconds=301))
    assert asked != []


def test_the_next_change_is_the_nearest_of_all_dates(site):
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    for name, minutes in (("abeilles", 90), ("bateaux", 30)):
        site.nouvelles[name].expiration_date = now + timedelta(minutes=minutes)
        site.nouvelles[name].reindexObject()
    transaction.commit()
    in_minutes = (next_change.next_change(now) - now.timestamp()) / 60
    assert 30 <= in_minutes <= 31
    news(site.nouvelles, "cerises", effective_date=now + timedelta(minutes=10))
    transaction.commit()
    assert (next_change.next_change(now) - now.timestamp()) / 60 == 10
