"""What people do on the pages, in the words of the stories: ordering, looking at an error, opening a case."""

from communesplone.core.cases import store
from dataclasses import dataclass
from pathlib import Path
from playwright.sync_api import expect
from playwright.sync_api import Page
import re
import transaction


FILES_PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
HOUSEHOLD_FORM = "demarches/composition-de-menage/@@order"
BIRTH_FORM = "demarches/acte-de-naissance/@@order"
APPLICANT = {
    "last_name": "Lemaire",
    "first_name": "Nadia",
    "national_number": "85.07.30-033.28",
    "birth_date": "1985-07-30",
    "street": "Rue Haute 8",
    "postcode": "5999",
    "city": "Valmeuse",
    "email": "nadia@example.be",
}
HOUSEHOLD = {**APPLICANT, "purpose": "school"}
BIRTH = {
    **APPLICANT,
    "subject": "other",
    "act_kind": "copy",
    "person_last_name": "Servais",
    "person_first_name": "Paul",
    "person_birth_date": "1950-01-02",
    "person_birth_place": "Namur",
    "relation": "heir",
    "legitimate_interest": "Succession of my uncle",
    "purpose": "other",
}


@dataclass(frozen=True)
class Sent:
    """What the confirmation page gives: number and secret code of the order (no code with an account)."""

    reference: str
    secret: str


def field(page: Page, name: str, prefix: str = ""):
    """The field of a form by its name in the schema: all radio buttons of a choice."""
    return page.locator(
        f"[name='form.widgets.{prefix}{name}']:not([type=hidden]), "
        f"[name='form.widgets.{prefix}{name}:list']:not([type=hidden])"
    )


def fill(page: Page, values: dict[str, str], prefix: str = "") -> None:
    """Type into a form; choices by their token."""
    for name, value in values.items():
        control = field(page, name, prefix)
        kind = control.first.evaluate("element => element.type")
        if kind == "select-one":
            control.select_option(value)
        elif kind == "radio":
            control.and_(page.locator(f"[value='{value}']")).check()
        else:
            control.fill(value)


def value_of(page: Page, name: str) -> str:
    """What stands in a field."""
    return field(page, name).first.input_value()


def press(page: Page, words: str) -> None:
    """Press the button with these words and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=words).click()


def order(page: Page, form: str = HOUSEHOLD_FORM, values: dict[str, str] = HOUSEHOLD) -> Sent:
    """Fill in, check and send an order; the window is left on the confirmation."""
    page.goto(form)
    fill(page, values)
    press(page, "Check my order")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your order")
    return send(page)


def send(page: Page) -> Sent:
    """Agree and send, from the page that shows the order once more."""
    page.locator("#consent").check()
    press(page, "Send my order")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your order has been sent")
    secret = page.locator("#order-secret")
    return Sent(page.locator("#order-reference").inner_text(), secret.inner_text() if secret.count() else "")


def follow(page: Page, sent: Sent) -> None:
    """Open an order on the tracking page with its number and code."""
    page.goto(f"@@track?number={sent.reference}")
    page.fill("#track-secret", sent.secret)
    press(page, "Show my order")


def open_case(page: Page, reference: str) -> None:
    """A clerk's page of the order."""
    page.goto(f"@@case/{reference}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def complete(page: Page) -> None:
    """A clerk fills in what the office knows for a certificate of household composition."""
    page.get_by_role("link", name="Complete or correct the data").click()
    office = {"members": "Lemaire; Nadia; 30/07/1985; reference person", "registered_since": "2010-05-01"}
    fill(page, office, prefix="office.")
    press(page, "Save")
    expect(page.get_by_text("The data are saved.")).to_be_visible()


def stored(reference: str):
    """The order in the database, as committed by the server."""
    transaction.begin()
    return store.find(reference)


def stored_orders() -> int:
    """How many orders there are."""
    transaction.begin()
    return sum(1 for _case in store.walk())


def paper(folder: Path, name: str = "mandate.pdf", size: int = 0) -> Path:
    """A small PDF to send; with `size`, a file of that many bytes which takes no room on the disk."""
    path = folder / name
    path.write_bytes(FILES_PDF)
    if size:
        with path.open("r+b") as file:
            file.truncate(size)
    return path


def state_shown(page: Page) -> str:
    """Name of the state on the page of an order."""
    css = page.locator("h1 + .row .chip").first.get_attribute("class") or ""
    return re.search(r"state-(\w+)", css)[1]
