"""The menu is found once and kept until something that it comes from changes."""

from communesplone.website.browser import menu
from datetime import datetime
from datetime import timedelta
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import SITE_OWNER_NAME
from Products.ZCatalog.Catalog import Catalog
from Testing.makerequest import makerequest
from transaction import TransactionManager
from zope.component.hooks import setSite
import pytest
import transaction


LATER = "Access inactive portal content"


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


def titles_of(site) -> list[str]:
    """The words of the menu in another connection."""
    setSite(site)
    return titles(site)


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


def test_what_one_gave_up_does_not_show_to_another_at_the_same_point(site):
    site.arbre.title = "Abricot"
    site.arbre.reindexObject()
    transaction.savepoint()
    assert "Abricot" in titles(site)
    transaction.abort()
    site.banc.title = "Bateau"
    site.banc.reindexObject()
    transaction.savepoint()
    assert "Abricot" not in titles(site)
    assert "Bateau" in titles(site)


def test_a_page_that_began_before_a_change_shows_the_menu_of_that_time(site):
    own = TransactionManager()
    earlier = site._p_jar.db().open(transaction_manager=own)
    try:
        same = makerequest(earlier.root()["Application"])[site.getId()]
        same.portal_catalog.getCounter()
        site.arbre.title = "Abricot"
        site.arbre.reindexObject()
        transaction.commit()
        assert "Abricot" in titles(site)
        with api.env.adopt_user(SITE_OWNER_NAME):
            assert "Arbre" in titles_of(same)
            own.begin()
            assert "Abricot" in titles_of(same)
    finally:
        setSite(site)
        own.abort()
        earlier.close()


def test_who_may_no_longer_see_what_is_to_come_does_not(site):
    site.banc.effective_date = datetime.now().astimezone() + timedelta(hours=1)
    site.banc.reindexObject()
    site.manage_permission(LATER, roles=["Anonymous"], acquire=1)
    transaction.commit()
    logout()
    assert "Banc" in titles(site)
    site.manage_permission(LATER, roles=["Manager"], acquire=1)
    transaction.commit()
    assert "Banc" not in titles(site)


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
