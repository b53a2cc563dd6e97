"""The figures on their page: for the people of the units, about their units."""

from lxml import html
from plone import api
from xml.etree import ElementTree
import pytest
import re


@pytest.fixture
def busy(town):
    """Population: five refused, one open and late; works: one open."""
    for number in range(5):
        case = town.order(f"Person {number}", days=5, assignee="anna")
        town.move(case, "take", "refuse")
    town.order("Nadia Lemaire", days=-3)
    town.order("=Somebody", unit=town.works, kind="birth", title="=Birth;record")
    town.index()
    return town


def cards(text: str) -> dict[str, str]:
    tree = html.fromstring(text)
    return {card.find("span").text: card.find("b").text for card in tree.cssselect(".stats .card")}


def test_a_clerk_reads_the_figures_of_his_unit_without_names(busy, page):
    _view, text = page("case-statistics", "anna")
    found = cards(text)
    assert (found["received"], found["finished"], found["refused"], found["open now"]) == ("6", "5", "5", "1")
    assert found["late now"] == "1"
    assert found["answered in time"] == "100 %"
    assert "Who is in charge" not in text
    assert "Lemaire" not in text
    assert "=Birth" not in text


def test_a_head_reads_who_is_in_charge_in_his_unit_only(busy, page):
    _view, text = page("case-statistics", "hedwig")
    assert "Anna Lambert" in text
    _view, text = page("case-statistics", "wanda")
    assert "Anna Lambert" not in text
    assert cards(text)["received"] == "1"


def test_nobody_widens_his_view_by_the_address(busy, page):
    _view, text = page("case-statistics", "anna", unit=busy.works)
    assert cards(text)["received"] == "0"
    view, _text = page("case-statistics", "anna", type="ORD.birth")
    assert view.report.total.received == 0


def test_whoever_works_nowhere_sees_no_figure(busy, page, portal):
    with busy.manager():
        api.user.grant_roles("otto", roles=["Clerk"])
    _view, text = page("case-statistics", "otto")
    assert "You belong to no service" in text
    assert cards(text) == {}


def test_a_kind_and_a_period_are_chosen(busy, page):
    view, text = page("case-statistics", "hedwig", type="ORD.menage", period="3")
    assert cards(text)["received"] == "6"
    assert len(view.months) == 3
    view, _text = page("case-statistics", "hedwig", period="1999")
    assert view.report.total.finished == 0
    for odd in ("x", "-1", "0", ["12"], "99999"):
        view, _text = page("case-statistics", "hedwig", period=odd)
        assert view.choice.period == "12"


def test_few_cases_have_no_delay(town, page):
    town.move(town.order(), "take", "refuse")
    town.index()
    found = cards(page("case-statistics", "hedwig")[1])
    assert found["finished"] == "1"
    assert (found["working days, median"], found["answered in time"]) == ("—", "—")


def test_every_chart_is_named_described_and_beside_a_table_with_its_numbers(busy, page):
    view, text = page("case-statistics", "hedwig")
    drawn = re.findall(r'<svg class="chart".*?</svg>', text, re.S)
    assert len(drawn) == len(view.charts()) + len(view.groups()) == 4
    for one in drawn:
        tree = ElementTree.fromstring(one)
        ids = tree.get("aria-labelledby").split()
        assert [part.get("id") for part in (tree.find("title"), tree.find("desc"))] == ids
        assert tree.find("title").text and tree.find("desc").text
        assert "style=" not in one
    tree = html.fromstring(text)
    assert len(tree.xpath("//*[@id='stat-volume']/..//table//tbody/tr")) == 12
    every = [element.get("id") for element in tree.xpath("//*[@id]")]
    assert len(every) == len(set(every))


def test_the_file_has_the_same_numbers_and_runs_no_formula(busy, page, portal):
    with busy.manager():
        api.user.create("boss@example.org", "boss", "Pont-de-Valmeuse-5999", roles=["Member", "Manager"])
    _view, data = page("case-statistics-csv", "boss")
    rows = [line.split('";"') for line in data.decode("utf-8-sig").splitlines()]
    assert rows[1][2:4] == ["7", "5"]
    assert any(row[1] == "'=Birth;record" for row in rows)
    assert b"Anna" not in data
