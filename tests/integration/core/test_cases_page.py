"""A clerk's morning at `@@cases`."""

from AccessControl import Unauthorized
from communesplone.core.cases import queue
from communesplone.core.cases import store
from communesplone.core.cases.words import STATES
from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.moments import today
from communesplone.requests.content.order import Order
from plone import api
from plone.protect.authenticator import createToken
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import Forbidden
from zope.interface import alsoProvides
import pytest
import transaction


def shown(view) -> list[str]:
    return [row.reference for row in view.rows]


def test_a_clerk_sees_the_cases_of_her_service_and_no_others(town, page):
    ours, theirs = town.order("Nadia Lemaire"), town.order("Paul Servais", unit=town.works)
    town.index()
    view, html = page("cases", "anna")
    assert shown(view) == [ours.reference]
    assert f"/@@case/{ours.reference}" in html
    assert "Nadia Lemaire" in html
    assert theirs.reference not in html
    assert "Paul Servais" not in html
    assert "Cases of Population" in html


@pytest.mark.parametrize("user", ["", "carla"])
def test_who_is_no_clerk_gets_no_queue(town, page, user):
    with town.user(user), pytest.raises(Unauthorized):
        town.portal.restrictedTraverse("@@cases")


def test_a_citizen_who_would_get_the_page_would_find_nothing_in_it(town, page):
    town.order("Nadia Lemaire", applicant_user="carla")
    town.index()
    view, html = page("cases", "carla")
    assert shown(view) == []
    assert "Nadia Lemaire" not in html


def test_the_views_at_the_left_count_what_they_show(town, page):
    town.order("Anna's own", assignee="anna")
    town.order("Late", days=-3)
    waiting, to_sign, refused = town.order("Waiting", days=-3), town.order("To sign"), town.order("Refused")
    town.move(waiting, "ask_citizen")
    waiting.stopped = today()
    waiting.reindexObject()
    town.move(to_sign, "take", "send_to_sign")
    town.move(refused, "refuse")
    town.index()
    counts = {"unit": 4, "mine": 1, "news": 0, "handed": 0, "late": 1, "to_sign": 1, "waiting": 1, "finished": 1}
    for name, count in counts.items():
        view, _html = page("cases", "anna", view=name)
        assert len(shown(view)) == count, name
        always = [one for one in queue.VIEWS if one != "proposed"]  # shown only when something is
        assert dict(zip(always, [one["count"] for one in view.views()], strict=True)) == counts
        assert [one["current"] for one in view.views()].count("page") == 1
    assert [stat["number"] for stat in view.stats()] == [4, 1, 3, 1]


def test_filters_narrow_the_list(town, page):
    birth = town.order("Odette Marchal", kind="naissance", title="Acte de naissance")
    taken = town.order("Yusuf Arslan", assignee="anna", days=-1, channel="phone")
    town.move(taken, "take")
    town.index()
    for form, expected in [
        ({"type": "ORD.naissance"}, [birth]),
        ({"type": "ORD.menage"}, [taken]),
        ({"type": "XXX.menage"}, []),
        ({"state": "in_progress"}, [taken]),
        ({"state": "refused"}, []),
        ({"who": "me"}, [taken]),
        ({"who": "nobody"}, [birth]),
        ({"channel": "phone"}, [taken]),
        ({"channel": "web"}, [birth]),
        ({"channel": "letter"}, []),
        ({"late": "1"}, [taken]),
        ({"late": "1", "type": "ORD.naissance"}, []),
        ({"unit": town.population}, [taken, birth]),
        ({"unit": town.works}, []),
    ]:
        view, html = page("cases", "anna", **form)
        assert shown(view) == [case.reference for case in expected], form
        assert view.is_filtered
        assert ("No case answers to these filters." in html) is (not expected)


def test_how_a_case_came_is_said_where_it_did_not_come_on_line(town, page):
    town.order("Nadia Lemaire", channel="counter")
    town.order("Yusuf Arslan")
    town.index()
    view, html = page("cases", "anna")
    assert sorted(item["channel"] for item in view.items()) == ["", "At the counter"]
    assert html.count("At the counter") == 2  # once in the filter, once in the row


@pytest.mark.parametrize("text", ["Noël", "noel", "NOEL", "jea noe", "  Jeanne  "])
def test_a_name_is_found_without_accents_and_by_its_beginning(town, page, text):
    case = town.order("Jeanne Noël")
    town.order("Marc Dumont")
    town.index()
    view, _html = page("cases", "anna", text=text)
    assert shown(view) == [case.reference]


def test_a_number_is_found_as_people_type_it(town, page):
    case = town.order()
    town.order()
    town.index()
    for text in (case.reference, case.reference.lower(), case.reference.replace("-", ""), case.reference[:4]):
        view, _html = page("cases", "anna", text=text)
        assert case.reference in shown(view), text


