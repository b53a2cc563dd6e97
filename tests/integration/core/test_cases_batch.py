"""Many cases at once: each is checked on its own, and the answer says what became of it."""

from communesplone.core.cases import saved
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.cases.queue import Filters
from tests.integration.core.test_cases_page import send  # noqa: F401
import pytest
import transaction


def test_a_clerk_lays_down_what_is_his_own_and_nothing_else(town, send):  # noqa: F811
    mine, hers = town.order(assignee="anna"), town.order(assignee="hedwig")
    said = send("anna", act="lay_down", chosen=[mine.reference, hers.reference])
    assert said[0] == "Cases laid down: 1"
    assert said[1] == f"Not changed: {hers.reference}. Not possible in this state, or you may not do it."
    assert (mine.assignee, hers.assignee) == ("", "hedwig")


def test_a_note_goes_on_all_chosen_cases_and_not_on_those_of_others(town, send):  # noqa: F811
    one, two, theirs = town.order(), town.order(), town.order(unit=town.works)
    assert send("anna", act="note", chosen=[one.reference]) == ["Write the text first."]
    chosen = [one.reference, two.reference, theirs.reference]
    said = send("anna", act="note", words="Counter closed", chosen=chosen)
    assert said[0] == "Notes added: 2"
    assert [len(case.notes) for case in (one, two, theirs)] == [1, 1, 0]


def test_delivered_and_refused_orders_are_closed_and_open_ones_are_not(town, send):  # noqa: F811
    refused, fresh = town.order(), town.order()
    town.move(refused, "refuse")
    said = send("anna", act="close", chosen=[refused.reference, fresh.reference, "ZZZZ-ZZZZ"])
    assert said[0] == "Orders closed: 1"
    assert sorted(said[1:]) == [
        f"Not changed: {fresh.reference}. Not possible in this state, or you may not do it.",
        "Not changed: ZZZZ-ZZZZ. Unknown, or not of your service.",
    ]


def test_only_issued_orders_are_marked_as_delivered(town, send):  # noqa: F811
    fresh = town.order()
    assert send("anna", act="deliver", chosen=[fresh.reference])[0].startswith("Not changed")


def test_an_order_without_template_is_not_prepared(town, send):  # noqa: F811
    case = town.order()
    town.move(case, "take")
    said = send("anna", act="prepare", chosen=[case.reference])
    assert said == [f"Not changed: {case.reference}. The procedure has no template."]


@pytest.mark.parametrize("form", [{"act": "no_such"}, {"act": ["note"]}, {"act": "note", "words": ["x"]}, {}])
def test_what_no_page_sends_does_nothing(town, send, form):  # noqa: F811
    case = town.order()
    said = send("anna", chosen=[case.reference], **form)
    assert said[0] in ("Choose first what is to be done.", "Write the text first.")
    assert not case.notes


def test_a_case_chosen_twice_is_done_once(town, send):  # noqa: F811
    case = town.order()
    assert send("anna", act="note", words="Once", chosen=[case.reference] * 3) == ["Notes added: 1"]
    assert len(case.notes) == 1


# Named filters


def names():
    return [(one.name, one.unit, one.mine) for one in saved.listed()]


def test_a_clerk_keeps_renames_and_deletes_filters_for_herself(town):
    with town.user("anna"):
        saved.save("  My   late ones ", Filters(view="mine", late=True, start=50))
        (one,) = saved.listed()
        assert one.name == "My late ones"
        assert one.filters == Filters(view="mine", late=True)
        saved.rename("My late ones", "Late")
        assert names() == [("Late", "", True)]
    with town.user("hedwig"):
        assert names() == []
    with town.user("anna"):
        saved.drop("Late")
        saved.drop("Late")
        assert names() == []


def test_a_head_shares_a_filter_with_the_service_and_nobody_else_does(town):
    with town.user("hedwig"):
        saved.save("Births", Filters(type="ORD.naissance"), town.population)
        with pytest.raises(saved.NotSaved):
            saved.save("Births", Filters(), town.works)
    with town.user("anna"):
        assert names() == [("Births", town.population, False)]
        for attempt in (
            lambda: saved.save("Mine", Filters(), town.population),
            lambda: saved.drop("Births", town.population),
            lambda: saved.rename("Births", "x", town.population),
        ):
            with pytest.raises(saved.NotSaved):
                attempt()
    with town.user("wim"):
        assert names() == []


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, None, ["a"]])
def test_a_filter_has_a_name(town, name):
    with town.user("anna"), pytest.raises(saved.NotSaved):
        saved.save(name, Filters())


def test_twenty_filters_are_enough(town):
    with town.user("anna"):
        for number in range(saved.MOST):
            saved.save(f"Filter {number}", Filters())
        saved.save("Filter 1", Filters(view="late"))
        with pytest.raises(saved.NotSaved):
            saved.save("One more", Filters())
        assert len(saved.listed()) == saved.MOST


def test_two_filters_never_get_one_name(town):
    with town.user("anna"):
        saved.save("One", Filters())
        saved.save("Two", Filters(view="late"))
        for former, new in (("One", "Two"), ("None", "Three")):
            with pytest.raises(saved.NotSaved):
                saved.rename(former, new)
        assert len(saved.listed()) == 2


def test_kept_filters_stand_above_the_queue(town, page):
    with town.user("anna"):
        saved.save("Fast <b>", Filters(view="late", text="noël"))
    _view, html = page("cases", "anna")
    assert "Fast &lt;b&gt;" in html
    assert "view=late&amp;text=no%C3%ABl" in html


# Counts are remembered while no row changes


def test_a_remembered_count_is_nobody_elses_and_ends_with_the_next_change(live_town):
    live_town.order("Ours")
    transaction.commit()
    transaction.begin()
    for _time in range(2):
        for user, expected in (("anna", 1), ("wim", 0), ("", 0)):
            with live_town.user(user):
                assert get_catalog().count(open=True) == expected
    live_town.order("Theirs", unit=live_town.works)
    transaction.commit()
    transaction.begin()
    for user, expected in (("anna", 1), ("wim", 1)):
        with live_town.user(user):
            assert get_catalog().count(open=True) == expected


def test_what_an_aborted_transaction_counted_is_not_remembered(live_town):
    transaction.begin()
    live_town.order("Never")
    live_town.index()
    with live_town.user("anna"):
        assert get_catalog().count(open=True) == 1
        transaction.abort()
        assert get_catalog().count(open=True) == 0
