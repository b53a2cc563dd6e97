"""Whatever is changed in the log is found, and the place is named."""

from communesplone.core.audit.domain import entry
from communesplone.core.audit.domain.chain import Check
from communesplone.core.audit.domain.chain import Fault
from communesplone.core.audit.domain.chain import Finding
from communesplone.core.audit.domain.chain import seal
from communesplone.core.audit.domain.chain import START
from communesplone.core.audit.domain.chain import verify
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from hypothesis import given
from hypothesis import strategies as st
import pytest


MOMENT = datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=1)))
TEXT = st.text(max_size=12)
PLAIN = st.one_of(st.none(), st.booleans(), st.integers(), TEXT)
BODIES = st.builds(
    entry.body,
    st.datetimes(
        min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - the zone comes from the next line
        timezones=st.just(MOMENT.tzinfo),
    ),
    TEXT,
    TEXT,
    TEXT,
    TEXT,
    st.dictionaries(TEXT, PLAIN, max_size=3),
)


def chained(bodies):
    previous, found = START, []
    for number, body in enumerate(bodies, 1):
        text = entry.line(number, body)
        previous = seal(previous, text)
        found.append((text, previous))
    return found


CHAINS = st.lists(BODIES, min_size=4, max_size=12).map(chained)


def faults(chain, **more):
    return list(verify(chain, **more).findings)


@given(CHAINS)
def test_an_untouched_log_is_whole_and_its_count_and_end_are_told(chain):
    verdict = verify(chain, len(chain), {len(chain): chain[-1][1], 2: chain[1][1]})
    assert (verdict.is_whole, verdict.count, verdict.head) == (True, len(chain), chain[-1][1])


@given(CHAINS, st.data())
def test_an_altered_entry_is_found_whatever_was_altered(chain, data):
    number = data.draw(st.integers(1, len(chain)))
    place = data.draw(st.integers(0, len(chain[number - 1][0]) - 1))
    line, kept = chain[number - 1]
    chain[number - 1] = (line[:place] + bytes([line[place] ^ 1]) + line[place + 1 :], kept)
    found = faults(chain, count=len(chain))
    assert found
    # A changed digit of the number itself looks like an entry of another place.
    assert entry.number_of(chain[number - 1][0]) not in (number, None) or found == [
        Finding(Fault.ALTERED, number, number)
    ]


@given(CHAINS, st.data())
def test_an_altered_entry_that_was_sealed_again_breaks_at_the_next_one(chain, data):
    number = data.draw(st.integers(1, len(chain) - 1))
    before = chain[number - 2][1] if number > 1 else START
    line = entry.line(number, entry.body(MOMENT, "mallory", "case.closed", "case:forged", "", {}))
    chain[number - 1] = (line, seal(before, line))
    assert faults(chain, count=len(chain)) == [Finding(Fault.ALTERED, number + 1, number + 1)]


@given(CHAINS, st.data())
def test_missing_entries_in_the_middle_are_named(chain, data):
    first = data.draw(st.integers(1, len(chain) - 1))
    last = data.draw(st.integers(first, len(chain) - 1))
    del chain[first - 1 : last]
    assert faults(chain, count=len(chain) + last - first + 1) == [Finding(Fault.MISSING, first, last)]


@given(CHAINS, st.data())
def test_exchanged_entries_are_found_at_the_first_of_them(chain, data):
    first = data.draw(st.integers(1, len(chain) - 1))
    second = data.draw(st.integers(first + 1, len(chain)))
    chain[first - 1], chain[second - 1] = chain[second - 1], chain[first - 1]
    found = faults(chain, count=len(chain))
    assert found[0] == Finding(Fault.MISSING, first, second - 1)
    assert Finding(Fault.OUT_OF_PLACE, first, first) in found


@given(CHAINS, st.data())
def test_a_doubled_entry_is_found(chain, data):
    number = data.draw(st.integers(1, len(chain)))
    chain.insert(number, chain[number - 1])
    assert faults(chain, count=len(chain) - 1) == [Finding(Fault.OUT_OF_PLACE, number, number)]


@given(CHAINS, BODIES, st.data())
def test_an_entry_put_in_between_is_found(chain, body, data):
    number = data.draw(st.integers(1, len(chain)))
    before = chain[number - 2][1] if number > 1 else START
    line = entry.line(number, body)
    chain.insert(number - 1, (line, seal(before, line)))
    found = faults(chain, count=len(chain) - 1)
    assert number in (found[0].first, found[0].first - 1)


