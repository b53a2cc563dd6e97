"""Every page of the path from the home page to the document stands the test of axe-core (WCAG 2.2 AA)."""

from ..axe import problems
from ..steps import BIRTH
from ..steps import BIRTH_FORM
from ..steps import complete
from ..steps import field
from ..steps import fill
from ..steps import follow
from ..steps import open_case
from ..steps import order
from ..steps import paper
from ..steps import press
from ..steps import send
import pytest


PAGES = {
    "home": "",
    "procedures": "demarches",
    "procedure": "demarches/composition-de-menage",
    "form": BIRTH_FORM,
    "track": "@@track",
    "login": "login",
    "search": "@@search?SearchableText=birth",
    "not found": "nothing-here",
}


def test_faults_are_seen(people):
    """Without this, a tool that finds nothing would look like a site without faults."""
    page = people.visitor()
    page.goto("")
    # Styles are set by script: the content security policy lets no page carry them in its markup.
    page.evaluate("""() => {
        const main = document.querySelector("main")
        const add = (name, text, style) => {
            const made = Object.assign(document.createElement(name), {textContent: text})
            Object.assign(made.style, style)
            main.append(made)
            return made
        }
        add("img", "", {}).src = "/x.svg"
        add("p", "Pale", {color: "#999", background: "#fff"})
        add("p", "Dark", {color: "light-dark(#000, #333)"})
        add("div", "Wide", {width: "900px"})
    }""")
    found = "\n".join(problems(page))
    for fault in (
        "1280 light: image-alt",
        "390 light: color-contrast",
        "390 dark: color-contrast",
        "320 px is too wide",
    ):
        assert fault in found


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_pages_for_everybody(people, path):
    page = people.visitor()
    page.goto(path)
    assert problems(page) == []


def test_ordering(people, tmp_path):
    page = people.visitor()
    page.goto(BIRTH_FORM)
    press(page, "Check my order")
    found = problems(page)
    fill(page, BIRTH)
    field(page, "proof").set_input_files(paper(tmp_path))
    press(page, "Check my order")
    found += problems(page)
    send(page)
    found += problems(page)
    assert found == []


def test_tracking_with_a_wrong_code(people):
    page = people.visitor()
    page.goto("@@track")
    page.fill("#track-number", "7KQ2-94MX")
    page.fill("#track-secret", "2222-2222-2222-2222")
    press(page, "Show my order")
    assert problems(page) == []


def test_an_order_in_each_state_for_citizen_clerk_and_officer(people, converter):
    """One order goes its way; after each step the pages of those who see it are looked at."""
    citizen, clerk, officer = people.logged_in("citoyen"), people.logged_in("agent"), people.logged_in("officier")
    sent = order(citizen)
    mine = f"@@my-orders/{sent.reference}"
    found: list[str] = []

    def look(*pages) -> None:
        for page in pages:
            page.goto(mine if page is citizen else f"@@case/{sent.reference}")
            found.extend(problems(page))

    look(citizen, clerk)
    press(clerk, "Take in hand")
    clerk.get_by_text("Ask the citizen").click()
    clerk.fill("#text-ask_citizen", "Which school is it for?")
    press(clerk, "Send the question")
    look(citizen, clerk)
    press(citizen, "Send my answer")
    found += problems(citizen)
    citizen.fill("#message-text", "The one in Rue Haute.")
    press(citizen, "Send my answer")
    open_case(clerk, sent.reference)
    clerk.get_by_role("link", name="Complete or correct the data").click()
    found += problems(clerk)
    press(clerk, "Save")
    found += problems(clerk)
    open_case(clerk, sent.reference)
    complete(clerk)
    press(clerk, "Prepare the document")
    look(citizen, clerk)
    press(clerk, "Send to be signed")
    look(officer)
    press(officer, "Approve and issue")
    look(citizen, officer)
    assert found == []


def test_a_refused_and_a_withdrawn_order(people):
    found: list[str] = []
    citizen = people.visitor()
    sent = order(citizen)
    clerk = people.logged_in("agent")
    open_case(clerk, sent.reference)
    clerk.get_by_text("Refuse the order").click()
    clerk.fill("#text-refuse", "You live in another commune.")
    press(clerk, "Refuse")
    found += problems(clerk)
    citizen.goto("@@track")
    found += problems(citizen)
    sent = order(citizen)
    follow(people.visitor(), sent)
    citizen.goto("@@track")
    citizen.get_by_text("Withdraw the order").first.click()
    citizen.locator("#sure").check()
    press(citizen, "Withdraw the order")
    found += problems(citizen)
    assert found == []


def test_lists_full_and_empty(people):
    citizen, clerk = people.logged_in("citoyen"), people.logged_in("chef")
    citizen.goto("@@my-orders")
    clerk.goto("@@cases")
    found = problems(citizen) + problems(clerk)
    order(citizen)
    citizen.goto("@@my-orders")
    clerk.goto("@@cases")
    found += problems(citizen) + problems(clerk)
    clerk.goto("@@cases?text=nobody")
    found += problems(clerk)
    assert found == []
