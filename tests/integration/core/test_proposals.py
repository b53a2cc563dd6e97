"""A clerk proposes to hand a case over; the head of the own unit decides."""

from .test_case_by_number import Form
from communesplone.core.cases import proposals
from communesplone.core.cases import queue
from communesplone.core.cases import store
from communesplone.core.cases.thread import NothingSaid
from communesplone.core.cases.workflow import NotPossible
from communesplone.core.moments import today
import pytest
import transaction


WHY = "The street is theirs."


@pytest.fixture
def letters(monkeypatch) -> list:
    """What would be sent."""
    sent: list = []
    monkeypatch.setattr("communesplone.core.cases.letters.post", sent.append)
    return sent


@pytest.fixture
def case(town):
    return town.order()


def proposed(town, case):
    with town.user("anna"):
        proposals.propose(case, town.works, WHY)
    town.index()


def seen(town, user: str) -> list[str]:
    with town.user(user):
        return [row.reference for row in queue.rows(queue.Filters(view="proposed"), today())]


def test_the_head_is_told_finds_it_in_the_queue_and_hands_over(town, case, letters):
    proposed(town, case)
    assert [letter.to for letter in letters] == ["hedwig@example.org"]
    assert not any(word in str(vars(letters[0])) for word in (WHY, "Lemaire"))
    assert seen(town, "hedwig") == seen(town, "anna") == [case.reference]
    assert seen(town, "wim") == seen(town, "wanda") == []
    with town.user("hedwig"):
        proposals.accept(case)
    town.index()
    assert (case.unit, case.handed, case.hand_overs[-1].why) == (town.works, True, WHY)
    assert letters[-1].to == "anna@example.org"
    assert seen(town, "wanda") == []


def test_the_head_declines_and_the_clerk_may_propose_again(town, case, letters):
    proposed(town, case)
    with town.user("hedwig"):
        proposals.decline(case, "It is ours.")
    assert (case.unit, case.proposals[-1].answer, letters[-1].to) == (
        town.population,
        "It is ours.",
        "anna@example.org",
    )
    proposed(town, case)
    assert proposals.pending(case) is not None


def test_whoever_proposed_takes_it_back(town, case, letters):
    proposed(town, case)
    with town.user("anna"):
        proposals.take_back(case)
        assert proposals.may_propose(case)
    town.index()
    assert seen(town, "hedwig") == []


@pytest.mark.parametrize("user", ["hedwig", "sam", "wim", "wanda", "carla", ""])
def test_nobody_else_proposes(town, case, letters, user):
    with town.user(user), pytest.raises(NotPossible):
        proposals.propose(case, town.works, WHY)
    assert (list(case.proposals), letters) == ([], [])


@pytest.mark.parametrize("user", ["anna", "sam", "wim", "wanda", "carla", ""])
@pytest.mark.parametrize("step", [proposals.accept, proposals.decline])
def test_nobody_but_the_head_decides(town, case, letters, user, step):
    proposed(town, case)
    with town.user(user), pytest.raises(NotPossible):
        step(case)
    assert case.unit == town.population and proposals.pending(case)


def test_a_reason_and_a_real_other_service_are_needed_and_one_proposal_waits_at_a_time(town, case, letters):
    with town.user("anna"):
        with pytest.raises(NothingSaid):
            proposals.propose(case, town.works, "  ")
        for unit in ("", "nowhere", town.population):
            with pytest.raises(NotPossible):
                proposals.propose(case, unit, WHY)
    proposed(town, case)
    with town.user("anna"), pytest.raises(NotPossible):
        proposals.propose(case, town.works, WHY)


def test_a_proposal_lapses_when_the_case_is_finished_or_goes_elsewhere(town, case, letters):
    proposed(town, case)
    town.move(case, "take")
    with town.user("anna"):
        assert proposals.pending(case)
    town.move(case, "refuse")
    town.index()
    assert proposals.pending(case) is None and seen(town, "hedwig") == []
    with town.user("hedwig"), pytest.raises(NotPossible):
        proposals.accept(case)


def test_the_whole_way_by_the_forms_of_the_page_leaves_its_trace(web, live_town):
    case = live_town.order()
    transaction.commit()
    reference = case.reference
    page = f"/@@case/{reference}"
    assert "Propose to hand over" in web.get(page, "anna").text
    assert "Propose to hand over" not in web.get(page, "hedwig").text + web.get(page, "sam").text
    form = {"reference": reference, "unit": live_town.works, "why": WHY, "do": "propose"}
    Form(web, "anna").send("/@@case-people", **form)
    assert "Take the proposal back" in web.get(page, "anna").text
    assert 'value="accept"' not in web.get(page, "anna").text
    told = web.get(page, "hedwig").text
    assert WHY in told and 'value="accept"' in told and 'value="decline"' in told
    assert "Hand-over proposed" in web.get("/@@cases", "hedwig").text
    for user in ("anna", "sam"):
        Form(web, user).send("/@@case-people", reference=reference, do="accept")
    assert Form(web, "wim").send("/@@case-people", reference=reference, do="accept").status == 404
    transaction.begin()
    assert store.find(reference).unit == live_town.population
    Form(web, "hedwig").send("/@@case-people", reference=reference, do="decline", why="Ours.")
    history = web.get(page, "anna").text
    assert "Proposal declined" in history and "Ours." in history
    Form(web, "anna").send("/@@case-people", **form)
    answer = Form(web, "hedwig").send("/@@case-people", reference=reference, do="accept")
    assert answer.headers["Location"].endswith("/@@cases")
    transaction.begin()
    assert store.find(reference).unit == live_town.works
    assert web.get(page, "anna").status == 404
    assert "Proposed to hand over" in web.get(page, "wanda").text
