"""Who is what on a case, and what docs/reference/cases.rst says about it."""

from communesplone.core.cases import workflow
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.cases.workflow import NotPossible
from docutils.core import publish_doctree
from docutils.nodes import entry
from docutils.nodes import row
from docutils.nodes import table
from pathlib import Path
from plone import api
import pytest


PAGE = Path(__file__).parents[3] / "docs" / "reference" / "cases.rst"
WORKFLOW = "order_workflow"


def tables() -> dict[str, list[list[str]]]:
    """The tables of the page by title; cells as text."""
    tree = publish_doctree(PAGE.read_text("utf-8"), settings_overrides={"report_level": 5})
    found = {}
    for one in tree.findall(table):
        cells = [[cell.astext() for cell in line.findall(entry)] for line in one.findall(row)]
        found[one.children[0].astext()] = cells
    return found


def roles(cell: str) -> set[str]:
    return set() if cell == "nobody" else {name.strip() for name in cell.split(",")}


def test_the_documented_matrix_is_the_workflow(portal):
    documented = tables()["Permissions on an order, by state"]
    names, lines = documented[0][1:], documented[1:]
    states = portal.portal_workflow[WORKFLOW].states
    assert set(names) == set(portal.portal_workflow[WORKFLOW].permissions)
    assert [line[0] for line in lines] == [state.id for state in states.objectValues()]
    for line in lines:
        for name, cell in zip(names, line[1:], strict=True):
            given = states[line[0]].permission_roles.get(name)
            assert isinstance(given, tuple), f"{name} is acquired in {line[0]}"
            assert set(given) == roles(cell), f"{name} in {line[0]}"


def test_the_documented_steps_are_the_workflow(portal):
    documented = tables()["Steps of an order"]
    definition = portal.portal_workflow[WORKFLOW]
    assert [line[0] for line in documented[1:]] == list(definition.transitions.objectIds())
    for name, sources, target, permissions in documented[1:]:
        leading = {state.id for state in definition.states.objectValues() if name in state.transitions}
        assert leading == {source.strip() for source in sources.split(",")}, name
        assert definition.transitions[name].new_state_id == target, name
        guards = {permission.strip() for permission in permissions.split(" or ")}
        assert set(definition.transitions[name].guard.permissions) == guards, name


def test_the_documented_roles_are_the_ones_computed(town):
    documented = {line[0]: roles(line[1]) for line in tables()["Roles on a case"][1:]}
    case = town.order(applicant_user="carla")
    people = {
        "clerks of the handling unit": "anna",
        "heads of the handling unit": "hedwig",
        "signing officers of the handling unit": "sam",
        "the citizen who made it with an account": "carla",
        "everybody else": "wim",
    }
    assert set(documented) == set(people)
    ours = {"CaseHandler", "CaseHead", "CaseSigner", "Applicant", "Owner"}
    for who, user in people.items():
        assert set(api.user.get(userid=user).getRolesInContext(case)) & ours == documented[who], who


@pytest.mark.parametrize(
    ("user", "sees", "handles", "directs"),
    [
        ("anna", True, True, False),
        ("hedwig", True, True, True),
        ("sam", True, False, False),
        ("wim", False, False, False),
        ("wanda", False, False, False),
        ("carla", False, False, False),
        ("otto", False, False, False),
        ("", False, False, False),
    ],
)
def test_who_does_what_on_a_new_case(town, user, sees, handles, directs):
    case = town.order(applicant_user="carla")
    town.index()
    with town.user(user):
        assert api.user.has_permission("View", obj=case) is sees
        assert api.user.has_permission("CommunesPlone: Handle case", obj=case) is handles
        assert api.user.has_permission("CommunesPlone: Direct case", obj=case) is directs
        assert not api.user.has_permission("Modify portal content", obj=case)
        assert len(get_catalog().visible()) == get_catalog().count() == int(sees)


def test_a_site_wide_clerk_opens_no_case(town):
    case = town.order()
    town.index()
    with town.manager():
        api.user.grant_roles(username="otto", roles=["Clerk", "ServiceHead", "SigningOfficer"])
    with town.user("otto"):
        assert not api.user.has_permission("View", obj=case)
        assert get_catalog().count() == 0


@pytest.mark.parametrize(
    ("user", "steps"),
    [
        ("anna", ["ask_citizen", "refuse", "take"]),
        ("hedwig", ["ask_citizen", "refuse", "take"]),
        ("sam", []),
        ("wim", []),
        ("carla", ["withdraw"]),
    ],
)
def test_the_steps_offered_are_those_one_may_take(town, user, steps):
    case = town.order(applicant_user="carla")
    with town.user(user):
        assert sorted(workflow.possible(case)) == steps


def test_a_step_that_is_not_allowed_leaves_the_case_as_it_was(town):
    case = town.order()
    for user, step in (("wim", "take"), ("anna", "issue"), ("anna", "withdraw"), ("", "take"), ("anna", "nonsense")):
        with town.user(user), pytest.raises(NotPossible):
            workflow.do(case, step)
    assert workflow.state(case) == "submitted"


def test_only_the_signing_officer_issues(town):
    case = town.order()
    town.move(case, "take", "send_to_sign")
    for user, expected in (("anna", False), ("hedwig", False), ("sam", True)):
        with town.user(user):
            assert ("issue" in workflow.possible(case)) is expected


def test_the_citizen_acts_only_where_the_code_proved_who_it_is(town):
    case = town.order()
    town.move(case, "ask_citizen")
    with town.user(""), pytest.raises(NotPossible):
        workflow.do(case, "answer")
    with town.user(""), workflow.as_applicant():
        workflow.do(case, "answer")
    assert workflow.state(case) == "in_progress"
