"""The ready procedures: cards whole in every language, templates that are up to date and can be filled in."""

from communesplone.core.documents.context import LANGUAGES
from communesplone.core.documents.context import template_context
from communesplone.core.documents.pod import render_odt
from lxml import etree
from pathlib import Path
import communesplone
import datetime
import io
import pytest
import subprocess
import sys
import yaml
import zipfile


CATALOGUE = Path(communesplone.__file__).parent / "requests" / "catalogue"
BUILDER = Path(__file__).parents[3] / "scripts" / "build_templates.py"
CODES = ("birth-record", "household-composition", "life-certificate", "parking-card", "residence-certificate")
TEXTS = {"title", "summary", "who", "needs", "outcome", "cost", "delay_text", "steps", "legal_basis", "good_to_know"}
MODEL = "{http://namespaces.plone.org/supermodel/schema}"
I18N = "{http://xml.zope.org/namespaces/i18n}"
EVERY = [(code, language) for code in CODES for language in LANGUAGES]


def card(code: str) -> dict:
    return yaml.safe_load((CATALOGUE / code / "card.yaml").read_text())


def model(code: str, name: str) -> etree._Element:
    return etree.parse(str(CATALOGUE / code / f"{name}.xml")).getroot()


def fields(code: str) -> dict[str, str]:
    """Name and type of all fields of both forms."""
    forms = (model(code, "form"), model(code, "office"))
    return {field.get("name"): field.get("type") for form in forms for field in form.iter(f"{MODEL}field")}


def answers(code: str, **more) -> dict[str, object]:
    """An answer for every field, of its type."""
    values = {}
    for name, kind in fields(code).items():
        is_date = kind.endswith("Date")
        values[name] = datetime.date(1985, 7, 30) if is_date else 1985 if kind.endswith("Int") else f"<{name}> & \x07co"
    return values | {"members": "Dupont; Marie; 1.2.1980; mother\nDupont; <Léo>"} | more


def context(code: str, language: str, *, draft: bool = False, **more) -> dict[str, object]:
    return template_context(
        commune={
            "name": "Valmeuse",
            "address": "Place du Pont 1",
            "postcode": "5999",
            "city": "Valmeuse",
            "phone": "081 00 00 00",
            "email": "info@valmeuse.example",
        },
        unit={"title": "Population"},
        order={"reference": "K7M2-9QXD", "submitted": datetime.date(2026, 11, 20), "language": language},
        document={"number": "" if draft else "CERT-2026-7", "date": datetime.date(2026, 11, 22), "is_draft": draft},
        officer={"name": "Anne Lambert", "function": "Officier"},
        values=answers(code, **more),
        titles={"purpose": {"<purpose> & \x07co": "THE PURPOSE"}},
        known=frozenset(fields(code)),
    )


def filled(code: str, language: str, **options) -> dict[str, etree._Element]:
    odt = render_odt((CATALOGUE / code / f"template-{language}.odt").read_bytes(), context(code, language, **options))
    with zipfile.ZipFile(io.BytesIO(odt)) as archive:
        return {name: etree.fromstring(archive.read(f"{name}.xml")) for name in ("content", "styles", "meta")}


def text(tree: etree._Element) -> str:
    return " ".join("".join(tree.itertext()).split())


def test_the_catalogue_holds_five_procedures():
    assert tuple(sorted(path.parent.name for path in CATALOGUE.glob("*/card.yaml"))) == CODES


@pytest.mark.parametrize("code", CODES)
def test_a_card_says_everything_in_five_languages(code):
    found = card(code)
    assert found["code"] == code
    assert set(found["texts"]) == set(LANGUAGES)
    steps = {len(texts["steps"]) for texts in found["texts"].values()}
    needs = {len(texts["needs"]) for texts in found["texts"].values()}
    assert len(steps) == len(needs) == 1
    for texts in found["texts"].values():
        assert set(texts) == TEXTS
        assert all(texts.values())
        assert all(set(step) == {"title", "text"} for step in texts["steps"])


@pytest.mark.parametrize("code", CODES)
def test_a_card_has_sound_neutral_values(code):
    found = card(code)
    assert isinstance(found["delay_days"], int)
    assert found["delay_days"] > 0
    assert found["processing_days"] >= found["delay_days"] > 0
    assert found["register"].isalnum()
    assert found["register"].isupper()
    assert set(found["related"]) <= set(CODES) - {code}
    assert found["audiences"]
    assert found["themes"]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", ["form", "office"])
def test_every_title_help_and_answer_of_a_form_can_be_translated(code, name):
    root = model(code, name)
    assert root.get(f"{I18N}domain") == "communesplone"
    for tag in ("title", "description", "element"):
        for node in root.iter(f"{MODEL}{tag}"):
            assert node.get(f"{I18N}translate") == "", node.text
    for field in root.iter(f"{MODEL}field"):
        assert field.find(f"{MODEL}title").text


def test_the_committed_templates_are_what_the_script_builds():
    done = subprocess.run([sys.executable, BUILDER, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_a_template_is_filled_in_whole_with_hostile_answers(code, language):
    found = filled(code, language, act_kind="copy")
    shown = text(found["content"])
    name = "person_last_name" if code == "birth-record" else "last_name"
    assert f"<{name}> & co" in shown
    # A parking card serves one purpose only and does not print it.
    assert ("THE PURPOSE" in shown) is (code != "parking-card")
    assert "Valmeuse" in shown
    assert "CERT-2026-7" in shown
    assert "Anne Lambert" in shown
    assert "data." not in shown
    assert "do text" not in shown
    assert "CERT-2026-7" in text(found["styles"])


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_only_a_draft_says_that_it_is_one(code, language):
    words = yaml.safe_load((CATALOGUE / "template.yaml").read_text())["languages"][language]["draft"]
    assert words in text(filled(code, language, draft=True)["styles"])
    assert words not in text(filled(code, language)["styles"])


@pytest.mark.parametrize(("code", "language"), EVERY)
def test_a_document_knows_its_language_title_and_page_numbers(code, language):
    found = filled(code, language)
    ns = {
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
    }
    assert found["styles"].xpath("//@fo:language", namespaces=ns) == [language]
    assert found["styles"].xpath("//text:page-number and //text:page-count", namespaces=ns)
    assert found["meta"].findtext(".//dc:title", namespaces=ns) == card(code)["texts"][language]["title"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_member_of_the_household_has_a_row(language):
    shown = text(filled("household-composition", language)["content"])
    assert shown.count("Dupont") == 2
    assert "<Léo>" in shown
    assert ": 2." in shown.replace("\u00a0", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_extract_keeps_later_changes_to_itself_and_a_copy_shows_them(language):
    assert "<marginal_notes>" in text(filled("birth-record", language, act_kind="copy")["content"])
    for kind in ("extract", "multilingual"):
        assert "<marginal_notes>" not in text(filled("birth-record", language, act_kind=kind)["content"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_multilingual_extract_has_its_labels_in_all_languages(language):
    labels = ("Lieu de naissance", "Geboorteplaats", "Geburtsort", "Place of birth", "Lugar de nacimiento")
    shown = text(filled("birth-record", language, act_kind="multilingual")["content"])
    assert all(label in shown for label in labels)
    assert sum(label in text(filled("birth-record", language, act_kind="copy")["content"]) for label in labels) == 1


def test_what_the_office_left_empty_leaves_no_empty_line():
    full = text(filled("residence-certificate", "fr")["content"])
    assert "Adresse précédente" in full
    assert "Adresse précédente" not in text(filled("residence-certificate", "fr", previous_address=None)["content"])
