"""Who gets what: every page and service of ours, asked for by everybody; what is not declared is refused."""

from tests.integration.permissions.matrix import Door
from tests.integration.permissions.matrix import DOORS
from tests.integration.permissions.matrix import PEOPLE
from tests.integration.permissions.matrix import PLACES
from tests.integration.permissions.matrix import WITHOUT_ADDRESS
from tests.integration.permissions.registered import found
from tests.integration.storage import writes_since
import pytest
import re


UNKNOWN = "ABCD-EFGH"
CHANGING = re.compile(r'(_authenticator" value|data-token)="[0-9a-f]+"')


def address(house, door: Door, reference: str) -> str:
    """Where the door stands, with the number of an order where it takes one."""
    place = PLACES[door.on].format(
        case=house.case_path, remark=house.remark_path, proposal=house.proposal_path, root=house.url.rsplit("/", 1)[0]
    )
    return f"{place}/{door.name.split()[-1]}{door.path.format(own=reference)}".lstrip("/")


def knock(house, door: Door, who: str, reference: str, fields=None):
    """The answer of the door to that person."""
    accept = "text/html" if door.name.startswith("@@") else "application/json"
    if door.name.startswith("POST"):
        fields = {} if fields is None else fields
    return house.ask(address(house, door, reference), who, fields, accept)


def kind_of(answer, service: bool = False) -> str:
    """`allowed`, `refused` or `hidden`; anything else by its status."""
    status = answer.status_int
    if status == 404:
        return "hidden"
    to_login = status in (301, 302, 303) and re.search(
        r"/(login|require_login|confirm-action)", answer.headers["Location"]
    )
    if status in (401, 403) or to_login:
        return "refused"
    # A service that misses something in the body has let the person in.
    return "allowed" if status < 400 or (status == 400 and service) else str(status)


def expected(door: Door, who: str) -> str:
    return "allowed" if who in door.allowed else "hidden" if who in door.hidden else "refused"


def body_of(answer) -> str:
    return answer.body.decode("utf-8", "replace")


def test_every_page_and_service_of_ours_is_declared_with_its_permission(portal):
    declared = {(door.name, door.on, door.permission) for door in DOORS} | WITHOUT_ADDRESS
    registered = {tuple(one) for one in found()}
    assert registered - declared == set(), "declare it in matrix.py (docs/reference/roles.rst says how)"
    assert declared - registered == set(), "declared, but not there any more"


def complaints(house, door: Door, who: str) -> list[str]:
    """What is wrong with the answer of that door to that person."""
    answer = knock(house, door, who, house.own.reference)
    body, found = body_of(answer), kind_of(answer, door.name.startswith("POST"))
    wrong = [] if found == expected(door, who) else [f"{found}, declared is {expected(door, who)}"]
    marks = [mark for mark in house.own.marks if mark in body.lower()]
    if marks and who not in door.shows:
        wrong.append(f"shows {marks}")
    if marks and answer.headers.get("Cache-Control") != "private, no-store":
        wrong.append(f"may be kept: {answer.headers.get('Cache-Control')}")
    if who in door.hidden and "{own}" in door.path:
        unknown = knock(house, door, who, UNKNOWN)
        if without(body, house.own.reference) != without(body_of(unknown), UNKNOWN):
            wrong.append("tells a foreign number from an unknown one")
    return [f"{door.name} {door.on} {door.path}: {one}" for one in wrong]


def without(body: str, reference: str) -> str:
    """The body without what differs from one answer to the next."""
    return CHANGING.sub("", body).replace(reference, "").replace(reference.lower(), "")


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_gets_what_is_declared_and_nothing_else(house, who):
    wrong = [one for door in DOORS for one in complaints(house, door, who)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", PEOPLE)
def test_nothing_is_changed_without_a_token(house, who):
    storage = house.site._p_jar.db().storage
    for page in ("@@login", "demarches/composition-de-menage/@@order-form", "demarches/listing_view"):
        house.ask(page, who)  # Stock pages note once, for each portlet, that it has settings.
    wrong = []
    for door in [one for one in DOORS if one.name.startswith("@@")]:
        before = storage.lastTransaction()
        fields = {name: value.format(own=house.own.reference) for name, value in (door.does or {"x": "1"}).items()}
        answer = knock(house, door, who, house.own.reference, fields)
        if writes_since(storage, before):
            wrong.append(f"{door.name} {door.on} {door.path}: writes")
        if door.does and kind_of(answer) not in ("refused", "hidden"):
            wrong.append(f"{door.name} {door.on} {door.path}: {answer.status}")
        if who not in door.shows and (marks := [one for one in house.own.marks if one in body_of(answer).lower()]):
            wrong.append(f"{door.name} {door.on} {door.path}: shows {marks}")
    assert not wrong, "\n".join(wrong)


def test_what_needs_no_permission_and_shows_people_is_known():
    """These pages look at order or account themselves; every other one is closed by a permission."""
    open_doors = {door.name for door in DOORS if door.shows and door.permission in ("Public", "View")}
    assert open_doors == {"@@case", "GET @case", "@@my-orders", "@@my-data", "@@order"}
