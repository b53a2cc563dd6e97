"""What a vote decides follows from the count, the law and, in France, the president."""

from communesplone.law import ballots
from communesplone.law.ballots import count
from communesplone.law.ballots import Outcome
from communesplone.law.ballots import outcome
from communesplone.law.ballots import Vote
from communesplone.law.ballots import Votes
from communesplone.law.book import Law
from communesplone.law.book import NoValue
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.quorum import college_needed
from communesplone.law.quorum import earliest_next
from communesplone.law.quorum import is_quorate
from communesplone.law.quorum import members_needed
from communesplone.law.quorum import Sitting
from datetime import date
from hypothesis import given
from hypothesis import strategies as st
import pytest


WALLONIA, BRUSSELS, FLANDERS, FRANCE, ALSACE = ALL = [Law(one) for one in Jurisdiction]
DAY = date(2026, 1, 5)
laws = st.sampled_from(ALL)
votes = st.builds(Votes, *[st.integers(0, 70)] * 4)


@pytest.mark.parametrize("law", ALL)
def test_five_against_four_and_many_abstentions_is_adopted_everywhere(law):
    answer = outcome(law, DAY, Votes(5, 4, 16))
    assert answer.value is Outcome.ADOPTED
    assert "For: 5; against: 4; abstentions: 16; void: 0." in str(answer)


@pytest.mark.parametrize(
    ("law", "secret", "president", "expected"),
    [
        (WALLONIA, False, Vote.YES, "rejected"),
        (BRUSSELS, False, Vote.YES, "rejected"),
        (FLANDERS, False, Vote.YES, "rejected"),
        (FRANCE, False, Vote.YES, "adopted"),
        (FRANCE, False, Vote.NO, "rejected"),
        (FRANCE, False, Vote.ABSTAIN, "rejected"),
        (FRANCE, True, None, "rejected"),
        (ALSACE, False, Vote.YES, "adopted"),
    ],
)
def test_ten_against_ten(law, secret, president, expected):
    answer = outcome(law, DAY, Votes(10, 10, 3), secret=secret, president=president)
    assert answer.value == expected
    assert len(answer.articles) >= 1


def test_a_tie_in_france_asks_how_the_president_voted():
    with pytest.raises(ValueError):
        outcome(FRANCE, DAY, Votes(10, 10))
    assert outcome(FRANCE, DAY, Votes(0, 0, 23)).value is Outcome.REJECTED


@pytest.mark.parametrize(("law", "expected"), [(FRANCE, "adopted"), (ALSACE, "adopted"), (WALLONIA, "rejected")])
def test_the_administrative_account_on_a_tie(law, expected):
    assert ballots.account_outcome(law, DAY, Votes(8, 8, 2)).value == expected
    assert ballots.account_outcome(law, DAY, Votes(8, 9)).value is Outcome.REJECTED
    assert ballots.account_outcome(law, DAY, Votes(9, 8)).value is Outcome.ADOPTED


@pytest.mark.parametrize(
    ("urgent", "ties_before", "president", "expected"),
    [
        (False, 0, None, "postponed"),
        (False, 1, None, "postponed"),
        (False, 2, Vote.YES, "adopted"),
        (False, 2, Vote.NO, "rejected"),
        (True, 0, Vote.YES, "adopted"),
    ],
)
def test_a_tie_in_the_college_is_not_a_rejection(urgent, ties_before, president, expected):
    answer = ballots.college_outcome(
        BRUSSELS, DAY, Votes(3, 3), president=president, urgent=urgent, ties_before=ties_before
    )
    assert answer.value == expected
    assert "NLC 106" in answer.articles


def test_the_college_where_nothing_is_known():
    assert ballots.college_outcome(FRANCE, DAY, Votes(3, 2)).value is Outcome.ADOPTED
    with pytest.raises(NoValue):
        ballots.college_outcome(FRANCE, DAY, Votes(3, 3))


@given(laws, votes, st.booleans(), st.sampled_from([Vote.YES, Vote.NO, Vote.ABSTAIN]))
def test_abstentions_and_void_papers_change_nothing(law, cast, secret, president):
    if president is not Vote.ABSTAIN and cast.tie and not cast.yes:
        return
    bare = Votes(cast.yes, cast.no)
    assert (
        outcome(law, DAY, cast, secret=secret, president=president).value
        == outcome(law, DAY, bare, secret=secret, president=president).value
    )


@given(laws, votes)
def test_more_yes_than_no_decides(law, cast):
    if not cast.tie:
        assert (outcome(law, DAY, cast).value is Outcome.ADOPTED) is (cast.yes > cast.no)


