"""Steps, going on later, the counter, and the pages on which a form is arranged stand the test of axe-core too."""

from ..axe import problems
from ..steps import fill
from ..steps import HOUSEHOLD
from ..steps import paper
from ..steps import press


PARKING = "demarches/carte-stationnement"
VEHICLE = {"plate": "1-ABC-234", "vehicle_holder": "self", "card_rank": "first"}


def first_step(page, tmp_path) -> None:
    """The vehicle."""
    fill(page, VEHICLE)
    page.locator("input[type=file]:enabled").first.set_input_files(paper(tmp_path))
    press(page, "Continue")


def test_ordering_in_steps_and_going_on_later(people, tmp_path):
    page = people.visitor()
    page.goto(f"{PARKING}/@@order")
    press(page, "Continue")
    found = problems(page)
    first_step(page, tmp_path)
    found += problems(page)
    press(page, "Save and go on later")
    found += problems(page)
    page.fill("#later-email", "nadia@example.be")
    press(page, "Send me the link")
    found += problems(page)
    page.goto(f"{PARKING}/@@order?resume=x")
    found += problems(page)
    assert found == []


def test_the_counter(people):
    clerk = people.logged_in("agent")
    clerk.goto("demarches/composition-de-menage/@@order-at-counter")
    found = problems(clerk)
    fill(clerk, {**HOUSEHOLD, "email": ""})
    press(clerk, "Check my order")
    found += problems(clerk)
    clerk.locator("#channel-counter").check()
    clerk.locator("#identity").check()
    clerk.locator("#consent").check()
    press(clerk, "Send my order")
    found += problems(clerk)
    clerk.get_by_role("link", name="Open the order").click()
    found += problems(clerk)
    assert found == []


def test_arranging_a_form(people):
    clerk = people.logged_in("agent")
    found = []
    for page in ("@@form-plan", "@@form-plan?edit=former_plate", "@@form-plan?step=applicant", "@@form-preview"):
        clerk.goto(f"{PARKING}/{page}")
        found += problems(clerk)
    assert found == []
