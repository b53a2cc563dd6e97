"""The pages of the second step stand the test of axe-core, and a camera can read their picture in the dark too."""

from ..axe import problems
from ..town import PASSWORD
import os
import pyotp
import pytest


PLAIN = """element => {
  const box = element.getBoundingClientRect(), picture = element.querySelector("svg").getBoundingClientRect();
  return {colour: getComputedStyle(element).backgroundColor, margin: picture.left - box.left,
          right: box.right - picture.right, wide: picture.width, window: innerWidth};
}"""


def keep(page, name: str) -> None:
    """Pictures for a human, where `COMMUNES_PICTURES` names a folder."""
    if folder := os.environ.get("COMMUNES_PICTURES"):
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                page.screenshot(path=f"{folder}/{name}-{width}-{scheme}.png", full_page=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_setting_up_by_camera_or_by_hand(people, scheme):
    page = people.logged_in("agent", color_scheme=scheme)
    page.goto("@@two-steps")
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        box = page.locator(".qr").evaluate(PLAIN)
        assert box["colour"] == "rgb(255, 255, 255)"
        assert box["margin"] >= 8 and box["right"] >= 8
        assert box["wide"] <= box["window"]
    keep(page, "two-steps")
    assert problems(page) == []


def test_a_wrong_code_then_the_right_one_and_the_codes_to_keep(people):
    page = people.logged_in("agent")
    page.goto("@@two-steps")
    page.fill("#second-code", "000000")
    page.click("[name=begin]")
    found = problems(page)
    keep(page, "wrong")
    page.fill("#second-code", pyotp.TOTP(page.locator("code.num").inner_text().replace(" ", "")).now())
    page.click("[name=begin]")
    assert page.locator("[role=status] ul.num li").count() == 10
    keep(page, "codes")
    found += problems(page)
    page.context.clear_cookies()
    page.goto("login")
    page.fill("[name=__ac_name]", "agent")
    page.fill("[name=__ac_password]", PASSWORD)
    with page.expect_navigation():
        page.locator("main [type=submit]").click()
    keep(page, "second-step")
    assert "second-step" in page.url
    assert found + problems(page) == []


def test_the_setup_says_that_nothing_is_scanned(people):
    page = people.logged_in("admin")
    for path in ("@@security-settings", "@@overview-controlpanel"):
        page.goto(path)
        assert "not scanned for viruses" in page.locator("[data-scanner]").inner_text()
        keep(page, path.strip("@"))
    page.goto("@@second-steps")
    keep(page, "second-steps")
    assert problems(page) == []
