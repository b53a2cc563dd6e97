"""From the queue to the form that a clerk fills in for somebody: a list of the procedures of the own service."""

from communesplone.requests import design
from communesplone.requests.browser import counter_list
from communesplone.requests.browser.counter_list import CounterView
from datetime import datetime
from lxml import html
from plone import api
import pytest


def titles(browser) -> list[str]:
    """What stands in the list, in order."""
    return html.fromstring(browser.contents).xpath("//ul[@class='choose']//a/text()")


def rows(user: str) -> list[str]:
    with api.env.adopt_user(user):
        view = CounterView(api.portal.get(), api.portal.get().REQUEST)
        view.text = ""
        return [card["title"] for card in view.cards]


def test_the_way_from_the_queue_to_the_form(town, browse):
    browser = browse("clerk")
    browser.open(f"{town.absolute_url()}/@@cases")
    browser.getLink("Orders at the counter").click()
    assert browser.headers["Cache-Control"] == "private, no-store"
    assert titles(browser) == sorted(titles(browser))
    browser.getLink("Household composition").click()
    assert "composition-de-menage/@@order-at-counter" in browser.url
    assert "Order at the counter" in browser.contents


def test_a_word_of_the_title_or_the_summary_finds_without_accents_and_capitals(town, browse):
    browser = browse("clerk")
    browser.open(f"{town.absolute_url()}/@@counter?text=H%C3%94USEHOLD")
    assert titles(browser) == ["Household composition"]
    browser.open(f"{town.absolute_url()}/@@counter?text=%3Cb%3Enothing")
    assert "No procedure answers to this search." in browser.contents
    assert "<b>nothing" not in browser.contents


def test_each_clerk_sees_what_may_be_ordered_for_and_nothing_else(town, browse):
    assert len(rows("clerk")) == len(rows("head")) == 2
    assert rows("officer") == rows("other_clerk") == rows("citizen") == []
    browser = browse("officer")
    browser.open(f"{town.absolute_url()}/@@cases")
    assert "Orders at the counter" not in browser.contents
    browser.open(f"{town.absolute_url()}/@@counter")
    assert "You belong to none." in browser.contents


def test_another_unit_a_form_without_questions_or_a_draft_leave_the_list(town):
    card = town.demarches["composition-de-menage"]
    with api.env.adopt_roles(["Manager"]):
        model = card.form_model
        design.keep(card, "form_model", "", "ada", datetime(2026, 11, 25))  # noqa: DTZ001
        assert len(rows("clerk")) == 1
        design.keep(card, "form_model", model, "ada", datetime(2026, 11, 25))  # noqa: DTZ001
        assert len(rows("clerk")) == 2
        card.unit = town.works.UID()
        card.reindexObject()
        assert (len(rows("clerk")), len(rows("other_clerk"))) == (1, 1)
        api.content.transition(card, "retract")
        assert rows("other_clerk") == []


def test_a_long_list_comes_in_pages(town, browse, monkeypatch):
    monkeypatch.setattr(counter_list, "PAGE", 1)
    browser = browse("clerk")
    browser.open(f"{town.absolute_url()}/@@counter")
    first = titles(browser)
    browser.getLink(url="b_start=1").click()
    assert len(first) == 1 and titles(browser) != first
    browser.open(f"{town.absolute_url()}/@@counter?b_start=77")
    assert titles(browser) == first


def test_no_card_is_woken(town):
    for card in town.demarches.objectValues():
        card._p_deactivate()
    assert len(rows("clerk")) == 2
    assert all(card._p_changed is None for card in town.demarches.objectValues())


@pytest.mark.parametrize("text", ["text=a&text=b", "text:int=7", "b_start=x", "text=%00"])
def test_odd_addresses_are_answered(town, browse, text):
    browser = browse("clerk")
    browser.open(f"{town.absolute_url()}/@@counter?{text}")
    assert "Orders at the counter" in browser.contents
