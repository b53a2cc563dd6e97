"""Links, themes, times, and how a letter is written."""

from communesplone.website.newsletter.domain import links
from communesplone.website.newsletter.domain import wire
from communesplone.website.newsletter.domain.letter import as_html
from communesplone.website.newsletter.domain.letter import as_text
from communesplone.website.newsletter.domain.letter import Content
from communesplone.website.newsletter.domain.letter import Frame
from communesplone.website.newsletter.domain.letter import Item
from communesplone.website.newsletter.domain.letter import paragraphs_of
from communesplone.website.newsletter.domain.letter import Section
from communesplone.website.newsletter.domain.subscription import is_stale
from communesplone.website.newsletter.domain.subscription import Subscriber
from communesplone.website.newsletter.domain.themes import from_plain
from communesplone.website.newsletter.domain.themes import new_id
from communesplone.website.newsletter.domain.themes import Theme
from communesplone.website.newsletter.domain.themes import to_plain
from communesplone.website.newsletter.domain.times import Fault
from communesplone.website.newsletter.domain.times import moment_of
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from email import message_from_bytes
from email import policy
from html.parser import HTMLParser
from hypothesis import given
from hypothesis import strategies as st
from zoneinfo import ZoneInfo
import pytest


SECRET = b"s" * 32
NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
BRUSSELS = ZoneInfo("Europe/Brussels")


def test_the_same_address_has_the_same_link_in_capital_letters_too():
    assert links.number_of(SECRET, "Ada@Example.org") == links.number_of(SECRET, "ada@example.org")
    assert links.number_of(SECRET, "ada@example.org") != links.number_of(b"t" * 32, "ada@example.org")


@given(st.emails())
def test_a_link_leads_back_to_its_subscription_and_does_not_name_it(address):
    number = links.number_of(SECRET, address)
    key = links.key_of(SECRET, number)
    assert links.number_in(SECRET, key) == number and len(key) == 48
    assert address.lower() not in key


@given(st.text(max_size=60))
def test_a_made_up_link_is_nobodys(text):
    assert links.number_in(SECRET, text) == ""


def test_a_number_alone_or_a_link_with_one_sign_changed_is_no_link():
    key = links.key_of(SECRET, links.number_of(SECRET, "ada@example.org"))
    changed = key[:-1] + ("0" if key[-1] != "0" else "1")
    assert links.number_in(SECRET, key[:24]) == links.number_in(SECRET, changed) == ""


def test_an_address_is_masked_so_that_its_owner_knows_it():
    assert links.masked("marie.lemaire@example.org") == "m•••@example.org"


def reader(**fields):
    values = {"address": "ada@example.org", "language": "fr", "themes": ("news",), "asked": NOON, "confirmed": NOON}
    return Subscriber(**{**values, **fields})


def test_a_letter_goes_to_confirmed_readers_of_one_of_its_themes_who_were_there_when_it_began():
    assert reader().wants(("council", "news"), NOON)
    assert not reader().wants(("council",), NOON)
    assert not reader(confirmed=None).wants(("news",), NOON)
    assert not reader(confirmed=NOON + timedelta(seconds=1)).wants(("news",), NOON)


def test_an_address_is_kept_three_days_without_an_answer():
    waiting = reader(confirmed=None)
    assert not is_stale(waiting, NOON + timedelta(days=3))
    assert is_stale(waiting, NOON + timedelta(days=3, seconds=1))
    assert not is_stale(reader(), NOON + timedelta(days=3000))


def test_themes_survive_the_settings_and_what_is_no_theme_is_left_out():
    themes = (Theme("news", {"fr": "Actualités", "nl": "Nieuws"}, "news", "sport"), Theme("council", {"fr": "Conseil"}))
    assert from_plain([to_plain(one) for one in themes]) == themes
    assert from_plain([{}, {"id": "x"}, {"title_fr": "x"}]) == ()
    assert from_plain([{"id": "x", "title_fr": "X", "source": "nonsense"}])[0].source == ""
    assert themes[0].title("nl") == "Nieuws" and themes[0].title("de") == "Actualités"


def test_two_themes_of_one_name_have_two_ids():
    assert new_id("news", ()) == "news" and new_id("news", ("news", "news-2")) == "news-3"


