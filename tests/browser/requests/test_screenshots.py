"""The pictures of README and docs, taken when COMMUNES_SCREENSHOTS=1 says so: a normal run changes no file."""

from ..steps import complete
from ..steps import fill
from ..steps import HOUSEHOLD
from ..steps import HOUSEHOLD_FORM
from ..steps import open_case
from ..steps import order
from ..steps import press
from pathlib import Path
from playwright.sync_api import Page
import os
import pytest


FOLDER = Path(__file__).resolve().parents[3] / "docs" / "_static"
LARGEST = 200_000
SIZE = {"width": 1280, "height": 860}


def shoot(page: Page, name: str, **options) -> None:
    """Write `docs/_static/NAME.png`: what stands in the window, small enough for a repository."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    picture = page.screenshot(path=FOLDER / f"{name}.png", **options)
    assert len(picture) < LARGEST, f"{name}.png has {len(picture)} bytes"


@pytest.mark.skipif(os.environ.get("COMMUNES_SCREENSHOTS") != "1", reason="only with COMMUNES_SCREENSHOTS=1")
def test_pictures_for_the_docs(people, converter):
    visitor = people.visitor(**SIZE)
    visitor.goto("")
    shoot(visitor, "home")
    visitor.goto("demarches/composition-de-menage")
    shoot(visitor, "procedure")
    visitor.goto(HOUSEHOLD_FORM)
    fill(visitor, HOUSEHOLD)
    visitor.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    shoot(visitor, "order")
    sent = order(visitor)
    shoot(visitor, "sent")
    clerk = people.logged_in("agent", **SIZE)
    clerk.goto("@@cases")
    shoot(clerk, "queue")
    open_case(clerk, sent.reference)
    press(clerk, "Take in hand")
    complete(clerk)
    press(clerk, "Prepare the document")
    clerk.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    shoot(clerk, "case")
    visitor.set_viewport_size({"width": 390, "height": 844})
    visitor.goto("")
    shoot(visitor, "home-phone")


@pytest.mark.skipif(os.environ.get("COMMUNES_SCREENSHOTS") != "1", reason="only with COMMUNES_SCREENSHOTS=1")
def test_pictures_of_the_desk(people):
    pages = {
        "agent": {"counter": "@@counter", "statistics": "@@case-statistics"},
        "chef": {"retention": "@@retention", "form-plan": "demarches/composition-de-menage/@@form-plan"},
        "admin": {"log": "@@audit"},
    }
    for user, views in pages.items():
        somebody = people.logged_in(user, **SIZE)
        for name, path in views.items():
            somebody.goto(path)
            shoot(somebody, name)
