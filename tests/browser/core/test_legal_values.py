"""A manager sets a legal value in a real browser and takes it back; both pages stand the test of axe-core."""

from ..axe import problems
from ..steps import press


def test_a_manager_sets_a_legal_value_and_takes_it_back(people):
    page = people.logged_in("admin")
    page.goto("@@legal-values?theme=notice")
    assert problems(page) == []
    page.locator("a[href$='@@legal-value/notice.second_call']").click()
    page.locator("[name='form.widgets.value']").fill("three")
    page.locator("[name='form.widgets.valid_from']").fill("2026-01-01")
    page.locator("[name='form.widgets.reason']").fill("Rules of procedure, article 4")
    press(page, "Set this value")
    assert "“three” is not a whole number." in page.locator("main").inner_text()
    assert page.locator("[name='form.widgets.reason']").input_value() == "Rules of procedure, article 4"
    found = problems(page)
    page.locator("[name='form.widgets.value']").fill("3")
    press(page, "Set this value")
    assert "3 clear days" in page.locator("main").inner_text()
    found += problems(page)
    page.locator("button[name=withdraw]").click()
    page.get_by_text("the value of the law holds again").wait_for()
    assert "2 clear days" in page.locator("main").inner_text()
    assert found == []
