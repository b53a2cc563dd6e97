"""An editor sees which cards lack something, which are due, and which shared texts have changed."""

from communesplone.core import moments
from communesplone.requests import ready
from communesplone.requests import shared
from communesplone.requests.domain.threeway import Kind
from datetime import timedelta
from lxml import html
from plone import api
import copy
import csv
import io
import pytest
import transaction


CARD = "demarches/composition-de-menage"


@pytest.fixture
def card(town):
    found = town.restrictedTraverse(CARD)
    found.review_date, found.card_owner = moments.today() + timedelta(30), "Front desk"
    found.reindexObject()
    transaction.commit()
    return found


@pytest.fixture
def newer(monkeypatch):
    """The shared card of a later version of the suite: another cost, a new need, in French and English."""
    cards = copy.deepcopy(ready._cards())
    for language in ("fr", "en"):
        cards["household-composition"]["texts"][language]["cost"] = f"Two euros ({language})"
        cards["household-composition"]["texts"][language]["needs"] = ["One thing"]
    monkeypatch.setattr(ready, "_cards", lambda: cards)
    return cards


def rows(browser) -> list[str]:
    return html.fromstring(browser.contents).xpath("//tbody/tr/td[1]/a/text()")


def test_the_list_names_what_is_missing_the_most_urgent_first(town, card, browse):
    browser = browse("clerk")
    browser.open(f"{town.absolute_url()}/demarches/@@card-check")
    assert set(rows(browser)) == {"Household composition", "Birth record"}
    assert "Languages spoken" in browser.contents
    browser.open(f"{town.absolute_url()}/demarches/@@card-check?list=stale")
    assert rows(browser) == ["Birth record"]
    browser.open(f"{town.absolute_url()}/demarches/@@card-check?list=unowned")
    assert rows(browser) == ["Birth record"]


def test_the_list_is_a_file_for_a_spreadsheet(town, card, browse):
    browser = browse("clerk")
    browser.open(f"{town.absolute_url()}/demarches/@@card-check-csv?list=stale")
    assert browser.headers["Cache-Control"] == "private, no-store"
    found = list(csv.reader(io.StringIO(browser.contents.lstrip("\ufeff")), delimiter=";"))
    assert [row[0] for row in found] == ["Title", "Birth record"]


def test_nothing_changed_nothing_to_decide(town, browse):
    assert shared.changes(town.restrictedTraverse(CARD)) == []
    browser = browse("clerk")
    browser.open(f"{town.absolute_url()}/demarches/@@card-updates")
    assert "You have seen all changes" in browser.contents


def test_a_changed_shared_text_waits_and_changes_nothing_by_itself(town, card, newer, browse):
    before = card.cost
    browser = browse("clerk")
    browser.open(f"{town.absolute_url()}/demarches/@@card-updates")
    browser.getLink("Household composition").click()
    assert "Two euros (en)" in html.fromstring(browser.contents).text_content()
    assert card.cost == before
    assert {change.kind for change in shared.changes(card)} == {Kind.OFFER}
    assert len(shared.changes(card)) == 4


def form_of(browser, town, key: str):
    """The form of one text, on the page of the card's changes."""
    browser.open(f"{town.absolute_url()}/{CARD}/@@card-update")
    for number in range(browser.contents.count("<form")):
        form = browser.getForm(index=number)
        if f'value="{key}"' in str(form._form.html):
            return form
    raise LookupError(key)


def decide(browser, town, key: str, do: str, text: str | None = None):
    form = form_of(browser, town, key)
    if text is not None:
        form.getControl(name="text").value = text
    form.getControl(name="do", index=("theirs", "mine", "merged").index(do)).click()
    transaction.begin()


def test_taking_the_shared_text_keeping_ones_own_or_writing_one_from_both(town, card, newer, browse):
    card.cost = "One euro"
    card.reindexObject()
    transaction.commit()
    kinds = {change.key: change.kind for change in shared.changes(card)}
    assert kinds["en", "cost"] is Kind.CONFLICT
    browser = browse("clerk")
    needs = card.needs
    decide(browser, town, "en.needs", "mine")
    assert card.needs == needs
    decide(browser, town, "fr.needs", "theirs")
    assert card.text("needs", "fr") == ("One thing",)
    decide(browser, town, "en.cost", "merged", "One euro, two for others")
    assert card.cost == "One euro, two for others"
    assert {change.key for change in shared.changes(card)} == {("fr", "cost")}
    decide(browser, town, "fr.cost", "theirs")
    assert card.text("cost", "fr") == "Two euros (fr)"
    assert "You have seen all changes" in browser.contents
    browser.open(f"{town.absolute_url()}/demarches/@@card-updates")
    assert "You have seen all changes" in browser.contents


def test_all_that_the_commune_left_as_it_was_is_taken_at_once(town, card, newer, browse):
    card.cost = "One euro"
    transaction.commit()
    browser = browse("clerk")
    browser.open(f"{town.absolute_url()}/{CARD}/@@card-update")
    browser.getControl(name="all").click()
    transaction.begin()
    assert card.cost == "One euro"
    assert card.needs == ("One thing",)
    assert [change.key for change in shared.changes(card)] == [("en", "cost")]


def test_a_merged_text_that_is_none_is_not_stored_and_not_lost(town, card, newer, browse):
    browser = browse("clerk")
    decide(browser, town, "en.needs", "merged", "Thing | where | no address")
    assert "no address of a page" in browser.contents
    assert "Thing | where | no address" in browser.contents
    assert len(shared.changes(card)) == 4


def test_who_decides_on_a_text_that_changed_meanwhile_is_told(town, card, newer, browse):
    browser = browse("clerk")
    form = form_of(browser, town, "en.cost")
    card.cost = "Changed by somebody else"
    transaction.commit()
    form.getControl(name="do", index=0).click()
    transaction.begin()
    assert "changed in the meantime" in browser.contents
    assert card.cost == "Changed by somebody else"


def test_the_log_tells_who_decided(town, card, newer, browse):
    from communesplone.core.audit import api as audit

    said = []
    original = audit.record
    audit.record = lambda action, about, **more: said.append((action, more.get("details")))
    try:
        with api.env.adopt_roles(["Manager"]):
            view = api.content.get_view("card-update", card, town.REQUEST)
            view._take_all(shared.changes(card))
    finally:
        audit.record = original
    assert ("procedure.shared_decided", {"part": "cost", "language": "en", "kind": "theirs"}) in said
    transaction.abort()
