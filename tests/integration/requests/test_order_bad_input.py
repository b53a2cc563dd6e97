"""Bad input: a message beside the field, what was typed stays, nothing is stored half."""

from .test_order_path import field as field_of
from .test_order_path import fill
from .test_order_path import HOUSEHOLD
from .test_order_path import order
from .test_order_path import PDF
from .test_order_path import said
from communesplone.core.cases import store
from communesplone.core.documents.convert import ConversionFailed
from communesplone.core.domain.references import derive
from communesplone.core.registers import register
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.uuid.utils import uuidToObject
from plone.namedfile.file import NamedBlobFile
from urllib.error import HTTPError
import io
import pytest
import transaction
import zipfile


BIRTH = {
    "subject": "other",
    "act_kind": "copy",
    "person_last_name": "Servais",
    "person_first_name": "Paul",
    "person_birth_date": "1950-01-02",
    "person_birth_place": "Namur",
    "birth_date": "1985-07-30",
    "purpose": "other",
}


TOMORROW = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()


def open_form(browser, town, code="composition-de-menage"):
    browser.open(f"{town.absolute_url()}/demarches/{code}/@@order")
    return browser


def orders() -> int:
    transaction.begin()
    return sum(1 for _case in store.walk())


def test_missing_fields_are_named_and_the_rest_stays(town, browse):
    browser = open_form(browse(), town)
    fill(browser, {"last_name": "Lemaire", "email": "nadia@example.be"})
    browser.getControl("Check my order").click()
    assert "There is a problem" in browser.contents
    assert 'href="#form-widgets-first_name"' in browser.contents
    assert browser.getControl(name="form.widgets.last_name").value == "Lemaire"
    assert orders() == 0


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("national_number", "85.07.30-033.29", "This is not a national register number"),
        ("email", "nadia at example", "This is not an e-mail address"),
        ("birth_date", TOMORROW, "This date lies in the future"),
        ("birth_date", "1700-01-01", "more than 130 years back"),
        ("birth_date", "not a date", "This is not a date of the calendar"),
    ],
)
def test_a_wrong_value_is_told_beside_its_field_and_kept(town, browse, field, value, words):
    browser = open_form(browse(), town)
    fill(browser, {**HOUSEHOLD, "birth_date": "1985-07-30", "purpose": "school", field: value})
    browser.getControl("Check my order").click()
    assert words in browser.contents
    assert field_of(browser, f"form.widgets.{field}").value == value
    assert orders() == 0


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\0" * 30_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("proof.exe", b"MZ" + b"\0" * 100, "This kind of file cannot be sent"),
        ("proof.pdf", b"<html><script>alert(1)</script></html>", "is not what its name says"),
        ("proof.pdf", bomb(), "is not what its name says"),
        ("proof.pdf", b"", "This file is empty"),
        ("proof.pdf", PDF + b"\0" * 11_000_000, "at most 10 MB"),
    ],
    ids=["program", "web page", "zip bomb renamed", "empty", "too large"],
)
def test_a_file_that_may_not_be_sent_is_refused_with_the_reason(town, browse, name, content, words):
    browser = open_form(browse(), town, "acte-de-naissance")
    fill(browser, {**HOUSEHOLD, **BIRTH})
    browser.getControl(name="form.widgets.proof").add_file(io.BytesIO(content), "application/pdf", name)
    browser.getControl("Check my order").click()
    assert words in browser.contents
    assert browser.getControl(name="form.widgets.person_last_name").value == "Servais"
    assert orders() == 0


def test_a_good_file_is_kept_when_another_field_is_wrong(town, browse):
    browser = open_form(browse(), town, "acte-de-naissance")
    fill(browser, {**HOUSEHOLD, **BIRTH, "email": "wrong"})
    browser.getControl(name="form.widgets.proof").add_file(io.BytesIO(PDF), "application/pdf", "mandate.pdf")
    browser.getControl("Check my order").click()
    assert "This is not an e-mail address" in browser.contents
    assert "mandate.pdf" in browser.contents
    fill(browser, {"email": "nadia@example.be", "relation": "heir", "legitimate_interest": "Succession"})
    browser.getControl("Check my order").click()
    assert "Check your order" in browser.contents
    assert "mandate.pdf" in browser.contents


