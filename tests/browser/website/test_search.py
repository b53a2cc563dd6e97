"""A visitor searches in Chromium: by keyboard with suggestions, and without a script."""

from ..axe import problems
import pytest


def test_suggestions_by_keyboard(people):
    page = people.visitor()
    page.goto("")
    field = page.locator("#home-search")
    field.focus()
    page.keyboard.type("pass")
    page.wait_for_selector("[role=option]")
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    active = field.get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    assert problems(page) == []
    page.keyboard.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value() == "pass"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "@@search" not in page.url


def test_enter_without_a_choice_searches(people):
    page = people.visitor(width=390, height=800)
    page.goto("vivre-ici")
    page.locator(".find > summary").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'find'")
    page.keyboard.type("naissance")
    page.wait_for_selector(".find [role=option]")
    assert problems(page) == []
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "@@search?SearchableText=naissance" in page.url
    assert page.locator(".results a").count()


@pytest.mark.parametrize(
    "query", ["SearchableText=commune", "SearchableText=horaire+population", "SearchableText=xqzzyw"]
)
def test_results_stand_the_test(people, query):
    page = people.visitor()
    page.goto(f"@@search?{query}")
    assert problems(page) == []


def test_the_way_back_without_a_script(people, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{people.url}/@@search?SearchableText=naissance&kind=procedures")
    page.locator(".results a").first.click()
    page.locator("[data-back] a").click()
    assert page.url.endswith("/@@search?SearchableText=naissance&kind=procedures")
    context.close()