@pytest.mark.parametrize(
    "text",
    ["*", "?!", "(", '"', "and", "not", "NOT noel", "noel OR", "-noel", "((", "%s", "<b>", "x" * 5000, "a*b", "_"],
)
def test_a_strange_search_finds_nothing_and_breaks_nothing(town, page, text):
    town.order("Nadia Lemaire")
    town.index()
    view, html = page("cases", "anna", text=text)
    assert shown(view) == []
    assert "<b></h1>" not in html


def test_a_name_with_markup_is_shown_as_text(town, page):
    town.order("<script>alert(1)</script>", title="<img src=x>")
    town.index()
    _view, html = page("cases", "anna", text="<i>")
    _view, html = page("cases", "anna")
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    "form",
    [
        {"b_start": "-1"},
        {"b_start": "99999999999999999999"},
        {"b_start": ["1", "2"]},
        {"view": "nonsense", "sort": "secret_hash", "state": "x", "who": "root"},
        {"view": ["a"], "type": "....", "unit": "'\"><", "reverse": "perhaps"},
        {"text": object()},
    ],
)
def test_what_makes_no_sense_counts_as_not_asked(town, page, form):
    case = town.order()
    town.index()
    view, _html = page("cases", "anna", **form)
    assert view.filters.view == "unit"
    assert view.filters.sort == "due"
    assert shown(view) in ([case.reference], [])


def test_the_heads_of_the_table_sort_and_say_how(town, page):
    first, second = town.order("Zoé", days=1), town.order("Émile", days=2)
    town.index()
    view, html = page("cases", "anna")
    assert shown(view) == [first.reference, second.reference]
    assert 'aria-sort="ascending"' in html
    view, html = page("cases", "anna", sort="due", reverse="1")
    assert shown(view) == [second.reference, first.reference]
    assert 'aria-sort="descending"' in html
    view, _html = page("cases", "anna", sort="name")
    assert shown(view) == [second.reference, first.reference]


def test_a_long_list_comes_in_pages_that_keep_the_filters(town, page):
    made = [town.order(f"Citizen {number}", days=number) for number in range(55)]
    town.index()
    view, html = page("cases", "anna", text="citizen")
    assert shown(view) == [case.reference for case in made[:50]]
    assert view.previous_url() == ""
    assert view.next_url().endswith("?text=citizen&b_start=50")
    assert "of 55" in html
    view, html = page("cases", "anna", text="citizen", b_start="50")
    assert shown(view) == [case.reference for case in made[50:]]
    assert view.next_url() == ""
    assert view.previous_url().endswith("?text=citizen")
    view, _html = page("cases", "anna", sort="due", reverse="1", b_start="50")
    assert shown(view) == [case.reference for case in made[4::-1]]


def test_due_dates_are_said_in_words(town, page):
    town.order("Due today", days=0)
    late, stopped = town.order("Late", days=-2), town.order("Stopped", days=-2)
    stopped.stopped = today()
    stopped.reindexObject()
    town.index()
    view, html = page("cases", "anna")
    words = {item["applicant"]: item["due"] for item in view.items()}
    assert words["Due today"]["css"] == "chip warn"
    assert words["Due today"]["left"] == "Due today"
    assert words["Late"]["css"] == "chip danger"
    assert "late" in words["Late"]["left"]
    assert api.portal.get_localized_time(late.due) in html
    assert words["Stopped"] == {"text": "Clock stands still", "css": "", "left": ""}


def test_states_are_said_in_the_words_of_the_workflow(portal):
    workflow = portal.portal_workflow["order_workflow"]
    orders = {state.id: state.title for state in workflow.states.objectValues()}
    proposals = {state.id: state.title for state in portal.portal_workflow["proposal_workflow"].states.objectValues()}
    assert {**proposals, **orders} == STATES


def test_the_one_in_charge_is_shown_with_her_name(town, page):
    town.order(assignee="hedwig")
    town.index()
    view, html = page("cases", "anna")
    assert "Hedwig Noël" in html
    assert view.items()[0]["assignee"] == "Hedwig Noël"


def test_an_empty_queue_says_so(town, page):
    _view, html = page("cases", "anna")
    assert "Nothing here. New cases appear by themselves." in html
    assert "<table" not in html


def test_the_page_goes_into_no_cache(town, page):
    view, _html = page("cases", "anna")
    assert view.request.response.getHeader("Cache-Control") == "private, no-store"


@pytest.fixture
def send(town, portal):
    """`send(user, **form)` sends the queue's form with a valid token; the words of the messages."""

    def sent(user, token=True, **form):
        request = portal.REQUEST.clone()
        alsoProvides(request, ICommunesLayer)
        request["REQUEST_METHOD"] = request.environ["REQUEST_METHOD"] = "POST"
        with town.user(user):
            request.form.update(form)
            if token:
                request.form["_authenticator"] = createToken()
            api.content.get_view("cases", portal, request)()
            return [message.message for message in IStatusMessage(request).show()]

    return sent


