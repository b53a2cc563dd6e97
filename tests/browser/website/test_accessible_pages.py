"""Every kind of page of the website stands the test of axe-core, and the menu works by keyboard."""

from ..axe import problems
import pytest


NEWS = "vivre-ici/actualites"
VISITORS = {
    "page": "vivre-ici/marche",
    "folder": "vivre-ici",
    "news": NEWS,
    "news item": f"{NEWS}/place-du-pont",
    "agenda": "vivre-ici/agenda",
    "past": "vivre-ici/agenda?past=1",
    "event": "vivre-ici/agenda/marche-du-samedi",
    "photographs": "vivre-ici/photos",
    "photograph": "vivre-ici/photos/pont.webp/view",
    "file": "vivre-ici/publications/bulletin.pdf/view",
    "questions": "vivre-ici/questions",
    "publications": "vivre-ici/publications",
    "site map": "@@sitemap",
    "page not clear": "@@feedback?page=vivre-ici/marche&clear=no",
    "page clear": "@@feedback?page=vivre-ici/marche&clear=yes",
    "waste": "@@waste?street=zyx",
    "waste of a street": "@@waste/rue-haute",
    "waste of a street in parts": "@@waste/chaussee-de-liege",
    "alert": "alerts/pont-des-ardennes-ferme-en-journee",
    "alerts": "@@alerts",
    "accessibility statement": "@@accessibility",
    "privacy": "@@privacy",
    "open data": "opendata",
    "a table": "opendata/offices",
    "newsletter": "@@newsletter",
    "letters": "@@newsletters",
    "letter": "@@newsletters/la-lettre-de-novembre",
    "bad link of a letter": "@@newsletter-leave?key=x",
}
ARRANGING = (
    "@@feedback-pages",
    "@@waste-calendar",
    "@@arrange-home",
    "@@home-block/search",
    "@@home-block/picture",
    "@@home-preview",
    "@@add-alert",
    "@@newsletter-desk",
    "@@newsletter-write",
    "@@newsletter-letter?letter=la-lettre-de-novembre",
)


@pytest.mark.parametrize("path", VISITORS.values(), ids=VISITORS.keys())
def test_pages_of_visitors(people, path):
    page = people.visitor()
    page.goto(path)
    assert problems(page) == []


@pytest.mark.parametrize("path", ARRANGING)
def test_pages_of_an_editor(people, path):
    page = people.logged_in("redacteur")
    page.goto(path)
    assert problems(page) == []


def test_the_settings_with_an_error_and_an_offer(people):
    page = people.logged_in("admin")
    page.goto("@@commune-controlpanel")
    found = problems(page)
    page.fill("#form-widgets-brand_colour", "#ffcc00")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_role("button", name="#8c7000").count() == 1
    assert found + problems(page) == []


def test_the_open_menu_wide_and_narrow(people):
    page = people.visitor()
    page.goto("vivre-ici")
    page.evaluate(
        "document.querySelectorAll('.nav details, .menu, .menu-panel details').forEach(one => { one.open = true })"
    )
    assert problems(page) == []


def test_the_menu_by_keyboard(people):
    page = people.visitor(language="fr")
    page.goto("")
    first = page.locator(".nav summary").first
    first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".nav details[open]").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.mega') !== null")
    page.keyboard.press("Escape")
    assert page.locator(".nav details[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_menu_without_script(people, chromium):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(people.url)
    page.locator(".nav summary").first.click()
    assert page.locator(".nav .mega a").first.is_visible()
    context.close()


def test_the_way_back_keeps_the_search(people):
    page = people.visitor()
    page.goto("@@search?SearchableText=pont")
    page.locator(".results a").first.click()
    back = page.locator("[data-back] a")
    assert back.is_visible()
    back.click()
    assert "SearchableText=pont" in page.url