@given(CHAINS, st.data())
def test_a_cut_end_is_found_by_the_count_and_by_the_digest(chain, data):
    kept = data.draw(st.integers(0, len(chain) - 1))
    expected = [Finding(Fault.CUT, kept + 1, len(chain))]
    anchors = {len(chain): chain[-1][1]}
    assert faults(chain[:kept], count=len(chain)) == faults(chain[:kept], anchors=anchors) == expected
    assert faults(chain[:kept]) == []


@given(CHAINS, BODIES)
def test_a_log_written_anew_with_right_seals_is_not_as_in_the_digest(chain, body):
    count, head = len(chain), chain[-1][1]
    forged = chained([body, *(text.partition(b",")[2] for text, _seal in chain[1:])])
    if forged != chain:
        assert faults(forged, count=count) == []
        assert faults(forged, anchors={count: head}) == [Finding(Fault.NOT_AS_ANCHORED, count, count)]


@given(CHAINS, st.integers(1, 5))
def test_batches_make_no_difference(chain, size):
    check = Check({len(chain): chain[-1][1]})
    for start in range(0, len(chain), size):
        check.feed(chain[start : start + size])
    assert check.verdict(len(chain)) == verify(chain)


@given(CHAINS, st.integers(1, 5), st.data())
def test_blocks_of_lines_and_seals_find_what_single_entries_find(chain, size, data):
    if data.draw(st.booleans()):
        number = data.draw(st.integers(0, len(chain) - 1))
        part = data.draw(st.integers(0, 1))
        chain[number] = tuple(
            b"X" * len(value) if place == part else value for place, value in enumerate(chain[number])
        )
    anchors = {number: chain[number - 1][1] for number in data.draw(st.sets(st.integers(1, len(chain))))}
    check = Check(anchors)
    for start in range(0, len(chain), size):
        texts, seals = zip(*chain[start : start + size], strict=True)
        check.feed_block(texts, b"".join(seals))
    assert check.verdict(len(chain)) == verify(chain, len(chain), anchors)


def test_lines_without_seals_and_seals_without_lines_are_altered_entries():
    chain = chained([entry.body(MOMENT, "anna", "case.opened", f"case:{n}", "", {}) for n in range(3)])
    texts, seals = zip(*chain, strict=True)
    for lines, kept in ((texts, b"".join(seals[:2])), (texts[:2], b"".join(seals))):
        check = Check()
        check.feed_block(lines, kept)
        assert check.verdict(3).findings == (Finding(Fault.ALTERED, 3, 3),)


def test_an_unreadable_line_counts_as_altered_and_the_rest_is_checked():
    chain = chained([entry.body(MOMENT, "anna", "case.opened", f"case:{n}", "", {}) for n in range(5)])
    chain[1], chain[3] = (b"\xff{", chain[1][1]), (b"", chain[3][1])
    assert faults(chain) == [Finding(Fault.ALTERED, 2, 2), Finding(Fault.ALTERED, 4, 4)]


def test_a_log_full_of_faults_names_the_first_twenty():
    assert len(faults([(b"", b"")] * 1000)) == 20


@given(st.integers(1, 10**9), BODIES)
def test_an_entry_reads_as_it_was_written(number, body):
    line = entry.line(number, body)
    found = entry.read(line)
    assert entry.number_of(line) == found.number == number
    assert (
        entry.line(
            number, entry.body(found.moment, found.actor, found.action, found.about, found.person, found.details)
        )
        == line
    )


def test_the_order_of_the_details_makes_no_difference():
    one, two = ({"b": 1, "a": "x"}, {"a": "x", "b": 1})
    assert entry.body(MOMENT, "anna", "a.b", "c:", "", one) == entry.body(MOMENT, "anna", "a.b", "c:", "", two)
    assert entry.body(MOMENT, "é", "a.b", "c:", "", {}) == (
        rb'"2026-11-24T09:30:00.000+01:00","\u00e9","a.b","c:","",{}]'
    )


def test_a_moment_without_offset_is_refused():
    with pytest.raises(ValueError, match="offset"):
        entry.body(MOMENT.replace(tzinfo=None), "anna", "a.b", "c:", "", {})


@pytest.mark.parametrize("text", [b"", b"{}", b"[1]", b"7", b'[1,"x","a","b","c","",{}]', b"\xff"])
def test_what_is_no_entry_is_said_to_be_none(text):
    with pytest.raises(ValueError):
        entry.read(text)