def test_a_clerk_takes_the_chosen_cases(town, send):
    one, two, other = town.order(), town.order(assignee="hedwig"), town.order()
    assert send("anna", take_all="1", chosen=[one.reference, two.reference]) == ["Cases assigned to you: 2"]
    assert (one.assignee, two.assignee, other.assignee) == ("anna", "anna", "")
    assert send("anna", take=other.reference) == ["Cases assigned to you: 1"]
    assert other.assignee == "anna"


def test_nothing_is_done_without_a_token(town, send):
    case = town.order()
    with pytest.raises(Forbidden):
        send("anna", token=False, take=case.reference)
    assert case.assignee == ""


def test_a_clerk_of_another_service_changes_nothing(town, send):
    case = town.order()
    assert send("wim", take=case.reference) == [f"Not changed: {case.reference}. Unknown, or not of your service."]
    assert send("wim", take="ZZZZ-ZZZZ") == ["Not changed: ZZZZ-ZZZZ. Unknown, or not of your service."]
    assert case.assignee == ""


def test_only_a_head_assigns_to_others_and_hands_over(town, send):
    case = town.order()
    for form in ({"assign": "1", "to_user": "hedwig"}, {"hand_over": "1", "to_unit": town.works, "words": "Theirs"}):
        assert send("anna", chosen=[case.reference], **form)[0].startswith(f"Not changed: {case.reference}.")
    assert (case.assignee, case.unit) == ("", town.population)
    said = send("hedwig", chosen=[case.reference], assign="1", to_user="anna")
    assert said == ["Cases assigned to Anna Lambert: 1"]
    assert case.assignee == "anna"
    form = {"chosen": [case.reference], "hand_over": "1", "to_unit": town.works}
    assert send("hedwig", **form) == ["Write why you hand the cases over."]
    assert send("hedwig", **form, words="A road") == ["Cases handed over: 1"]
    assert case.hand_overs[0].why == "A road"
    assert (case.assignee, case.unit) == ("", town.works)


def test_nobody_outside_the_service_is_put_in_charge_and_no_case_goes_to_a_service_that_is_not_there(town, send):
    case = town.order()
    for form in ({"assign": "1", "to_user": "wim"}, {"hand_over": "1", "to_unit": "0" * 32, "words": "x"}):
        assert send("hedwig", chosen=[case.reference], **form)[0].startswith("Not changed")
    assert (case.assignee, case.unit) == ("", town.population)


def test_a_closed_case_is_nobodys_any_more(town, send):
    case = town.order()
    town.move(case, "refuse", "close")
    assert send("anna", take=case.reference)[0].startswith("Not changed")
    assert case.assignee == ""


def test_part_of_the_cases_may_be_done_and_the_rest_is_counted(town, send):
    ours, theirs = town.order(), town.order(unit=town.works)
    said = send("anna", take_all="1", chosen=[ours.reference, theirs.reference])
    assert said[0] == "Cases assigned to you: 1"
    assert said[1] == f"Not changed: {theirs.reference}. Unknown, or not of your service."


def test_the_form_says_what_is_missing(town, send):
    case = town.order()
    assert send("anna", take_all="1") == ["Choose at least one case."]
    assert send("hedwig", chosen=[case.reference], assign="1", to_user="") == ["Choose first what is to be done."]
    assert send("hedwig", chosen=case.reference) == ["Choose first what is to be done."]


def test_only_a_head_is_offered_to_assign_and_to_hand_over(town, page):
    town.order()
    town.index()
    _view, html = page("cases", "anna")
    assert 'name="take_all"' in html
    assert 'name="assign"' not in html
    assert 'name="hand_over"' not in html
    _view, html = page("cases", "hedwig")
    assert 'name="hand_over"' in html
    assert '<option value="anna">Anna Lambert</option>' in html
    assert 'value="hedwig"' not in html
    assert 'value="wim"' not in html


def test_sixty_cases_are_listed_without_waking_one(town, page, monkeypatch):
    for number in range(60):
        town.order(f"Citizen {number}")
    town.index()
    transaction.savepoint(optimistic=True)
    town.portal._p_jar.cacheMinimize()
    woken = []
    original = Order.__setstate__
    monkeypatch.setattr(Order, "__setstate__", lambda self, state: (woken.append(1), original(self, state))[1])
    _view, html = page("cases", "anna")
    assert html.count("data-key=") == 50
    assert woken == []
    assert store.find(_view.rows[0].reference).applicant_name  # waking one is seen
    assert woken == [1]
