"""The shared cards: whole in French and Dutch, named in all five languages, without a dead end or a foreign link."""

from collections import Counter
from communesplone.requests.domain.rows import fault
from communesplone.requests.domain.rows import row
from pathlib import Path
from urllib.parse import urlsplit
import communesplone
import pytest
import re
import yaml


PLACE = Path(communesplone.__file__).parent / "requests"
CATALOGUE = PLACE / "catalogue"
FILES = sorted((CATALOGUE / "cards").glob("*.yaml"))
CARDS = [card for path in FILES for card in yaml.safe_load(path.read_text("utf-8"))]
ORDERABLE = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(CATALOGUE.glob("*/card.yaml"))]
EVERY = [*CARDS, *ORDERABLE]
LANGUAGES = {"fr", "nl", "de", "en", "es"}
FULL = ("fr", "nl")
NEEDED = {"title", "summary", "who", "steps", "outcome", "needs", "cost", "delay_text", "keywords"}
OPTIONAL = {"applicant", "cost_rows", "timeline", "special_cases", "good_to_know", "legal_basis", "legal_rows"}
LINES = {"steps", "needs", "cost_rows", "timeline", "legal_rows", "keywords"}
CARD_KEYS = {"code", "slug", "icon", "themes", "audiences", "channels", "processing_days", "related", "texts"}
MORE_KEYS = {"life_events", "service_url"}
OFFICIAL = ("belgium.be", "wallonie.be", "fgov.be", "ibz.be", "one.be")
ARTICLE = re.compile(r"\d+(?:/\d+)?(?:bis)?")
ICONS = set(re.findall(r'id="([a-z0-9-]+)"', (PLACE.parent / "website" / "static" / "icons.svg").read_text("utf-8")))


def tokens(name: str) -> set[str]:
    """The tokens of a fixed list, read without Plone."""
    source = (PLACE / "facets.py").read_text("utf-8")
    block = re.search(rf"^{name} = {{(.*?)^}}", source, re.MULTILINE | re.DOTALL)[1]
    return set(re.findall(r'^    "(\w+)":', block, re.MULTILINE))


def by_code(card: dict) -> str:
    return card["code"]


def links(text) -> list[str]:
    lines = [text] if isinstance(text, str) else text
    return [link for line in lines if isinstance(line, str) for link in re.findall(r"https?://\S+", line)]


def test_there_are_forty_and_more_and_no_two_are_the_same():
    assert len(EVERY) >= 40
    for name in ("code", "slug"):
        assert [one for one, count in Counter(card[name] for card in EVERY).items() if count > 1] == []
    titles = Counter((language, words["title"]) for card in EVERY for language, words in card["texts"].items())
    assert [one for one, count in titles.items() if count > 1] == []


@pytest.mark.parametrize("card", CARDS, ids=by_code)
def test_a_card_has_what_a_card_has_and_nothing_unknown(card):
    assert CARD_KEYS <= set(card) <= CARD_KEYS | MORE_KEYS
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", card["code"])
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", card["slug"])
    assert isinstance(card["processing_days"], int)


@pytest.mark.parametrize("card", EVERY, ids=by_code)
def test_tokens_icons_and_relations_exist(card):
    for name, known in (("themes", "THEMES"), ("audiences", "AUDIENCES"), ("channels", "CHANNELS")):
        assert card[name]
        assert set(card[name]) <= tokens(known)
    assert set(card.get("life_events", ())) <= tokens("LIFE_EVENTS")
    assert card["icon"] in ICONS
    assert set(card["related"]) <= {other["code"] for other in EVERY} - {card["code"]}


@pytest.mark.parametrize("card", EVERY, ids=by_code)
def test_every_language_has_title_and_summary_and_french_and_dutch_say_all(card):
    assert set(card["texts"]) == LANGUAGES
    for words in card["texts"].values():
        assert words["title"] and words["summary"]
    if card in ORDERABLE:
        return
    for language in FULL:
        words = card["texts"][language]
        assert NEEDED <= set(words) <= NEEDED | OPTIONAL
        assert [name for name, text in words.items() if not text] == []


@pytest.mark.parametrize("card", CARDS, ids=by_code)
def test_french_and_dutch_have_the_same_parts(card):
    fr, nl = (card["texts"][language] for language in FULL)
    assert set(fr) == set(nl)
    for name in LINES - {"keywords"}:
        assert len(fr.get(name, ())) == len(nl.get(name, ())), name


@pytest.mark.parametrize("card", CARDS, ids=by_code)
def test_rows_are_rows_and_steps_have_a_heading(card):
    for words in card["texts"].values():
        for name in LINES & set(words):
            linked = name in ("needs", "legal_rows")
            assert [line for line in words[name] if not isinstance(line, str) or fault(line, 3, linked)] == []
        for step in words.get("steps", ()):
            heading, _colon, explanation = step.partition(":")
            assert heading.strip() and explanation.strip(), step


@pytest.mark.parametrize("card", EVERY, ids=by_code)
def test_links_lead_to_public_authorities_only(card):
    found = [link for words in card["texts"].values() for text in words.values() for link in links(text)]
    found += [card["service_url"]] if "service_url" in card else []
    for link in found:
        host = urlsplit(link).hostname or ""
        assert any(host == one or host.endswith(f".{one}") for one in OFFICIAL), link


@pytest.mark.parametrize("card", CARDS, ids=by_code)
def test_a_law_is_named_in_both_languages_with_the_same_numbers(card):
    for fr, nl in zip(*(card["texts"][lang].get("legal_rows", ()) for lang in FULL), strict=True):
        assert re.findall(r"\d+", row(fr).first) == re.findall(r"\d+", row(nl).first)
        assert re.findall(r"\d+(?:/\d+)?(?:bis)?", row(fr).second) == re.findall(
            r"\d+(?:/\d+)?(?:bis)?", row(nl).second
        )


@pytest.mark.parametrize("card", CARDS, ids=by_code)
def test_french_texts_use_the_printed_apostrophe(card):
    for text in card["texts"]["fr"].values():
        assert "'" not in "".join([text] if isinstance(text, str) else text)