@pytest.mark.parametrize(
    ("day", "hour", "fault"),
    [
        ("", "8:30", Fault.DAY),
        ("2026-02-30", "8:30", Fault.DAY),
        ("2026-11-27", "", Fault.HOUR),
        ("2026-11-27", "25:00", Fault.HOUR),
        ("2026-11-25", "12:59", Fault.PAST),
        ("2027-03-01", "8:00", Fault.FAR),
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_its_reason(day, hour, fault):
    assert moment_of(day, hour, NOON, BRUSSELS) is fault


@pytest.mark.parametrize("hour", ["8:30", "08:30", "8h30"])
def test_a_plan_is_at_the_towns_own_time(hour):
    assert moment_of("2026-11-27", hour, NOON, BRUSSELS) == datetime(2026, 11, 27, 7, 30, tzinfo=UTC)


CONTENT = Content(
    "Novembre <1>",
    ("Bonjour & bienvenue.",),
    (
        Section(
            "news",
            "Actualités",
            (
                Item(
                    "Pont", "https://v.example/pont", "Fermé", "25 novembre", "", "https://v.example/p.webp", "Le pont"
                ),
            ),
        ),
        Section("agenda", "Agenda", (Item("Brocante", "https://v.example/b", language="nl"),)),
        Section("council", "Conseil"),
    ),
    "fr",
)
FRAME = Frame(
    "Valmeuse",
    "fr",
    {"why": "Parce que.", "online": "Lire", "change": "Changer", "leave": "Quitter"},
    ("Rue 1",),
    "https://v.example/l",
    "https://v.example/c",
    "https://v.example/x",
)


class Reader(HTMLParser):
    """Tags that are opened and not closed, and all attributes."""

    VOID = {"meta", "img", "br"}

    def __init__(self):
        super().__init__()
        self.open, self.found = [], []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_a_reader_gets_the_sections_of_the_own_themes_that_tell_something():
    only = CONTENT.only(frozenset({"news", "council"}))
    assert [one.theme for one in only.sections] == ["news"]


def test_the_html_is_well_formed_has_a_language_a_heading_order_and_alternatives_and_runs_nothing():
    page = Reader()
    page.feed(as_html(CONTENT, FRAME))
    assert page.open == []
    names = [tag for tag, _attrs in page.found]
    assert [name for name in names if name in ("h1", "h2", "h3")] == ["h1", "h2", "h3", "h2", "h3", "h2"]
    assert not {"script", "link", "style", "form", "iframe"} & set(names)
    assert all("alt" in attrs for tag, attrs in page.found if tag == "img")
    assert all(attrs.get("role") == "presentation" for tag, attrs in page.found if tag == "table")
    assert (
        page.found[0] == ("html", {"lang": "fr"}) and ("div", {"lang": "nl", "style": "margin:0 0 24px"}) in page.found
    )
    assert "Novembre &lt;1&gt;" in as_html(CONTENT, FRAME)


def test_the_text_says_the_same_and_keeps_addresses_whole():
    text = as_text(CONTENT, FRAME)
    for words in (
        "Novembre <1>",
        "Bonjour & bienvenue.",
        "ACTUALITÉS",
        "https://v.example/pont",
        "Quitter: https://v.example/x",
    ):
        assert words in text
    assert max(len(line) for line in text.splitlines()) <= 78


def test_paragraphs_end_at_empty_lines():
    assert paragraphs_of("One\r\ntwo.\r\n\r\n\r\nThree.\n\n ") == ("One two.", "Three.")


def envelope(**fields):
    values = {
        "commune": "Valmeuse",
        "sender": "site@valmeuse.example",
        "to": "ada@exämple.org",
        "key": "k" * 24,
        "moment": NOON,
        "language": "fr",
        "leave": "https://www.valmeuse.example/@@newsletter-leave?key=" + "a" * 48,
    }
    return wire.Envelope(**{**values, **fields})


def test_headers_stand_on_one_line_and_the_domain_is_in_ascii():
    raw = wire.compose(envelope(), "Été", "text é", "<p>é</p>").as_bytes(policy=wire.WIRE)
    line = next(line for line in raw.decode("ascii").splitlines() if line.startswith("List-Unsubscribe:"))
    assert line.endswith("?key=" + "a" * 48 + ">")
    message = message_from_bytes(raw, policy=policy.default)
    assert message["To"] == "ada@xn--exmple-cua.org" and message["Subject"] == "Été"
    assert message["Message-ID"] == f"<newsletter.{'k' * 24}@valmeuse.example>"
    assert message.get_body(("plain",)).get_content().strip() == "text é"


@pytest.mark.parametrize("to", ["", "ada", "ada@example.org\nBcc: eve@example.org", "a@b.org, c@d.org"])
def test_no_header_is_smuggled_in_by_an_address(to):
    with pytest.raises(ValueError):
        wire.compose(envelope(to=to), "x", "x", "x")


def test_a_subject_of_several_lines_is_one():
    message = wire.compose(envelope(), "One\nBcc: eve@example.org", "x", "x")
    assert message["Subject"] == "One Bcc: eve@example.org" and message["Bcc"] is None
