"""A commune takes over ready procedures; nobody but a Manager reaches their templates."""

from communesplone.core.documents.pod import render_odt
from communesplone.requests import ready
from communesplone.requests.content.procedure import TEXTS
from communesplone.requests.document import document_context
from communesplone.requests.forms import fields_of
from communesplone.requests.forms import schema_of
from datetime import datetime
from datetime import UTC
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import setRoles
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import TEST_USER_ID
from plone.app.testing import TEST_USER_NAME
from plone.dexterity.utils import createContent
from plone.protect.authenticator import createToken
from zExceptions import Forbidden
from zExceptions import Unauthorized
import pytest
import transaction
import yaml


ORDERABLE = ["birth-record", "household-composition", "life-certificate", "parking-card", "residence-certificate"]
WHOLE = ("title", "description", "who", "needs", "cost", "delay", "steps", "good_to_know", "legal_basis")
LANGUAGES = {"fr", "nl", "de", "en", "es"}
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def folder(portal):
    """An empty catalogue of procedures; the site's first language is French."""
    api.portal.set_registry_record("plone.available_languages", ["en", "fr"])
    api.portal.set_registry_record("plone.default_language", "fr")
    login(portal.aq_parent, SITE_OWNER_NAME)
    made = api.content.create(portal, "ProcedureFolder", "demarches", title="Démarches")
    yield made
    logout()


def as_role(portal, *roles):
    """Log in the test user with these roles only."""
    setRoles(portal, TEST_USER_ID, list(roles))
    login(portal, TEST_USER_NAME)


def test_there_are_five_with_every_word_in_five_languages():
    assert ready.orderable_codes() == ORDERABLE
    for code in ready.orderable_codes():
        known = ready.card(code)
        assert set(known["texts"]) == LANGUAGES
        assert known["register"].isalnum() and known["register"].isupper()
        for language in LANGUAGES:
            words = ready.texts(code, language)
            assert set(words) < set(TEXTS)
            assert [name for name in WHOLE if not words[name]] == []


def test_a_step_is_a_heading_and_its_explanation():
    for code in ready.codes():
        for language in LANGUAGES & set(ready.card(code)["texts"]):
            for step in ready.texts(code, language)["steps"]:
                heading, _colon, explanation = step.partition(":")
                assert heading.strip() and explanation.strip()


@pytest.mark.parametrize("code", ORDERABLE)
def test_taken_over_it_is_a_draft_with_forms_texts_and_templates(folder, code):
    procedure = ready.add(folder, code, unit_uid="some-unit", online=True)
    assert procedure.getId() == ready.card(code)["slug"]
    assert api.content.get_state(procedure) == "draft"
    assert procedure.title == ready.card(code)["texts"]["fr"]["title"]
    assert procedure.text("title", "nl") == ready.card(code)["texts"]["nl"]["title"]
    assert procedure.text("needs", "de") == tuple(ready.card(code)["texts"]["de"]["needs"])
    assert set(procedure.translations) == LANGUAGES - {"fr"}
    assert procedure.online and procedure.unit == "some-unit"
    assert "last_name" in dict(fields_of(procedure.form_model))
    assert fields_of(procedure.office_model)
    schema_of(procedure.form_model)


def test_the_words_on_the_object_are_those_of_the_sites_first_language(folder):
    api.portal.set_registry_record("plone.default_language", "en")
    procedure = ready.add(folder, "household-composition")
    assert procedure.title == "Household composition"
    assert procedure.text("title", "fr") == "Composition de ménage"


def test_templates_come_in_every_language_the_first_one_leading(folder):
    procedure = ready.add(folder, "birth-record")
    templates = [api.content.get(UID=uid) for uid in procedure.templates]
    assert templates[0].language == "fr"
    assert {template.language for template in templates} == LANGUAGES
    assert templates[0].title == "Acte de naissance (fr)"
    assert all(template.enabled and list(template.pod_formats) == ["odt", "pdf"] for template in templates)


