"""Hours in a real browser: open now wherever the visitor is, the answer for a day, and the form of who keeps them."""

from ..axe import problems
from ..steps import press
import pytest


HALL = "ma-commune/services/hotel-de-ville"


def first_opening(page) -> list[int]:
    """Start and end, in minutes since 1970, of the first time at which one may walk in."""
    spans = page.locator("[data-openings]").first.get_attribute("data-openings").split()
    return next([int(part) for part in span.split(",")] for span in spans if span.endswith(",0"))[:2]


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_open_now_is_right_from_far_away_and_on_an_old_page(people, zone):
    page = people.visitor(timezone_id=zone)
    page.goto(HALL)
    start, end = first_opening(page)
    chip = page.locator("[data-openings]").first
    for minutes, said in ((start + 1, "Open now, until"), (end, "Closed"), (start - 1, "Closed, opens")):
        page.clock.set_fixed_time(minutes * 60)
        page.goto(HALL)
        assert chip.inner_text().startswith(said)
    page.clock.set_fixed_time((start - 1) * 60)
    page.goto(HALL)
    # The town hall's clock, not the visitor's: offices open between seven and two.
    assert any(f"at {hour}" in chip.inner_text() for hour in ("8:", "9:"))


def test_without_script_the_hours_of_the_day_are_there_in_words(people):
    page = people.visitor(java_script_enabled=False)
    page.goto(HALL)
    words = page.locator(".hours-today").first.inner_text()
    assert words.startswith(("Today: ", "Closed today"))
    assert page.locator("[data-openings]").first.is_hidden()


def test_is_the_town_hall_open_on_27_september(people):
    page = people.visitor()
    page.goto(HALL)
    year = int(page.evaluate("new Date().getFullYear()")) + 1
    page.locator("#hours-day").fill(f"{year}-09-27")
    press(page, "Show")
    assert f"27 September {year}" in page.locator(".notice").first.inner_text()
    assert "Closed on" in page.locator(".notice").first.inner_text()
    assert problems(page) == []


def test_who_keeps_the_hours_types_them_and_sees_the_week_first(people):
    page = people.logged_in("admin")
    page.goto(HALL)
    found = problems(page)
    page.get_by_role("link", name="Change the opening hours").click()
    found += problems(page)
    week = page.locator("[name='form.widgets.week']")
    week.fill("Monday: 9-12 11-14")
    press(page, "Save")
    assert "Line 1: 9:00–12:00 and 11:00–14:00 overlap." in page.locator(".summary").inner_text()
    assert week.input_value() == "Monday: 9-12 11-14"
    week.fill("Monday-Friday: 7-8\nfirst Saturday of the month: 9-11:30")
    press(page, "Show the result")
    assert "Monday – Friday: 7:00" in page.locator("main").inner_text()
    found += problems(page)
    press(page, "Save")
    page.get_by_text("The opening hours are stored.").wait_for()
    assert found == []


@pytest.mark.parametrize(("language", "sign"), [("fr", "\u00a0h"), ("nl", "."), ("de", ":")])
def test_the_time_is_written_as_the_hours_beside_it(people, language, sign):
    page = people.visitor(language=language)
    page.goto(HALL)
    start, _end = first_opening(page)
    page.clock.set_fixed_time((start - 1) * 60)
    page.goto(HALL)
    chip = page.locator("[data-openings]").first.inner_text().replace(" ", "\u00a0")
    assert any(f"\u00a0{hour}{sign}" in chip for hour in (8, 9)), chip
