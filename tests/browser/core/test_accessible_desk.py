"""The pages of clerks, heads and managers stand the test of axe-core, wide and narrow, light and dark."""

from ..axe import problems
import pytest


def checked(page, *paths: str) -> list[str]:
    """What is wrong with these pages; each of them has to be there and to have one title."""
    found = []
    for path in paths:
        answer = page.goto(path)
        assert answer.status == 200, path
        assert page.locator("h1").count() == 1, path
        found += problems(page)
    return found


def test_what_a_head_of_a_service_reads(people):
    page = people.logged_in("chef")
    page.goto("@@cases")
    case = page.locator("table a[href*='@@case/']").first.get_attribute("href")
    pages = ["@@case-statistics", "@@case-statistics?period=all", "@@retention", "@@retention-runs"]
    assert checked(page, "@@cases", *pages, case, f"{case}/journal", "@@two-steps") == []


@pytest.mark.parametrize("path", ["@@audit", "@@jobs", "@@person-data", "@@legal-settings"])
def test_what_a_manager_watches_over(people, path):
    page = people.logged_in("admin")
    assert checked(page, path) == []


def test_a_phone_shows_every_act_of_a_case_without_scrolling_sideways(people):
    page = people.logged_in("chef", width=390)
    page.goto("@@cases")
    case = page.locator("table a[href*='@@case/']").first.get_attribute("href")
    page.goto(f"{case}/journal")
    table = page.locator(".scroll")
    assert table.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert "Step" in table.inner_text()
