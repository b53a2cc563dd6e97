"""Valmeuse: what somebody who tries the suite finds there."""

from collections import Counter
from communesplone.core.cases import store
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.domain import national_number
from communesplone.core.organisation.groups import members
from communesplone.core.registers import register
from communesplone.demo.data import load
from communesplone.demo.setuphandlers import INSTALLED
from communesplone.requests import ready
from communesplone.requests.domain.states import State
from communesplone.requests.forms import fields_of
from communesplone.testing import posted
from communesplone.website.settings import settings
from plone import api
from plone.app.testing import applyProfile
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import SITE_OWNER_NAME
from zope.annotation.interfaces import IAnnotations
import pytest


LANGUAGES = ("fr", "nl", "de", "en", "es")
ACCOUNTS = [
    "citoyen",
    "agent",
    "agent2",
    "chef",
    "officier",
    "direction",
    "conseiller",
    "redacteur",
    "commercant",
    "admin",
]


@pytest.fixture
def orders(portal):
    return list(store.walk())


def states(orders):
    return Counter(api.content.get_state(order) for order in orders)


def test_there_are_forty_orders_and_every_state_occurs(orders):
    assert len(orders) == 40
    assert set(states(orders)) == set(State)


def test_the_citizen_sees_own_orders_in_every_interesting_state(orders):
    own = states(order for order in orders if order.applicant_user == "citoyen")
    assert set(own) == {"closed", "delivered", "refused", "issued", "incomplete", "to_sign", "submitted"}
    assert len(get_catalog().of_applicant("citoyen")) == 7


def test_the_case_catalog_has_a_row_for_each_order_in_line_with_it(orders):
    rows = get_catalog().revisions()
    assert rows == {"/".join(order.getPhysicalPath()): order.revision for order in orders}


def test_the_portal_catalog_holds_no_case(portal):
    catalog = api.portal.get_tool("portal_catalog")
    assert not catalog.unrestrictedSearchResults(portal_type=["Order", "CaseStore", "CaseShard"])
    assert not catalog.unrestrictedSearchResults(path="/plone/cases")


def test_the_registers_have_no_gap_and_their_numbers_follow_the_days(portal):
    volumes = register.volumes()
    assert {name.split("/")[0] for name in volumes} == {"CERT", "ETAT"}
    for volume in volumes.values():
        assert volume.gaps() == []
        moments = [entry.moment for entry in volume.entries.values()]
        assert moments == sorted(moments)


def test_every_issued_order_has_its_number_and_its_document(orders):
    issued = [order for order in orders if order.issued_at]
    assert len(issued) == sum(len(volume.entries) for volume in register.volumes().values())
    for order in issued:
        year = order.issued_at.year
        number = register.number_of(order.register, year, order.reference)
        assert order.number == register.display(order.register, year, number)
        version = order.final_version()
        assert version.file.data.startswith(b"%PDF-")
        assert version.actor == "officier"
        assert version.moment == order.issued_at
    assert not [order for order in orders if not order.issued_at and (order.number or order.final_version())]


def test_only_what_was_issued_is_in_a_state_that_says_so(orders):
    issued = {order.reference for order in orders if order.issued_at}
    said = {order.reference for order in orders if api.content.get_state(order) in ("issued", "delivered")}
    assert said <= issued


def test_all_national_numbers_are_valid_and_fit_the_birth_date(orders):
    for order in orders:
        number = order.data["national_number"]
        assert national_number.is_valid(number)
        assert national_number.birth_date(number) == order.data["birth_date"]


def test_what_was_typed_would_have_passed_the_forms(orders):
    for order in orders:
        for model, data in ((order.form_model, order.data), (order.office_model, order.office_data)):
            fields = dict(fields_of(model))
            assert set(data) <= set(fields)
            for name, value in data.items():
                fields[name].bind(order).validate(value)
        missing = [name for name, field in fields_of(order.form_model) if field.required and name not in order.data]
        assert missing == []
        if order.versions:
            required = [name for name, field in fields_of(order.office_model) if field.required]
            assert [name for name in required if name not in order.office_data] == []


def test_histories_run_forward_and_end_before_the_installation(portal, orders):
    installed = IAnnotations(portal)[INSTALLED]
    for order in orders:
        times = [entry["time"].asdatetime().isoformat() for entry in order.workflow_history["order_workflow"]]
        moments = [entry["time"] for entry in order.workflow_history["order_workflow"]]
        assert moments == sorted(moments), times
        assert moments[0].asdatetime() == order.submitted_at
        assert moments[-1].asdatetime().isoformat()[:10] <= installed[:10]


def test_the_right_people_acted(orders):
    by_step = {"take": "agent", "ask_citizen": "agent", "send_to_sign": "agent", "issue": "officier", "reopen": "chef"}
    seen = set()
    for order in orders:
        for entry in order.workflow_history["order_workflow"]:
            if entry["action"] in by_step:
                assert entry["actor"] == by_step[entry["action"]]
                seen.add(entry["action"])
    assert seen == set(by_step)


def test_refusals_questions_and_answers_are_in_words(orders):
    for order in orders:
        for entry in order.workflow_history["order_workflow"]:
            if entry["action"] in ("refuse", "ask_citizen", "reopen", "send_back"):
                assert len(entry["comments"]) > 10
    said = [message for order in orders for message in order.messages]
    assert {message.author for message in said} == {"office", "citizen"}
    assert any(order.attachments for order in orders)


