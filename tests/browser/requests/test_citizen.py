"""Citizens order on line: on a phone, with the keyboard alone, without JavaScript, in their language."""

from ..steps import BIRTH
from ..steps import BIRTH_FORM
from ..steps import field
from ..steps import fill
from ..steps import follow
from ..steps import HOUSEHOLD
from ..steps import order
from ..steps import paper
from ..steps import press
from ..steps import send
from ..steps import state_shown
from ..steps import stored
from ..steps import stored_orders
from ..steps import value_of
from playwright.sync_api import expect
import pytest


PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}


def test_on_a_phone_without_account_from_the_home_page_to_the_tracking_page(people, tmp_path):
    page = people.visitor(**PHONE)
    page.goto("")
    page.get_by_role("link", name="Birth record").first.tap()
    page.get_by_role("link", name="Order on line").tap()
    fill(page, {**BIRTH, "email": "nadia at example"})
    field(page, "proof").set_input_files(paper(tmp_path))
    press(page, "Check my order")

    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="This is not an e-mail address").tap()
    expect(field(page, "email")).to_be_focused()
    expect(field(page, "email")).to_have_attribute("aria-invalid", "true")
    assert {name: value_of(page, name) for name in ("email", "street")} == {
        "email": "nadia at example",
        "street": "Rue Haute 8",
    }
    expect(page.get_by_text("mandate.pdf", exact=True)).to_be_visible()

    fill(page, {"email": "nadia@example.be"})
    press(page, "Check my order")
    expect(page.locator("main")).to_contain_text("mandate.pdf")
    sent = send(page)
    page.get_by_role("link", name="Follow my order").tap()
    expect(page.locator("main")).to_contain_text(sent.reference)
    assert state_shown(page) == "submitted"

    later = people.visitor(**PHONE)
    follow(later, sent)
    assert state_shown(later) == "submitted"
    (attachment,) = stored(sent.reference).attachments.values()
    assert attachment.name == "mandate.pdf"


def test_what_is_changed_after_the_check_is_what_is_sent(people):
    page = people.visitor()
    page.goto("demarches/composition-de-menage/@@order")
    fill(page, HOUSEHOLD)
    press(page, "Check my order")
    press(page, "Change something")
    assert value_of(page, "street") == "Rue Haute 8"
    fill(page, {"street": "Rue Basse 9"})
    press(page, "Check my order")
    assert stored(send(page).reference).data["street"] == "Rue Basse 9"


def test_without_javascript_the_whole_path_works(people, tmp_path):
    sent = order(people.visitor(java_script_enabled=False))
    page = people.visitor(java_script_enabled=False)
    follow(page, sent)
    assert state_shown(page) == "submitted"
    page.get_by_text("Withdraw the order").first.click()
    page.locator("#sure").check()
    press(page, "Withdraw the order")
    assert state_shown(page) == "withdrawn"


def test_with_an_account_the_order_is_in_my_orders_and_asks_no_code(people):
    page = people.logged_in("citoyen")
    sent = order(page)
    assert not sent.secret
    page.goto("@@my-orders")
    page.get_by_role("link", name=sent.reference).click()
    assert state_shown(page) == "submitted"


WORDS = {
    "fr": "Demander en ligne",
    "nl": "Online aanvragen",
    "de": "Online beantragen",
    "en": "Order on line",
    "es": "Solicitar en línea",
}


@pytest.mark.parametrize("language", WORDS)
def test_the_language_switch_keeps_the_place_and_the_path_speaks_the_language(people, language):
    page = people.visitor(language="")
    page.goto("demarches/composition-de-menage")
    page.locator(f".lang a[hreflang={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert "/demarches/composition-de-menage" in page.url
    page.get_by_role("link", name=WORDS[language]).click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS[language])
    page.goto("@@track")
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_a_double_click_sends_one_order(people):
    page, before = people.visitor(), stored_orders()
    page.goto("demarches/composition-de-menage/@@order")
    fill(page, HOUSEHOLD)
    press(page, "Check my order")
    page.locator("#consent").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Send my order").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your order has been sent")
    assert stored_orders() == before + 1


def test_a_reload_of_the_confirmation_shows_it_again_and_makes_no_second_order(people):
    page, before = people.visitor(), stored_orders()
    sent = order(page)
    page.reload()
    expect(page.locator("#order-reference")).to_have_text(sent.reference)
    expect(page.locator("#order-secret")).to_have_text(sent.secret)
    assert stored_orders() == before + 1


def test_the_back_button_shows_no_error_loses_nothing_typed_and_makes_no_second_order(people):
    page, before = people.visitor(), stored_orders()
    page.goto("demarches/composition-de-menage/@@order")
    fill(page, HOUSEHOLD)
    press(page, "Check my order")
    page.go_back()
    assert value_of(page, "street") == "Rue Haute 8"
    page.go_forward()
    sent = send(page)
    for _page in range(2):
        page.go_back()
        expect(page.locator("#order-reference")).to_have_text(sent.reference)
    page.go_forward()
    expect(page.locator("#order-reference")).to_have_text(sent.reference)
    assert stored_orders() == before + 1
    page.goto("demarches/composition-de-menage/@@order")
    assert value_of(page, "street") == ""


def test_the_address_of_a_confirmation_tells_nobody_else_anything(people):
    page = people.visitor()
    sent = order(page)
    stranger = people.visitor()
    stranger.goto(page.url)
    expect(stranger.get_by_role("button", name="Check my order")).to_be_visible()
    assert value_of(stranger, "last_name") == ""
    assert sent.reference not in stranger.content()


def test_a_file_of_100_mb_gets_its_message_beside_the_field_and_the_rest_is_kept(people, tmp_path):
    page, before = people.visitor(), stored_orders()
    page.goto(BIRTH_FORM)
    fill(page, BIRTH)
    field(page, "proof").set_input_files(paper(tmp_path, "scan.pdf", size=100_000_000))
    press(page, "Check my order")
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#field-form-widgets-proof .error-text")).to_contain_text("at most 10 MB")
    assert value_of(page, "legitimate_interest") == "Succession of my uncle"
    assert value_of(page, "person_birth_date") == "1950-01-02"
    assert stored_orders() == before
