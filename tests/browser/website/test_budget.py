"""Pages for visitors are small and talk to nobody else; a strict content security policy would break none of them."""

from ..steps import BIRTH_FORM
from ..steps import order
from playwright.sync_api import Page
import pytest


MOST_REQUESTS = 10
MOST_BYTES = 150_000
# Plone's own login page has one style attribute; the style sheet says the same, so that nothing changes without it.
INLINE = """() => [...document.querySelectorAll("*:not(.pat-cookietrigger)")].flatMap((one) => {
  const found = [...one.attributes].map((each) => each.name)
    .filter((name) => name === "style" || name.startsWith("on"));
  const script = one.tagName === "SCRIPT" && !one.src && one.type !== "application/ld+json";
  if (one.tagName === "STYLE" || script) found.push("content");
  if ((one.getAttribute("href") || "").startsWith("javascript:")) found.push("href");
  return found.map((name) => `${one.tagName} ${name}`);
})"""


class Traffic:
    """What a window asks for, and what the browser complains about."""

    def __init__(self, page: Page):
        self.requests = []
        self.complaints = []
        page.on("requestfinished", lambda request: self.requests.append(request))
        page.on("requestfailed", lambda request: self.complaints.append(f"failed: {request.url}"))
        page.on(
            "console", lambda message: message.type in ("error", "warning") and self.complaints.append(message.text)
        )

    def transferred(self) -> int:
        """Bytes of answers, heads included."""
        sizes = [request.sizes() for request in self.requests]
        return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)


@pytest.mark.parametrize("path", ["", "demarches", "demarches/composition-de-menage", BIRTH_FORM, "@@track"])
def test_a_visitors_page_is_light_and_talks_to_nobody_else(people, path):
    page = people.visitor()
    traffic = Traffic(page)
    page.goto(path, wait_until="networkidle")
    size = traffic.transferred()
    print(f"\n/{path}: {len(traffic.requests)} requests, {size / 1000:.0f} KB")
    assert traffic.complaints == []
    assert len(traffic.requests) <= MOST_REQUESTS
    assert size <= MOST_BYTES
    assert [request.url for request in traffic.requests if not request.url.startswith(people.url)] == []


def test_no_page_of_the_path_has_inline_scripts_or_styles(people):
    visitor, clerk = people.visitor(), people.logged_in("agent")
    found = []

    def look(page: Page, path: str = "") -> None:
        if path:
            page.goto(path)
        found.extend(f"{page.url}: {one}" for one in page.evaluate(INLINE))

    for path in ("login", "demarches", "demarches/composition-de-menage", BIRTH_FORM, "nothing-here"):
        look(visitor, path)
    visitor.goto("")
    look(visitor)
    sent = order(visitor)
    look(visitor)
    look(visitor, "@@track")
    look(clerk, "@@cases")
    look(clerk, f"@@case/{sent.reference}")
    assert found == []
