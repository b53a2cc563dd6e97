"""Messages of the Common Alerting Protocol: written, read, and refused where they are not safe or not alerts."""

from communesplone.website.alerts.domain import cap
from communesplone.website.alerts.domain import rules
from communesplone.website.alerts.domain.rules import Alert
from communesplone.website.alerts.domain.rules import Words
from contextlib import suppress
from datetime import datetime
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st
import pytest


NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SENDER = cap.Sender("www.valmeuse.example", "Valmeuse", "Valmeuse")
URL = "https://www.valmeuse.example/alerts/travaux"
MESSAGE = """<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>BE-1</identifier><sender>be-alert.example</sender><sent>2026-11-25T10:00:00+01:00</sent>
  <status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
  <info>
    <language>fr-BE</language><category>Fire</category><event>Incendie</event>
    <urgency>Immediate</urgency><severity>Severe</severity><certainty>Observed</certainty>
    <expires>2026-11-25T18:00:00+01:00</expires>
    <headline>Fumée à Valmeuse</headline><description>Fermez les fenêtres.</description>
    <instruction>Restez chez vous.</instruction>
    <area><areaDesc>Valmeuse</areaDesc></area>
  </info>
</alert>"""
WORD = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=60).map(str.strip)


def test_a_message_of_the_region_is_an_emergency_in_its_language():
    found = cap.read(MESSAGE.encode())
    assert found.level == rules.EMERGENCY
    assert found.words == {"fr": Words("Fumée à Valmeuse", "Fermez les fenêtres.", "Restez chez vous.")}
    assert found.start == datetime(2026, 11, 25, 9, tzinfo=UTC)
    assert found.end == datetime(2026, 11, 25, 17, tzinfo=UTC)


@given(
    st.sampled_from(rules.LEVELS),
    st.dictionaries(
        st.sampled_from(["fr", "nl", "de"]), st.builds(Words, WORD.filter(bool), WORD, WORD), min_size=1, max_size=3
    ),
    st.integers(1, 4_000_000_000),
    st.integers(1, rules.MOST_DAYS * 86_400),
)
def test_what_was_written_is_read_again(level, words, start, length):
    alert = Alert("key", level, start, start + length, words)
    found = cap.read(cap.write(alert, SENDER, URL, now=NOW))
    assert (found.identifier, found.level, dict(found.words)) == ("key", level, words)
    assert (found.start.timestamp(), found.end.timestamp()) == (start, start + length)


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))))
def test_anything_else_is_refused_and_breaks_nothing(data):
    with pytest.raises(cap.NotTaken):
        cap.read(data)


@given(st.integers(0, len(MESSAGE)), st.integers(0, len(MESSAGE)))
def test_a_message_with_a_piece_missing_is_read_or_refused(one, other):
    first, last = sorted((one, other))
    with suppress(cap.NotTaken):
        assert cap.read((MESSAGE[:first] + MESSAGE[last:]).encode()).words


EXTERNAL = MESSAGE.replace("<alert", '<!DOCTYPE alert [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert', 1)
LAUGHS = MESSAGE.replace(
    "<alert", '<!DOCTYPE alert [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><alert', 1
).replace("Incendie", "&c;")
HIDDEN = EXTERNAL.replace("UTF-8", "UTF-16").encode("utf-16")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (EXTERNAL.encode(), "entities"),
        (LAUGHS.encode(), "entities"),
        (HIDDEN, "not_utf8"),
        (MESSAGE.replace("cap:1.2", "cap:1.1").encode(), "not_cap"),
        (b"<html/>", "not_cap"),
        (b"<alert", "not_xml"),
        (b"x" * (cap.LARGEST + 1), "too_large"),
        (MESSAGE.replace("Actual", "Exercise").encode(), "not_actual"),
        (MESSAGE.replace(">Alert<", ">Cancel<").encode(), "not_an_alert"),
        (MESSAGE.replace("Public", "Restricted").encode(), "not_public"),
        (MESSAGE.replace("BE-1", "").encode(), "incomplete"),
        (MESSAGE.replace("<expires>2026-11-25T18:00:00+01:00</expires>", "").encode(), "no_end"),
        (MESSAGE.replace("2026-11-25T18:00:00+01:00", "2026-11-25T08:00:00+01:00").encode(), "ends_before"),
        (MESSAGE.replace("2026-11-25T18:00:00+01:00", "2029-11-25T08:00:00+01:00").encode(), "too_long"),
        (MESSAGE.replace("2026-11-25T18:00:00+01:00", "tomorrow").encode(), "no_moment"),
        (MESSAGE.replace("2026-11-25T18:00:00+01:00", "2026-02-30T18:00:00+01:00").encode(), "no_moment"),
        (MESSAGE.replace("Restez chez vous.", "x" * 5001).encode(), "text_too_long"),
    ],
)
def test_a_message_that_is_unsafe_or_no_alert_is_refused_with_its_reason(data, why):
    with pytest.raises(cap.NotTaken) as refused:
        cap.read(data)
    assert refused.value.why == why


def test_a_long_description_is_cut_and_kept_whole_in_the_text():
    long = "Fermez les fenêtres. " * 40
    (words,) = cap.read(MESSAGE.replace("Fermez les fenêtres.", long).encode()).words.values()
    assert len(words.summary) <= 500 and words.summary.endswith("…")
    assert long.strip() in words.text and "Restez chez vous." in words.text


def test_a_message_says_all_that_the_standard_asks_for():
    alert = Alert("key", rules.WORKS, 0, 60, {"fr": Words("Travaux"), "nl": Words("Werken")})
    text = cap.write(alert, SENDER, URL, now=NOW).decode()
    for name in ("identifier", "sender", "sent", "status", "msgType", "scope", "event", "urgency", "areaDesc"):
        assert f"<{name}>" in text
    assert text.count("<info>") == 2
    assert "1970-01-01T00:01:00-00:00" in text