@pytest.mark.parametrize("code", ORDERABLE)
def test_every_template_can_be_filled_in(folder, code):
    procedure = ready.add(folder, code)
    order = createContent(
        "Order",
        procedure=api.content.get_uuid(procedure),
        form_model=procedure.form_model,
        office_model=procedure.office_model,
        reference="7KQ2-94MX",
        submitted=NOON.date(),
    )
    order.data = {"act_kind": "copy", "purpose": "school", "last_name": "Lemaire", "birth_date": NOON.date()}
    order.office_data = {"members": "Lemaire; Nadia; 01/02/1990; personne de référence", "act_year": 1990}
    for uid in procedure.templates:
        template = api.content.get(UID=uid)
        odt = render_odt(template.odt_file.data, document_context(order, template.language, "CERT-2026-00001", NOON))
        assert odt.startswith(b"PK")


def test_taking_over_twice_is_refused_and_changes_nothing(folder):
    procedure = ready.add(folder, "birth-record")
    templates = procedure.templates
    with pytest.raises(ready.AlreadyThere):
        ready.add(folder, "birth-record")
    assert folder.objectIds() == ["acte-de-naissance"]
    assert procedure.templates == templates


def test_taking_over_twice_is_refused_even_when_the_first_was_renamed(folder):
    ready.add(folder, "birth-record")
    transaction.savepoint(optimistic=True)
    api.content.rename(folder["acte-de-naissance"], "acte")
    with pytest.raises(ready.AlreadyThere):
        ready.add(folder, "birth-record")


def test_an_unknown_code_is_a_key_error(folder):
    for code in ("nothing", "../birth-record", ""):
        with pytest.raises(KeyError):
            ready.add(folder, code)


def test_cards_name_one_another_whatever_comes_first(folder):
    first = ready.add(folder, "birth-record")
    assert first.related == ()
    second = ready.add(folder, "household-composition")
    assert second.related == (api.content.get_uuid(first),)
    assert first.related == (api.content.get_uuid(second),)


def test_lists_read_title_summary_icon_and_the_button_from_the_row(folder):
    ready.add(folder, "household-composition", online=True)
    (row,) = api.content.find(portal_type="Procedure")
    assert row.card_titles["nl"] == "Samenstelling van het gezin"
    assert "fr" not in row.card_titles
    assert row.card_summaries["de"].startswith("Eine Bescheinigung")
    assert (row.icon, row.online, row.card_code) == ("users", True, "household-composition")


def test_a_card_is_found_by_its_name_in_any_language(folder):
    ready.add(folder, "household-composition")
    for words in ("ménage", "Samenstelling", "Haushaltszusammensetzung", "hogar"):
        assert len(api.content.find(SearchableText=words, portal_type="Procedure")) == 1


@pytest.mark.parametrize("roles", [["Anonymous"], ["Member"], ["Editor"], ["Contributor"], ["Clerk", "ServiceHead"]])
def test_only_a_manager_reaches_the_templates(portal, folder, roles):
    ready.add(folder, "birth-record")
    template = portal["modeles"]["birth-record-fr"]
    path = "/".join(template.getPhysicalPath())[1:]
    if roles == ["Anonymous"]:
        logout()
    else:
        as_role(portal, *roles)
    assert not list(api.content.find(portal_type=["ConfigurablePODTemplate", "PODTemplate"]))
    assert not list(api.content.find(path="/plone/modeles"))
    for permission in ("View", "Modify portal content", "Access contents information", "Delete objects"):
        assert not api.user.has_permission(permission, obj=template)
    for permission in ("View", "Add portal content", "List folder contents"):
        assert not api.user.has_permission(permission, obj=portal["modeles"])
    with pytest.raises(Unauthorized):
        portal.aq_parent.restrictedTraverse(path)


