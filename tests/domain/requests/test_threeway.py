"""What the commune took over, what it says, what the shared text says today."""

from communesplone.requests.domain import differences
from communesplone.requests.domain import threeway
from communesplone.requests.domain.threeway import Decision
from communesplone.requests.domain.threeway import Kind
from hypothesis import given
from hypothesis import strategies as st


LINE = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=8)
TEXT = st.one_of(LINE, st.lists(LINE, max_size=3).map(tuple))
TEXTS = st.dictionaries(st.tuples(st.sampled_from(["fr", "nl"]), st.sampled_from(["title", "cost", "needs"])), TEXT)


def test_nothing_changed_there():
    assert threeway.kind("a", "mine", "a") is Kind.SAME


def test_only_the_shared_text_changed():
    assert threeway.kind("a", "a", "b") is Kind.OFFER


def test_both_changed():
    assert threeway.kind("a", "mine", "b") is Kind.CONFLICT


def test_both_changed_to_the_same():
    assert threeway.kind("a", "b", "b") is Kind.SAME


def test_blanks_at_the_end_and_empty_lines_are_no_change():
    assert threeway.kind("a", ("x",), ("x ", "")) is Kind.SAME
    assert threeway.plain(()) == threeway.plain("") == threeway.plain(None) == ""


@given(TEXTS, TEXTS, TEXTS)
def test_a_change_is_shown_only_where_the_shared_text_is_new_and_another(base, mine, theirs):
    for change in threeway.changes(base, mine, theirs):
        assert change.theirs not in (change.base, change.mine)
        assert (change.kind is Kind.OFFER) is (change.mine == change.base)


@given(TEXTS, TEXTS, TEXTS, st.sampled_from(Decision), TEXT)
def test_after_a_decision_on_each_text_nothing_waits(base, mine, theirs, decision, typed):
    base, mine = dict(base), dict(mine)
    for change in threeway.changes(base, mine, theirs):
        settled = threeway.settle(change, decision, typed)
        before = mine.get(change.key, "")
        mine[change.key], base[change.key] = settled.mine, settled.base
        if decision is Decision.MINE:
            assert settled.mine == threeway.plain(before)
        if decision is Decision.THEIRS:
            assert settled.mine == threeway.plain(theirs.get(change.key, ""))
    assert threeway.changes(base, mine, theirs) == []


@given(TEXTS, TEXTS, TEXTS)
def test_the_sum_of_the_seen_texts_is_that_of_the_shared_ones_when_nothing_waits(base, mine, theirs):
    seen = threeway.seen(base, mine, theirs)
    assert (threeway.stamp(seen) == threeway.stamp(theirs)) is (threeway.changes(base, mine, theirs) == [])


@given(TEXTS)
def test_who_takes_over_a_card_has_nothing_to_decide(theirs):
    assert threeway.changes(theirs, theirs, theirs) == []
    assert threeway.changes({}, theirs, theirs) == []


@given(TEXTS)
def test_the_order_of_the_texts_does_not_matter_for_the_sum(texts):
    assert threeway.stamp(texts) == threeway.stamp(dict(reversed(list(texts.items()))))


@given(TEXT, TEXT)
def test_marked_pieces_are_the_text_again(one, other):
    found = differences.pieces(one, other)
    assert "".join(piece.text for piece in found) == differences.flat(one)
    if differences.flat(one) == differences.flat(other):
        assert not any(piece.is_new for piece in found)


def test_only_the_word_that_changed_is_marked():
    assert [p.text for p in differences.pieces("It costs 25 euros", "It costs 20 euros") if p.is_new] == ["25"]
