"""One case by its number, over HTTP: for its service a page, for everybody else nothing at all."""

from AccessControl.PermissionRole import PermissionRole
from communesplone.core.cases import store
from communesplone.requests.content.order import Order
from communesplone.requests.content.order import OrderHandler
from html import unescape
from Products.Five import BrowserView
from tests.integration.storage import writes_since
from urllib.parse import urlencode
from zope.component import getGlobalSiteManager
from zope.interface import implementer
from zope.interface import Interface
from zope.publisher.interfaces import IPublishTraverse
from zope.publisher.interfaces.browser import IBrowserRequest
import pytest
import re
import transaction


@implementer(IPublishTraverse)
class Desk(BrowserView):
    """Stands for a feature's page."""

    __allow_access_to_unprotected_subobjects__ = True
    below = ()

    def publishTraverse(self, request, name):
        self.below = (*self.below, name)
        return self

    def __call__(self):
        return f"desk of {self.context.reference} {'/'.join(self.below)}"


class Plain(BrowserView):
    """A feature's page with nothing below it."""

    __allow_access_to_unprotected_subobjects__ = True

    def __call__(self):
        return "plain desk"


@pytest.fixture
def desk(monkeypatch):
    """Puts a page of that class in the place of the order's page."""
    registry, done = getGlobalSiteManager(), []
    where = {"required": (Order, IBrowserRequest), "provided": Interface, "name": "test-desk"}

    def put(factory):
        monkeypatch.setattr(OrderHandler, "view_name", "test-desk")
        factory.__roles__ = PermissionRole("View")
        registry.registerAdapter(factory, **where)
        done.append(factory)

    yield put
    for factory in done:
        registry.unregisterAdapter(factory, **where)


@pytest.fixture
def case(live_town):
    made = live_town.order(applicant_user="carla")
    transaction.commit()
    return made


def test_the_service_gets_the_page_of_the_feature(web, case, desk):
    desk(Desk)
    for user in ("anna", "hedwig", "sam"):
        answer = web.get(f"/@@case/{case.reference}", user)
        assert (answer.status, answer.text) == (200, f"desk of {case.reference} ")
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_what_stands_behind_the_number_goes_to_the_page_of_the_feature(web, case, desk):
    desk(Desk)
    answer = web.get(f"/@@case/{case.reference}/file/proof-1", "anna")
    assert answer.text == f"desk of {case.reference} file/proof-1"


def test_a_page_with_nothing_below_it_is_not_found_below(web, case, desk):
    desk(Plain)
    assert web.get(f"/@@case/{case.reference}", "anna").text == "plain desk"
    assert web.get(f"/@@case/{case.reference}/file", "anna").status == 404


def test_the_number_may_be_typed_as_people_do(web, case, desk):
    desk(Desk)
    assert web.get(f"/@@case/{case.reference.lower().replace('-', '')}", "anna").status == 200


@pytest.mark.parametrize("user", ["", "carla", "otto", "wim", "wanda"])
def test_an_unknown_number_and_a_case_of_others_get_the_same_answer(web, case, desk, user):
    desk(Desk)
    unknown = "ZZZZ-ZZZZ" if store.find("ZZZZ-ZZZZ") is None else "2222-2222"
    theirs = web.get(f"/@@case/{case.reference}", user)
    nothing = web.get(f"/@@case/{unknown}", user)
    assert theirs.status == nothing.status == 404
    assert without_noise(theirs.text, case.reference) == without_noise(nothing.text, unknown)
    assert theirs.headers["Cache-Control"] == "private, no-store"
    assert case.applicant_name not in theirs.text


def without_noise(text: str, reference: str) -> str:
    text = re.sub(r'data-token="[0-9a-f]+"|_authenticator=[0-9a-f]+', "", text)
    return re.sub(r"@@case[/%2F]*[\w-]*", "", text.replace(reference, ""))


@pytest.mark.parametrize("path", ["", "/", "/..%2f..", "/%00", "/<script>", "/a/b/c", "/@@case/@@case"])
def test_what_is_no_number_is_not_found(web, case, path):
    assert web.get(f"/@@case{path}", "anna").status in (400, 404)


@pytest.mark.parametrize("user", ["", "carla", "otto", "wim", "anna", "hedwig"])
def test_no_address_leads_into_the_store(web, case, user):
    shard = case.aq_parent.getId()
    paths = (
        "/cases",
        "/cases/",
        "/cases/view",
        "/cases/manage_main",
        f"/cases/{shard}",
        f"/cases/{shard}/{case.reference}",
        f"/cases/{shard}/{case.reference}/view",
        f"/cases/{shard}/{case.reference}/@@order-desk",
        f"/cases/{shard}/{case.reference}/data",
        f"/population/cases/{shard}/{case.reference}",
        f"/resolveuid/{case.UID()}",
        f"/@@resolveuid/{case.UID()}",
    )
    for path in paths:
        answer = web.get(path, user)
        assert answer.status == 404, path
        assert case.applicant_name not in answer.text


