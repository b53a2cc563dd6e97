"""A French-speaking citizen reads French only; so does the clerk."""

from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.keys import KEYS
from communesplone.requests import ready
from html.parser import HTMLParser
from plone import api
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
import pytest
import re
import transaction


SPOKEN = {"alt", "aria-label", "data-label", "placeholder", "title", "data-copied", "data-leave"}
UNSPOKEN = {"script", "style", "svg"}
# Frequent in our English texts, and no French words.
ENGLISH = frozenset(
    re.findall(
        r"\w+",
        """the your you and with for this that not what which who when are was were please choose fill write send search
        order orders follow follows needed required number name street town birth state due late received assign cases
        clerk answer back next previous all any nobody file files error warning here there""",
    )
)


class Spoken(HTMLParser):
    """Collects what a reader sees or hears of a page."""

    def __init__(self):
        super().__init__()
        self.lines, self.silent = [], 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in UNSPOKEN
        self.lines += [value or "" for name, value in attrs if name in SPOKEN]

    def handle_endtag(self, tag):
        self.silent -= tag in UNSPOKEN

    def handle_data(self, data):
        if not self.silent and data.strip():
            self.lines.append(data.strip())


def english(html):
    """The lines of the page with an English word, and that word."""
    parser = Spoken()
    parser.feed(html)
    found = []
    for line in parser.lines:
        words = ENGLISH & set(re.findall(r"[a-z']+", line.lower()))
        found += [(line, sorted(words))] if words else []
    return found


@pytest.fixture
def french(functional):
    """Address of a site in French with one procedure, and a visitor's browser."""
    portal = functional["portal"]
    login(portal.aq_parent, SITE_OWNER_NAME)
    api.portal.set_registry_record("plone.available_languages", ["fr", "en"])
    api.portal.set_registry_record("plone.default_language", "fr")
    folder = api.content.create(portal, "ProcedureFolder", id="demarches", title="Démarches")
    procedure = ready.add(folder, "birth-record", online=True)
    for one in (folder, procedure):
        if api.content.get_state(one) != "published":
            api.content.transition(one, "publish")
    transaction.commit()
    return portal.absolute_url(), procedure.absolute_url(), Browser(functional["app"])


def test_the_check_finds_english_in_words_and_in_labels():
    page = '<p>Suivre</p><svg><title>order</title></svg><p>Your order</p><input placeholder="Search">'
    assert english(page) == [("Your order", ["order", "your"]), ("Search", ["search"])]


@pytest.mark.parametrize("path", ["", "/demarches", "/@@track", "/@@search?SearchableText=acte"])
def test_public_pages_are_french(french, path):
    site, _, browser = french
    browser.open(site + path)
    assert 'lang="fr' in browser.contents
    assert english(browser.contents) == []


def test_card_form_and_its_complaints_are_french(french):
    _, procedure, browser = french
    browser.open(procedure)
    assert english(browser.contents) == []
    browser.open(f"{procedure}/@@order")
    assert english(browser.contents) == []
    browser.getControl("Vérifier ma demande").click()
    assert "Il y a un problème" in browser.contents
    assert english(browser.contents) == []


def test_the_desk_is_french(french):
    site, _, browser = french
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(f"{site}/@@cases")
    assert english(browser.contents) == []


def test_the_law_is_french_with_its_notes_and_lists(french):
    site, _, browser = french
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(f"{site}/@@legal-values?jurisdiction={Jurisdiction.WALLONIA}")
    without_names = re.sub("|".join(map(re.escape, sorted(KEYS, reverse=True))), "", browser.contents)
    assert english(without_names) == []
    assert "juriste" in browser.contents