def test_a_workflow_update_does_not_open_the_templates(portal, folder):
    ready.add(folder, "birth-record")
    api.portal.get_tool("portal_workflow").updateRoleMappings()
    as_role(portal, "Editor", "Reader", "Site Administrator")
    assert not api.user.has_permission("View", obj=portal["modeles"]["birth-record-fr"])
    assert not api.user.has_permission("Modify portal content", obj=portal["modeles"]["birth-record-fr"])


@pytest.mark.parametrize("kind", ["PODTemplate", "ConfigurablePODTemplate", "SubTemplate", "MailingLoopTemplate"])
def test_nobody_but_a_manager_adds_a_template_anywhere(portal, folder, kind):
    workshop = api.content.create(portal, "Folder", "workshop", title="Workshop")
    as_role(portal, "Editor", "Contributor", "Owner", "Clerk")
    with pytest.raises(Unauthorized):
        workshop.invokeFactory(kind, "mine")


def test_a_clerk_without_access_to_templates_takes_a_procedure_over(portal, folder):
    as_role(portal, "Clerk")
    procedure = ready.add(folder, "residence-certificate")
    assert len(procedure.templates) == 5
    assert not api.user.has_permission("View", obj=portal["modeles"]["residence-certificate-fr"])


def test_the_page_lists_what_is_waiting_and_takes_it_over(portal, folder):
    request = portal.REQUEST
    page = api.content.get_view("ready-procedures", folder, request)
    assert {one["code"] for one in page.offers()} == set(ready.codes())
    request.form["code"] = "birth-record"
    request.method = "POST"
    request.environ["REQUEST_METHOD"] = "POST"
    request.form["_authenticator"] = createToken()
    page()
    assert "acte-de-naissance" in folder
    assert request.response.getHeader("Location").endswith("/acte-de-naissance")
    assert {one["code"] for one in page.offers()} == set(ready.codes()) - {"birth-record"}


def test_the_page_does_nothing_without_the_token_or_by_get(portal, folder):
    request = portal.REQUEST
    page = api.content.get_view("ready-procedures", folder, request)
    request.form["code"] = "birth-record"
    page()
    assert folder.objectIds() == []
    request.method = "POST"
    request.environ["REQUEST_METHOD"] = "POST"
    with pytest.raises(Forbidden):
        page()
    assert folder.objectIds() == []


def test_the_page_says_so_when_it_is_there_already(portal, folder):
    ready.add(folder, "birth-record")
    request = portal.REQUEST
    page = api.content.get_view("ready-procedures", folder, request)
    request.form.update(code="birth-record", _authenticator=createToken())
    request.method = "POST"
    page()
    assert folder.objectIds() == ["acte-de-naissance"]
    assert page.error


def test_a_citizen_does_not_get_the_page(portal, folder):
    as_role(portal, "Member")
    with pytest.raises(Unauthorized):
        folder.restrictedTraverse("@@ready-procedures")


def test_the_cards_are_well_formed_files():
    for code in ready.orderable_codes():
        source = (ready.CATALOGUE / code / "card.yaml").read_text("utf-8")
        assert yaml.safe_load(source)["code"] == code


def test_the_page_is_by_theme_and_searched_in_any_language(portal, folder):
    request = portal.REQUEST
    page = api.content.get_view("ready-procedures", folder, request)
    assert [theme["id"] for theme in page.themes()][:2] == ["papers", "documents"]
    request.form["q"] = "Personalausweis"
    found = api.content.get_view("ready-procedures", folder, request).offers()
    assert found[0]["code"] == "identity-card"


def test_a_card_without_a_form_is_taken_over_with_its_themes_and_nothing_to_order(folder):
    procedure = ready.add(folder, "disabled-parking-card", online=True)
    assert not procedure.online
    assert procedure.templates == ()
    assert procedure.themes == ("aid", "mobility")
    assert procedure.service_url.startswith("https://handicap.belgium.be")
    assert procedure.text("title", "en").startswith("Parking card")
    assert procedure.text("who", "en") == procedure.who