def test_for_somebody_else_relation_interest_and_proof_are_asked(town, browse):
    browser = open_form(browse(), town, "acte-de-naissance")
    fill(browser, {**HOUSEHOLD, **BIRTH})
    browser.getControl("Check my order").click()
    assert "There is a problem" in browser.contents
    assert orders() == 0


def test_a_forged_token_makes_no_order_and_loses_nothing(town, browse):
    browser = open_form(browse(), town)
    fill(browser, {**HOUSEHOLD, "birth_date": "1985-07-30", "purpose": "school"})
    browser.getControl(name="token").value = "forged"
    browser.getControl("Check my order").click()
    assert "nothing you typed is lost" in browser.contents
    assert browser.getControl(name="form.widgets.last_name").value == "Lemaire"
    browser.getControl("Check my order").click()
    assert "Check your order" in browser.contents


def test_without_consent_nothing_is_sent(town, browse):
    browser = open_form(browse(), town)
    fill(browser, {**HOUSEHOLD, "birth_date": "1985-07-30", "purpose": "school"})
    browser.getControl("Check my order").click()
    browser.getControl("Send my order").click()
    assert "Tick the box to agree" in browser.contents
    assert orders() == 0


def test_wrong_and_unknown_get_the_same_answer_and_are_slowed_down(town, browse):
    citizen = browse()
    order(citizen, town)
    answers = []
    for number in (said(citizen, "reference"), derive(b"nobody", "knows")):
        stranger = browse()
        stranger.open(f"{town.absolute_url()}/@@track?number={number}")
        stranger.getControl(name="secret").value = "2222-2222-2222-2222"
        stranger.getControl("Show my order").click()
        answers.append(stranger.contents.replace(number, "NUMBER"))
    assert answers[0] == answers[1]
    stranger.handleErrors = True
    stranger.raiseHttpErrors = True
    with pytest.raises(HTTPError, match="429"):
        guess(stranger, said(citizen, "reference"), times=12)


def guess(browser, number, times):
    """Try codes by the dozen."""
    for _try in range(times):
        browser.getControl(name="number").value = number
        browser.getControl(name="secret").value = "3333-3333-3333-3333"
        browser.getControl("Show my order").click()


def test_another_citizens_order_is_not_found(town, browse):
    citizen = browse("citizen")
    order(citizen, town)
    reference = said(citizen, "reference")
    for user in ("other_citizen", "other_clerk"):
        stranger = browse(user)
        stranger.handleErrors = True
        stranger.raiseHttpErrors = False
        for path in (f"@@my-orders/{reference}", f"@@case/{reference}"):
            stranger.open(f"{town.absolute_url()}/{path}")
            assert stranger.headers["Status"].startswith("404"), (user, path)
            assert "Lemaire" not in stranger.contents


def test_markup_in_every_text_is_shown_as_text(town, browse):
    nasty = "<script>alert('x')</script>&<b>bold"
    browser = browse()
    order(browser, town, last_name=nasty, street=nasty)
    browser.open(f"{town.absolute_url()}/@@track")
    assert "<script>alert" not in browser.contents
    clerk = browse("clerk")
    clerk.open(f"{town.absolute_url()}/@@case/{said_from(browser)}")
    assert "<script>alert" not in clerk.contents
    assert "&lt;script&gt;" in clerk.contents


def said_from(browser):
    """The number as the tracking page shows it."""
    import re

    return re.search(r'muted num">([0-9A-Z-]{9})<', browser.contents)[1]


def test_without_converter_the_order_stays_and_can_be_tried_again(town, browse, converter):
    citizen = browse()
    order(citizen, town)
    reference = said(citizen, "reference")
    clerk = browse("clerk")
    clerk.open(f"{town.absolute_url()}/@@case/{reference}")
    clerk.getControl("Take in hand").click()
    converter.failure = ConversionFailed("down")
    clerk.getControl("Prepare the document").click()
    assert "The order is unchanged" in clerk.contents
    transaction.begin()
    case = store.find(reference)
    assert case.failure
    assert len(case.versions) == 0
    converter.failure = None
    clerk.getControl("Prepare the document").click()
    transaction.begin()
    assert store.find(reference).failure == ""
    assert len(store.find(reference).versions) == 1