@given(laws, st.lists(st.sampled_from(Vote), max_size=40).flatmap(lambda v: st.tuples(st.just(v), st.permutations(v))))
def test_the_order_of_votes_does_not_matter(law, orders):
    one, other = (count(order) for order in orders)
    assert one == other
    president = Vote.YES
    assert outcome(law, DAY, one, president=president) == outcome(law, DAY, other, president=president)


@pytest.mark.parametrize("cast", [(-1, 0), (0, -1), (0, 0, -1), (0, 0, 0, -1)])
def test_no_vote_is_negative(cast):
    with pytest.raises(ValueError):
        Votes(*cast)


def test_closed_session():
    assert ballots.may_close_doors(WALLONIA, DAY, 10, present=15).value
    assert not ballots.may_close_doors(WALLONIA, DAY, 9, present=15).value
    assert not ballots.may_close_doors(BRUSSELS, DAY, 15, present=15, matter="budget").value
    # France: the majority of members present or represented.
    assert not ballots.may_close_doors(FRANCE, DAY, 10, present=15, represented=5).value
    assert ballots.may_close_doors(FRANCE, DAY, 11, present=15, represented=5).value


def test_votes_by_name_and_in_secret():
    assert ballots.enough_ask(FRANCE, "ballot.named_on_request", DAY, 4, 15).value
    assert not ballots.enough_ask(FRANCE, "ballot.named_on_request", DAY, 3, 15).value
    assert ballots.enough_ask(FRANCE, "ballot.secret_on_request", DAY, 5, 15).value
    assert not ballots.enough_ask(FLANDERS, "ballot.secret_on_request", DAY, 15, 15).value
    with pytest.raises(ValueError):
        ballots.enough_ask(FRANCE, "ballot.secret_on_request", DAY, 16, 15)


@pytest.mark.parametrize(
    ("law", "members", "needed"), [(FRANCE, 100, 51), (FRANCE, 29, 15), (WALLONIA, 25, 13), (BRUSSELS, 23, 12)]
)
def test_the_quorum(law, members, needed):
    assert members_needed(law, DAY, members).value == needed
    assert is_quorate(law, DAY, Sitting(members, needed)).value
    assert not is_quorate(law, DAY, Sitting(members, needed - 1)).value


def test_represented_and_interested_members_do_not_count_in_france():
    assert not is_quorate(FRANCE, DAY, Sitting(29, 14, represented=10)).value
    assert not is_quorate(FRANCE, DAY, Sitting(29, 15, interested=1)).value
    belgian = is_quorate(WALLONIA, DAY, Sitting(25, 13, interested=1))
    assert belgian.value
    assert belgian.confidence == "unsure"


@pytest.mark.parametrize(("law", "free"), [(WALLONIA, 3), (BRUSSELS, 3), (FLANDERS, 2), (FRANCE, 2), (ALSACE, 2)])
def test_the_call_that_needs_no_quorum(law, free):
    assert is_quorate(law, DAY, Sitting(25, 1, call=free)).value
    assert not is_quorate(law, DAY, Sitting(25, 1, call=free - 1)).value
    assert not is_quorate(law, DAY, Sitting(25, 0, call=free)).value


def test_alsace_moselle_frees_from_the_quorum_when_half_are_interested():
    assert is_quorate(ALSACE, DAY, Sitting(24, 12, interested=12)).value
    assert not is_quorate(ALSACE, DAY, Sitting(24, 12, interested=11)).value
    assert not is_quorate(FRANCE, DAY, Sitting(24, 12, interested=12)).value


def test_the_next_meeting_in_france_is_three_days_later():
    assert earliest_next(FRANCE, date(2026, 1, 5)).value == date(2026, 1, 8)
    with pytest.raises(NoValue):
        earliest_next(ALSACE, date(2026, 1, 5))


def test_the_college_needs_more_than_half():
    assert college_needed(WALLONIA, DAY, 6).value == 4


@given(st.sampled_from(ALL), st.integers(0, 101))
def test_more_than_half_is_the_smallest_majority(law, members):
    needed = members_needed(law, DAY, members).value
    assert needed * 2 > members
    assert (needed - 1) * 2 <= members


@pytest.mark.parametrize(
    "sitting",
    [
        {"in_office": -1, "present": 0},
        {"in_office": 10, "present": 11},
        {"in_office": 10, "present": 6, "represented": 5},
        {"in_office": 10, "present": 6, "interested": 7},
        {"in_office": 10, "present": 6, "call": 0},
    ],
)
def test_an_impossible_sitting_is_refused(sitting):
    with pytest.raises(ValueError):
        Sitting(**sitting)
