"""axe-core on a page as people see it: wide and narrow, light and dark; and no page is wider than its window."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page


TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The scheme changes colours and nothing else, so in the dark only they are looked at.
SCHEMES = {"light": {"type": "tag", "values": TAGS}, "dark": {"type": "rule", "values": ["color-contrast"]}}
WIDTHS = (1280, 390)
# 1280 CSS pixels at 400 % (WCAG 2.2, 1.4.10): a window of 320 by 256.
ZOOMED = {"width": 320, "height": 256}
RUN = "options => axe.run(options).then(results => results.violations)"
TOO_WIDE = """() => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= innerWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scroll, pre"))
    .slice(0, 5).map((one) => `${one.tagName}.${one.className} ${Math.round(one.getBoundingClientRect().right)} px`)
    .concat(`page: ${page.scrollWidth} px`);
}"""


def problems(page: Page) -> list[str]:
    """What is wrong with the page that is open, in any width and scheme; one line each."""
    found: list[str] = []
    name = f"{page.title()} <{page.url}>"
    size = page.viewport_size
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, rules in SCHEMES.items():
            page.emulate_media(color_scheme=scheme)
            violations = page.evaluate(RUN, {"runOnly": rules, "resultTypes": ["violations"]})
            found += [f"{name} {width} {scheme}: {line}" for one in violations for line in _lines(one)]
    page.emulate_media(color_scheme="light")
    for viewport in ({"width": 390, "height": 900}, ZOOMED):
        page.set_viewport_size(viewport)
        found += [f"{name} at {viewport['width']} px is too wide: {line}" for line in page.evaluate(TOO_WIDE)]
    page.set_viewport_size(size)
    return found


def _lines(violation: dict) -> list[str]:
    return [
        f"{violation['id']} {' '.join(map(str, node['target']))}: {node['failureSummary'].splitlines()[-1].strip()}"
        for node in violation["nodes"]
    ]