def test_a_failure_at_the_signature_leaves_the_order_to_be_signed_with_one_number(town, browse, converter):
    citizen = browse()
    order(citizen, town)
    reference = said(citizen, "reference")
    clerk = browse("clerk")
    clerk.open(f"{town.absolute_url()}/@@case/{reference}")
    for step in ("Take in hand", "Prepare the document", "Send to be signed"):
        clerk.getControl(step).click()
    officer = browse("officer")
    officer.open(f"{town.absolute_url()}/@@case/{reference}")
    converter.failure = ConversionFailed("timeout")
    officer.getControl("Approve and issue").click()
    transaction.begin()
    case = store.find(reference)
    number = case.number
    assert api.content.get_state(case) == "to_sign"
    converter.failure = None
    officer.getControl("Approve and issue").click()
    transaction.begin()
    case = store.find(reference)
    assert api.content.get_state(case) == "issued"
    assert case.number == number
    year = case.submitted.year
    assert register.volumes()[f"{case.register}/{year}"].gaps() == []


def test_a_template_with_an_error_says_where_and_the_order_stays(town, browse, converter):
    citizen = browse()
    order(citizen, town)
    reference = said(citizen, "reference")
    spoil_templates(town)
    clerk = browse("clerk")
    clerk.open(f"{town.absolute_url()}/@@case/{reference}")
    clerk.getControl("Take in hand").click()
    clerk.getControl("Prepare the document").click()
    assert "data.no_such_field" in clerk.contents
    transaction.begin()
    case = store.find(reference)
    assert "data.no_such_field" in case.failure
    assert api.content.get_state(case) == "in_progress"
    assert len(case.versions) == 0


def test_an_officer_issues_only_what_he_has_read(town, browse):
    citizen = browse()
    order(citizen, town)
    reference = said(citizen, "reference")
    clerk = browse("clerk")
    clerk.open(f"{town.absolute_url()}/@@case/{reference}")
    for step in ("Take in hand", "Prepare the document", "Send to be signed"):
        clerk.getControl(step).click()
    spoil_templates(town, replacement=b"data.first_name")
    officer = browse("officer")
    officer.open(f"{town.absolute_url()}/@@case/{reference}")
    officer.getControl("Approve and issue").click()
    assert "The template was changed after this document was prepared" in officer.contents
    transaction.begin()
    case = store.find(reference)
    assert api.content.get_state(case) == "to_sign"
    assert case.number == ""
    assert f"{case.register}/{case.submitted.year}" not in register.volumes()


def spoil_templates(town, replacement=b"data.no_such_field"):
    """Change a field in every template of the household composition; without replacement, to one that is none."""
    for uid in town["demarches"]["composition-de-menage"].templates:
        template = uuidToObject(uid, unrestricted=True)
        source, spoilt = io.BytesIO(template.odt_file.data), io.BytesIO()
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(spoilt, "w") as new:
            for item in old.infolist():
                content = old.read(item).replace(b"data.last_name", replacement)
                new.writestr(item, content)
        template.odt_file = NamedBlobFile(spoilt.getvalue(), filename="template.odt")
    transaction.commit()


def test_a_number_that_a_crash_kept_from_the_order_is_annulled_with_the_refusal(town, browse):
    citizen = browse()
    order(citizen, town)
    reference = said(citizen, "reference")
    transaction.begin()
    case = store.find(reference)
    number = register.allot(case.register, reference, case.submitted_at)
    clerk = browse("clerk")
    clerk.open(f"{town.absolute_url()}/@@case/{reference}")
    clerk.getControl(name="text", index=1).value = "Not registered here."
    clerk.getControl("Refuse", index=0).click()
    transaction.begin()
    volume = register.volumes()[f"{case.register}/{case.submitted.year}"]
    assert volume.entries[number].annulled == "Not registered here."
    assert volume.gaps() == []
