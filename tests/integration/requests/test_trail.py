"""After a whole order, the log tells every step and every look, and nothing that nobody may read there."""

from communesplone.core.audit.domain.guard import holds_national_number
from communesplone.core.audit.domain.guard import holds_secret
from communesplone.core.audit.log import get_log
from communesplone.core.cases import store
from plone import api
from tests.integration.requests.conftest import PASSWORD
from tests.integration.requests.test_order_path import HOUSEHOLD
from tests.integration.requests.test_order_path import order
from tests.integration.requests.test_order_path import said
from tests.integration.requests.test_order_path import test_the_whole_path_ends_with_the_document_in_the_citizens_hands
import pytest
import transaction


whole_path = test_the_whole_path_ends_with_the_document_in_the_citizens_hands
whole_path.__test__ = False


def trail(town, action=""):
    """Entries of the log, oldest first."""
    transaction.begin()
    chain = get_log(town).chain
    found = [chain.get(number) for number in range(1, chain.count + 1)]
    return [one for one in found if action in ("", one.action)]


def lines(town):
    """The log as it lies in the database."""
    return b"\n".join(line for texts, _seals in get_log(town).chain.batches() for line in texts).decode()


@pytest.fixture
def done(town, browse, converter):
    """The whole path of an order, from the form to the citizen's hands."""
    whole_path(town, browse, converter)
    (case,) = store.walk()
    return case


def test_every_step_and_every_look_of_an_order_is_told(town, done):
    about = f"case:{done.reference}"
    told = [(one.actor, one.action) for one in trail(town) if one.about == about]
    assert told[0] == ("-", "case.filed")
    steps = [(one.actor, one.details["step"]) for one in trail(town, "case.moved")]
    assert steps == [("clerk", "take"), ("clerk", "send_to_sign"), ("officer", "issue"), ("-", "deliver")]
    assert {("clerk", "case.opened"), ("officer", "case.opened"), ("-", "case.followed")} <= set(told)
    for expected in (("clerk", "document.prepared"), ("officer", "document.issued"), ("-", "document.downloaded")):
        assert told.count(expected) == 1
    (corrected,) = trail(town, "case.corrected")
    assert corrected.details == {"fields": "members,registered_since"}
    (allotted,) = trail(town, "register.allotted")
    assert (allotted.about, allotted.details["number"]) == (about, 1)
    assert {one.actor for one in trail(town, "user.logged_in")} == {"clerk", "officer"}


def test_nothing_of_the_citizen_stands_in_the_log(town, done):
    text = lines(town)
    assert not holds_national_number(text)
    assert not holds_secret(text)
    for value in (*HOUSEHOLD.values(), "1985-07-30", PASSWORD, done.secret_hash):
        if value != HOUSEHOLD["postcode"]:
            assert value not in text


def test_a_wrong_secret_and_a_wrong_password_are_told_without_what_was_typed(town, browse):
    citizen = browse("citizen")
    order(citizen, town)
    transaction.begin()
    (case,) = store.walk()
    stranger = browse()
    stranger.open(f"{town.absolute_url()}/@@track?number={case.reference}")
    stranger.getControl(name="secret").value = "2222-2222-2222-2222"
    stranger.getControl("Show my order").click()
    stranger.open(f"{town.absolute_url()}/login")
    stranger.getControl(name="__ac_name").value = "citizen"
    stranger.getControl(name="__ac_password").value = "Not-the-right-one-7"
    stranger.getControl("Log in", index=0).click()
    (wrong,) = trail(town, "case.wrong_secret")
    assert (wrong.actor, wrong.about, wrong.details) == ("-", f"case:{case.reference}", {})
    (failed,) = trail(town, "user.login_failed")
    assert (failed.actor, failed.about) == ("-", "user:citizen")
    assert not any(typed in lines(town) for typed in ("2222", "Not-the"))


def test_what_decides_on_orders_is_told(town, browse):
    transaction.begin()
    before = len(trail(town))
    with api.env.adopt_roles(["Manager"]):
        town["population"].clerks = ("clerk", "other_clerk")
        api.portal.set_registry_record("communesplone.core.jurisdiction", "brussels")
        api.user.get("citizen").setSecurityProfile(password="Another-One-8-Long", roles=None)
    transaction.commit()
    told = [(one.action, one.person or one.about) for one in trail(town)[before:]]
    assert ("unit.joined", "other_clerk") in told
    assert ("settings.changed", "setting:communesplone.core.jurisdiction") in told
    assert ("user.password_changed", "citizen") in told


def test_the_citizen_with_an_account_is_found_by_his_user_id(town, browse):
    citizen = browse("citizen")
    order(citizen, town)
    reference = said(citizen, "reference")
    citizen.open(f"{town.absolute_url()}/@@my-orders/{reference}")
    transaction.begin()
    chain = get_log(town).chain
    actions = [chain.get(number).action for number in chain.numbers("person", "citizen")]
    assert {"case.filed", "case.followed", "user.logged_in"} <= set(actions)


@pytest.mark.parametrize(("name", "kind"), [("order_workflow", "Order"), ("remark_workflow", "Remark")])
def test_no_transition_of_a_case_passes_unseen(town, name, kind):
    workflow = api.portal.get_tool("portal_workflow")[name]
    transaction.begin()
    case = store.put(_case(kind))
    case = store.find(case.reference)
    before = len(trail(town, "case.moved"))
    for step in workflow.transitions.objectValues():
        workflow._executeTransition(case, step)
    transaction.commit()
    told = [one.details["step"] for one in trail(town, "case.moved")][before:]
    assert sorted(told) == sorted(workflow.transitions.objectIds())


def _case(kind):
    from plone.dexterity.utils import createContent

    return createContent(kind, reference="7KQ2-94MK", applicant_name="Nadia Lemaire")
