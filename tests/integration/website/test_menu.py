"""The menu is found once and kept until something that it comes from changes."""

from communesplone.website.browser import menu
from datetime import datetime
from datetime import timedelta
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import SITE_OWNER_NAME
from Products.ZCatalog.Catalog import Catalog
import pytest
import transaction


@pytest.fixture
def site(functional_portal):
    """A site with two published pages in its menu and one that only its makers see, committed."""
    login(functional_portal.aq_parent, SITE_OWNER_NAME)
    for name in ("arbre", "banc", "coulisses"):
        page = api.content.create(functional_portal, "Document", name, title=name.title())
        if name != "coulisses":
            api.content.transition(page, "publish")
    transaction.commit()
    return functional_portal


@pytest.fixture
def queries(monkeypatch):
    """The queries that the catalog answers."""
    asked, search = [], Catalog.search

    def counted(self, query, *arguments, **named):
        asked.append(query)
        return search(self, query, *arguments, **named)

    monkeypatch.setattr(Catalog, "search", counted)
    return asked


def titles(site) -> list[str]:
    """The words of the menu."""
    return [entry.title for entry in menu.entries(site, site.REQUEST)]


def test_the_menu_is_found_once_while_nothing_changes(site, queries):
    assert titles(site)[-3:] == ["Arbre", "Banc", "Coulisses"]
    asked = len(queries)
    assert asked
    titles(site)
    assert len(queries) == asked


def test_a_new_title_shows_before_and_after_the_commit(site):
    titles(site)
    site.arbre.title = "Abricot"
    site.arbre.reindexObject()
    assert "Abricot" in titles(site)
    transaction.commit()
    assert "Abricot" in titles(site)
    assert "Arbre" not in titles(site)


def test_what_was_given_up_does_not_stay_in_the_menu(site):
    titles(site)
    site.arbre.title = "Abricot"
    site.arbre.reindexObject()
    transaction.savepoint()
    titles(site)
    transaction.abort()
    assert "Arbre" in titles(site)


def test_moved_entries_change_places(site):
    before = titles(site)
    site.moveObjectToPosition("banc", 0)
    transaction.commit()
    assert titles(site) != before
    assert titles(site)[0] == "Banc"


def test_a_visitor_does_not_get_the_menu_of_an_editor(site):
    assert "Coulisses" in titles(site)
    logout()
    assert titles(site)[-2:] == ["Arbre", "Banc"]


def test_a_page_leaves_the_menu_when_its_time_is_over(site, monkeypatch):
    now = datetime.now().astimezone()
    site.banc.expiration_date = now + timedelta(hours=1)
    site.banc.reindexObject()
    transaction.commit()
    logout()
    assert "Banc" in titles(site)
    later = now.timestamp() + 4000
    monkeypatch.setattr(menu, "time", lambda: later)
    assert "Banc" not in titles(site)


def test_a_page_enters_the_menu_when_its_time_comes(site, monkeypatch):
    now = datetime.now().astimezone()
    site.banc.effective_date = now + timedelta(hours=1)
    site.banc.reindexObject()
    transaction.commit()
    logout()
    assert "Banc" not in titles(site)
    later = now.timestamp() + 4000
    monkeypatch.setattr(menu, "time", lambda: later)
    assert "Banc" in titles(site)
