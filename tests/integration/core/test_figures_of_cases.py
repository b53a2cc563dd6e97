"""Figures follow their cases: whatever happens, in whatever order, they are what a fresh count gives."""

from communesplone.core import after_commit
from communesplone.core.cases import indexing
from communesplone.core.cases import store
from communesplone.core.cases.catalog import CaseRow
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.cases.figures import FigureBook
from communesplone.core.cases.figures import Tally
from communesplone.core.domain.figures import month_of
from communesplone.core.domain.figures import report
from communesplone.core.moments import at
from communesplone.core.moments import now
from communesplone.core.moments import today
from datetime import timedelta
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from plone import api


STEPS = ("take", "send_to_sign", "issue", "refuse", "reopen", "close")
events = st.lists(
    st.one_of(
        st.tuples(st.just("order"), st.sampled_from(["menage", "birth"])),
        st.tuples(st.sampled_from(STEPS), st.integers(0, 5)),
        st.tuples(st.sampled_from(["assign", "hand_over", "delete", "again"]), st.integers(0, 5)),
        st.tuples(st.just("index"), st.just(0)),
    ),
    max_size=25,
)


class Story:
    """Runs events by a Manager, who may do everything that the state allows."""

    def __init__(self, town):
        self.town, self.cases = town, []

    def run(self, name, argument):
        if name == "order":
            self.cases.append(self.town.order(kind=argument).getId())
        elif name == "index":
            self.town.index()
        else:
            case = store.find(self.cases[argument]) if argument < len(self.cases) else None
            if case is not None:
                getattr(self, f"_{name}", self._step)(case, name)

    def _step(self, case, name):
        tool = api.portal.get_tool("portal_workflow")
        with api.env.adopt_roles(["Manager", "CaseHandler", "CaseHead", "CaseSigner"]):
            if name in [action["id"] for action in tool.listActions(object=case) if action["category"] == "workflow"]:
                tool.doActionFor(case, name)
                case.reindexObject()

    def _assign(self, case, name):
        case.assignee = "" if case.assignee else "anna"
        case.reindexObject()

    def _hand_over(self, case, name):
        case.unit = self.town.works
        case.reindexObject()

    def _delete(self, case, name):
        self.town.delete(case)

    def _again(self, case, name):
        indexing.schedule(case)


def counted_anew() -> dict:
    book = FigureBook()
    book.recount([CaseRow(case).fact for case in store.walk()])
    return book.everything()["live"]


# An example is up to 25 steps of a workflow in a real site; all of them are told in one town, each in addition.
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(events)
def test_whatever_happens_the_figures_are_what_a_fresh_count_gives(town, events):
    story = Story(town)
    for name, argument in events:
        story.run(name, argument)
    town.index()
    book = get_catalog()._figures
    assert book.everything()["live"] == counted_anew()
    before = book.everything()
    assert not any(indexing.catch_up(town.portal).values())
    get_catalog().recount()
    assert book.everything() == before


def total(**narrowed):
    book = get_catalog()._figures
    month = month_of(today())
    return report(book.counts(None, month - 24, month), today(), **narrowed).total


def test_an_answered_case_counts_with_its_working_days(town):
    case = town.order(days=2)
    town.move(case, "take", "refuse")
    town.index()
    found = total()
    assert (found.received, found.finished, found.refused, found.open) == (1, 1, 1, 0)
    assert list(found.delays) == [case.taken]
    assert found.in_time == 1


def test_a_case_taken_up_again_is_open_again(town):
    case = town.order(days=-2)
    town.move(case, "take", "refuse")
    town.move(case, "reopen", by="hedwig")
    town.index()
    found = total()
    assert (found.finished, found.open, found.late) == (0, 1, 1)
    assert (case.finished, case.closed_on, case.taken) == (None, None, None)


def test_closing_later_changes_the_last_day_and_not_the_answer(town):
    case = town.order()
    town.move(case, "take", "refuse")
    with at(now() + timedelta(days=40)):
        town.move(case, "close")
    assert case.finished == today()
    assert case.outcome == "refused"
    assert case.closed_on == today() + timedelta(days=40)


def test_a_finished_case_that_is_deleted_stays_as_a_count_without_a_person(town):
    done, open_one = town.order(assignee="anna"), town.order(assignee="anna")
    town.move(done, "take", "refuse")
    town.index()
    town.delete(done)
    town.delete(open_one)
    town.index()
    found = total()
    assert (found.received, found.finished, found.open) == (1, 1, 0)
    assert "anna" not in repr(get_catalog()._figures.everything())


def test_a_lost_row_is_counted_when_it_is_mended(town):
    town.order()
    after_commit.gathered().clear()  # as when the process is killed right after the commit
    assert total().received == 0
    assert indexing.catch_up(town.portal)["made"] == 1
    assert indexing.catch_up(town.portal)["made"] == 0
    assert total().received == 1


counts = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.integers(1, 9))
changes = st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.integers(1, 3)), max_size=5)


@given(counts, changes, changes)
def test_two_writers_of_one_count_are_added_up(start, mine, theirs):
    def after(*parts):
        tally = Tally()
        tally.numbers = start
        for entry, number in (change for part in parts for change in part):
            tally.add(entry, number)
        return {"numbers": tally.numbers}

    assert Tally()._p_resolveConflict({"numbers": start}, after(mine), after(theirs)) == after(mine, theirs)
