"""The content security policy stops no page of the suite and none that editors and managers work with."""

from ..steps import BIRTH_FORM
from ..steps import order
from playwright.sync_api import Page
import pytest


PUBLIC = [
    "",
    "demarches",
    "demarches/composition-de-menage",
    BIRTH_FORM,
    "@@track",
    "@@search?SearchableText=acte",
    "login",
    "@@units",
    "nothing",
]
STAFF = ["", "@@cases", "@@my-orders", "@@personal-information", "@@change-password"]
EDITING = [
    "demarches/edit",
    "demarches/folder_contents",
    "demarches/composition-de-menage/edit",
    "demarches/composition-de-menage/@@order-form",
    "++add++Document",
    "++add++News Item",
    "++add++Event",
    "++add++Image",
    "++add++Link",
    "++add++Unit",
    "++add++Collection",
    "demarches/@@sharing",
    "demarches/@@historyview",
    "@@overview-controlpanel",
    "@@commune-controlpanel",
    "@@site-controlpanel",
    "@@language-controlpanel",
    "@@actions-controlpanel",
    "@@caching-controlpanel",
    "@@resourceregistry-controlpanel",
    "@@theming-controlpanel",
    "@@usergroup-userprefs",
    "@@manage-portlets",
    "manage_main",
]
SMUGGLED = """<img src=x onerror="window.hurt = 1"><a href="javascript:window.hurt = 1" id="bad">x</a>"""
SIGNS = ("Content Security Policy", "violates the following", "EvalError")


class Watch:
    """Collects what the browser refused because of the policy."""

    def __init__(self, page: Page):
        self.page = page
        self.refused = []
        page.on("console", lambda message: self._note(message.text))
        page.on("pageerror", lambda error: self._note(str(error)))

    def _note(self, text: str) -> None:
        if any(sign in text for sign in SIGNS):
            self.refused.append(f"{self.page.url}: {text}")

    def walk(self, paths: list[str]) -> None:
        """Open pages, and wait until their scripts are done."""
        for path in paths:
            answer = self.page.goto(path, wait_until="networkidle")
            assert "Content-Security-Policy" in {name.title() for name in answer.headers}, path


def test_a_visitor_orders_and_looks_around(people):
    watch = Watch(people.visitor())
    watch.walk(PUBLIC)
    order(watch.page)
    assert watch.refused == []


@pytest.mark.parametrize("user", ["agent", "officier"])
def test_staff_works(people, user):
    watch = Watch(people.logged_in(user))
    watch.walk(STAFF)
    assert watch.refused == []


def test_editors_and_managers_work(people):
    watch = Watch(people.logged_in("admin"))
    watch.walk(EDITING)
    assert watch.refused == []


def test_the_lists_with_an_order_still_move(people):
    page = people.logged_in("admin")
    page.goto("++add++Unit", wait_until="networkidle")
    chosen = page.evaluate(
        """() => {
          const list = document.querySelector("[data-ordered='form-widgets-clerks']");
          const option = list.querySelector("[id$='-from'] option");
          option.selected = true;
          list.querySelector("[data-ordered-move=take]").click();
          return [option.value, list.querySelector("input[name$=':list']").value];
        }"""
    )
    assert chosen[0] and chosen[0] == chosen[1]


def test_a_script_in_a_text_is_not_run(people, site):
    from plone import api
    import transaction

    with api.env.adopt_roles(["Manager"]):
        page = api.content.create(site, "Document", id="injected", title="x")
        page.description = "plain"
        api.content.transition(page, "publish")
    transaction.commit()
    window = people.visitor()
    window.goto("injected")
    watch = Watch(window)
    window.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", SMUGGLED)
    window.wait_for_load_state("networkidle")
    window.locator("#bad").click()
    assert window.evaluate("window.hurt") is None
    assert watch.refused
