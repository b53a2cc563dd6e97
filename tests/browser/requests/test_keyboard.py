"""The keyboard alone is enough: every stop can be seen; an order is made with Tab, Enter, Space and letters."""

from ..steps import HOUSEHOLD
from ..steps import state_shown
from playwright.sync_api import expect
from playwright.sync_api import Page


MOST_STOPS = 60
STOP = """() => {
  const element = document.activeElement;
  const seen = element.closest(".option, .check, .search") || element;
  const rings = [element, seen].map((one) => getComputedStyle(one));
  // Inside a date field stands a button for the calendar, whose ring no script can see.
  const hidden = element.type === "date" && !element.matches(":focus");
  const box = element.getBoundingClientRect();
  return {
    name: element.name || "", value: element.value || "", type: element.type || "",
    text: (element.innerText || element.getAttribute("aria-label") || "").trim(),
    label: `${element.tagName} ${element.name || element.innerText || element.id}`,
    ring: hidden || rings.some((style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
                                || style.boxShadow !== "none"),
    inside: box.bottom > 0 && box.top < innerHeight,
  };
}"""


def tab(page: Page) -> dict:
    """Go to the next stop; it must be visible, and where the focus is must be seen."""
    page.keyboard.press("Tab")
    stop = page.evaluate(STOP)
    assert stop["ring"], f"no visible focus on {stop['label']}"
    assert stop["inside"], f"the focus is outside the window on {stop['label']}"
    return stop


def tab_to(page: Page, wanted) -> dict:
    """Tab until the stop is the wanted one."""
    for _stop in range(MOST_STOPS):
        stop = tab(page)
        if wanted(stop):
            return stop
    raise AssertionError(f"not reached with {MOST_STOPS} times Tab on {page.url}")


def press_enter(page: Page, key: str = "Enter") -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def skip(page: Page) -> None:
    """Over the header into the content, with the first stop of the page."""
    assert tab(page)["text"] == "Skip to the content"
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def type_answers(page: Page) -> None:
    """Fill in the form in the order of its stops."""
    left = dict(HOUSEHOLD)
    while left:
        stop = tab_to(page, lambda stop: stop["name"].startswith("form.widgets."))
        name = stop["name"].removeprefix("form.widgets.").removesuffix(":list")
        value = left.pop(name, None)
        if value is None:
            continue
        if stop["type"] == "date":
            year, month, day = value.split("-")
            page.keyboard.type(f"{month}{day}{year}")
        else:
            page.keyboard.type(value)


def test_an_order_with_the_keyboard_alone(people):
    page = people.visitor(locale="en-US")
    page.goto("")
    skip(page)
    tab_to(page, lambda stop: "Household composition" in stop["text"])
    press_enter(page)
    skip(page)
    tab_to(page, lambda stop: stop["text"] == "Order on line")
    press_enter(page)
    skip(page)
    type_answers(page)
    tab_to(page, lambda stop: stop["text"] == "Check my order")
    press_enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your order")
    skip(page)
    tab_to(page, lambda stop: stop["name"] == "consent")
    page.keyboard.press("Space")
    tab_to(page, lambda stop: stop["text"] == "Send my order")
    press_enter(page, "Space")
    expect(page.locator("#order-reference")).to_be_visible()
    skip(page)
    tab_to(page, lambda stop: stop["text"] == "Follow my order")
    press_enter(page)
    assert state_shown(page) == "submitted"


def test_after_an_error_the_keyboard_goes_from_the_summary_to_the_field(people):
    page = people.visitor()
    page.goto("demarches/composition-de-menage/@@order")
    skip(page)
    tab_to(page, lambda stop: stop["text"] == "Check my order")
    press_enter(page)
    expect(page.locator("#error-summary")).to_be_focused()
    tab(page)
    page.keyboard.press("Enter")
    expect(page.locator("[name='form.widgets.last_name']")).to_be_focused()