def test_waiting_for_the_citizen_stops_the_clock_and_some_orders_are_late(portal, orders):
    for order in orders:
        if api.content.get_state(order) == "incomplete":
            assert order.stopped is not None
        if api.content.get_state(order) == "in_progress":
            assert order.stopped is None
    today = max(order.submitted for order in orders)
    opened = [o for o in orders if api.content.get_state(o) in ("submitted", "in_progress", "to_sign")]
    late = [order for order in opened if order.due < today]
    assert 1 <= len(late) < len(opened) / 2


def test_no_letter_was_posted(portal):
    assert posted(portal) == []


WHOLE = ("title", "description", "who", "needs", "cost", "delay", "steps", "good_to_know", "legal_basis")


def test_every_promised_text_is_there_in_five_languages(portal):
    folder = portal["demarches"]
    orderable = {ready.card(code)["slug"] for code in ready.orderable_codes()}
    assert orderable <= set(folder.objectIds())
    for procedure in folder.objectValues():
        assert set(procedure.translations) == set(LANGUAGES) - {"fr"}
        names = WHOLE if procedure.getId() in orderable else ("title", "description")
        for language in LANGUAGES[1:]:
            assert [name for name in names if not procedure.translations[language].get(name)] == []
        assert procedure.online is (procedure.getId() in orderable)
        assert procedure.unit


def test_the_public_finds_the_pages_and_nothing_that_is_not_for_it(portal):
    logout()
    found = {row.portal_type for row in api.content.find(path="/plone")}
    assert {"Document", "Folder", "ProcedureFolder", "Procedure", "Unit", "Person"} <= found
    assert not found & {"Order", "ConfigurablePODTemplate", "PODTemplate"}
    assert not list(api.content.find(path="/plone/modeles"))
    rows = api.content.find(portal_type="Procedure", sort_on="getObjPositionInParent")
    assert len(rows) == len(ready.codes()) + 1
    assert [row.getId for row in rows][:3] == ["composition-de-menage", "certificat-de-residence", "acte-de-naissance"]
    assert all(row.icon for row in rows)


def test_other_content_borrows_no_icon_and_no_button(portal):
    for row in api.content.find(portal_type=["Document", "Folder", "Unit", "Person"]):
        assert not isinstance(row.icon, str) or not row.icon
        assert not row.online


def test_the_links_at_the_foot_lead_to_pages(portal):
    for line in settings().about_links:
        assert portal.unrestrictedTraverse(line.partition("|")[2].strip().lstrip("/")).portal_type == "Document"


def test_units_nest_and_have_their_staff(portal):
    services = portal["ma-commune"]["services"]
    population = services["hotel-de-ville"]["population"]
    assert members(population.UID(), "clerks") == ["agent"]
    assert members(population.UID(), "heads") == ["chef"]
    assert members(population.UID(), "signers") == ["officier"]
    units = api.content.find(portal_type="Unit")
    assert len(units) == len(load("units"))
    for row in units:
        unit = row.getObject()
        assert all((unit.address, unit.phone, unit.opening_hours, unit.access))
    assert len(api.content.find(portal_type="Person")) == 14


@pytest.mark.parametrize(
    ("user", "count"), [("agent", 40), ("chef", 40), ("officier", 40), ("agent2", 0), ("citoyen", 0), ("redacteur", 0)]
)
def test_the_queue_holds_the_cases_of_the_own_unit_only(portal, user, count):
    login(portal, user)
    assert get_catalog().count() == count


def test_roles_are_those_of_the_house(portal):
    def roles(user):
        return set(api.user.get_roles(user)) - {"Member", "Authenticated"}

    assert roles("citoyen") == set()
    assert roles("agent") == {"Clerk"}
    assert roles("chef") == {"ServiceHead"}
    assert roles("officier") == {"SigningOfficer"}
    assert roles("direction") == {"CouncilSecretary", "ServiceHead", "SigningOfficer"}
    assert roles("conseiller") == {"Councillor"}
    assert roles("redacteur") == {"Editor"}
    assert roles("commercant") == {"EntryOwner"}
    assert roles("admin") == {"Manager"}


def test_every_account_of_the_house_is_there():
    house = {"citoyen", "agent", "chef", "officier", "direction", "conseiller", "redacteur", "commercant", "admin"}
    assert house <= set(ACCOUNTS)


@pytest.mark.parametrize("user", ACCOUNTS)
def test_accounts_log_in_with_the_password_of_the_demonstration(portal, user):
    users = portal.acl_users.source_users
    assert users.authenticateCredentials({"login": user, "password": "Demo-2026!"}) == (user, user)
    assert users.authenticateCredentials({"login": user, "password": "Demo-2025!"}) is None


def test_applying_the_profile_again_changes_nothing(portal, orders):
    login(portal.aq_parent, SITE_OWNER_NAME)
    before = {order.reference: order.revision for order in orders}
    modified = {row.getPath(): row.modified for row in api.content.find(path="/plone")}
    portal["ma-commune"]["histoire"].title = "Changed by the redacteur"
    users = sorted(portal.acl_users.source_users.listUserIds())
    applyProfile(portal, "communesplone.demo:default")
    assert {order.reference: order.revision for order in store.walk()} == before
    assert {row.getPath(): row.modified for row in api.content.find(path="/plone")} == modified
    assert portal["ma-commune"]["histoire"].title == "Changed by the redacteur"
    assert sorted(portal.acl_users.source_users.listUserIds()) == users
