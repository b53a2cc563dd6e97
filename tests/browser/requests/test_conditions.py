"""Questions that depend on others, in a real browser: at once with script, accessible in every state."""

from ..axe import problems
from ..steps import APPLICANT
from ..steps import BIRTH_FORM
from ..steps import field
from ..steps import fill
from ..steps import press
from playwright.sync_api import expect


def test_a_question_appears_and_disappears_at_once_and_a_screen_reader_is_told(people):
    page = people.visitor()
    page.goto(BIRTH_FORM)
    reason = field(page, "legitimate_interest")
    expect(reason).to_be_hidden()
    fill(page, {"subject": "other"})
    expect(reason).to_be_visible()
    expect(page.locator("[data-asked]")).to_have_text("There are further questions.")
    fill(page, {"legitimate_interest": "Succession", "subject": "self"})
    expect(reason).to_be_hidden()
    expect(page.locator("[data-asked]")).to_have_text("Some questions are not needed any more.")
    assert problems(page) == []
    fill(page, {"act_kind": "copy", "person_last_name": "Servais", "person_first_name": "Paul"})
    fill(page, {"person_birth_date": "1950-01-02", "person_birth_place": "Namur", **APPLICANT, "purpose": "other"})
    press(page, "Check my order")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your order")
    assert "Succession" not in page.content()