@pytest.mark.parametrize("user", ["", "carla", "otto", "wim", "anna"])
def test_stock_pages_do_not_know_of_cases(web, case, user):
    for path in (
        f"/@@search?SearchableText={case.reference}",
        "/@@search?SearchableText=Nadia",
        "/@@search?portal_type=Order",
        "/sitemap",
        "/sitemap.xml.gz",
        "/search_rss?SearchableText=Nadia",
        "/folder_listing",
        "/@@folder_contents",
        "/@@getVocabulary?name=plone.app.vocabularies.Catalog",
        "/case_catalog",
        "/case_catalog/visible",
        "/case_catalog/of_applicant?user_id=carla",
        "/case_catalog/revisions",
        "/case_catalog/manage_catalogView",
        "/case_catalog/searchResults",
    ):
        answer = web.get(path, user)
        assert case.reference not in answer.text.replace(f"SearchableText={case.reference}", "").replace(
            f'value="{case.reference}"', ""
        ).replace(unescape(path), "").replace("&#8220;", "“").replace(f"“{case.reference}", ""), path
        assert "Lemaire" not in answer.text, path


class Form:
    """Somebody with the queue open: the page's token and how to send."""

    def __init__(self, web, user):
        self.web, self.user = web, user

    def send(self, path, token=True, **fields):
        if token:
            html = self.web.get("/@@cases", self.user).text
            fields["_authenticator"] = re.search(r'name="_authenticator" value="([0-9a-f]+)"', html)[1]
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.web.get(path, self.user, method="POST", body=urlencode(fields), headers=headers)


def fresh(reference):
    transaction.begin()
    return store.find(reference)


def test_the_queue_over_http(web, case):
    answer = web.get("/@@cases", "anna")
    assert answer.status == 200
    assert case.reference in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert 'class="light"' in answer.text
    assert web.get("/@@cases", "carla").status in (302, 401, 403)
    assert web.get("/@@cases").status in (302, 401, 403)


def test_a_case_changes_hands_by_the_small_form_of_its_page(web, case, live_town):
    answer = Form(web, "anna").send("/@@case-people", reference=case.reference, user="anna")
    assert answer.status == 302
    assert answer.headers["Location"].endswith(f"/@@case/{case.reference}")
    assert fresh(case.reference).assignee == "anna"
    Form(web, "anna").send("/@@case-people", reference=case.reference, user="")
    assert fresh(case.reference).assignee == ""
    answer = Form(web, "hedwig").send("/@@case-people", reference=case.reference, unit=live_town.works, why="A road.")
    assert answer.headers["Location"].endswith("/@@cases")
    assert fresh(case.reference).unit == live_town.works


@pytest.mark.parametrize("why", [None, "", " \n\t "])
def test_a_case_is_not_handed_over_without_a_reason_whatever_the_browser_checks(web, case, live_town, why):
    fields = {} if why is None else {"why": why}
    Form(web, "hedwig").send("/@@case-people", reference=case.reference, unit=live_town.works, **fields)
    assert (fresh(case.reference).unit, len(fresh(case.reference).hand_overs)) == (live_town.population, 0)


def test_the_small_form_keeps_to_the_roles(web, case, live_town):
    case.assignee = "hedwig"
    case.reindexObject()
    transaction.commit()
    for fields in ({"user": "sam"}, {"user": ""}, {"unit": live_town.works, "why": "x"}, {"user": "wim"}, {}):
        Form(web, "anna").send("/@@case-people", reference=case.reference, **fields)
        assert (fresh(case.reference).assignee, fresh(case.reference).unit) == ("hedwig", live_town.population)
    live_town.order(unit=live_town.works)
    transaction.commit()
    assert Form(web, "wim").send("/@@case-people", reference=case.reference, user="wim").status == 404
    assert fresh(case.reference).assignee == "hedwig"


def test_the_small_form_needs_its_token_and_a_post(web, case):
    answer = Form(web, "anna").send("/@@case-people", token=False, reference=case.reference, user="anna")
    assert answer.status == 403
    assert web.get(f"/@@case-people?reference={case.reference}&user=anna", "anna").status == 403
    assert fresh(case.reference).assignee == ""


def test_reading_the_queue_and_a_case_writes_nothing(web, case, functional_portal, desk):
    desk(Desk)
    storage = functional_portal._p_jar.db().storage
    web.get("/@@cases", "anna")
    before = storage.lastTransaction()
    for path in ("/@@cases", "/@@cases?view=late", f"/@@case/{case.reference}", "/@@cases?text=nadia"):
        assert web.get(path, "anna").status == 200
    assert writes_since(storage, before) == []
