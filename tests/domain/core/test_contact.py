"""A slip in the mail address or telephone number is found while the citizen can still correct it."""

from communesplone.core.domain import contact
from hypothesis import given
from hypothesis import strategies as st
import pytest


@pytest.mark.parametrize(
    "text",
    [
        "a@b.be",
        "jean.dupont+commune@mail.example.com",
        "o'neill@example.org",
        "emile@müller.example",
        "x@xn--mller-kva.example",
        "a" * 64 + "@example.org",
    ],
)
def test_usual_addresses_are_accepted(text):
    assert contact.is_email(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "émile@example.be",
        "@",
        "jean",
        "jean@",
        "@example.org",
        "jean@example",
        "jean@exa mple.org",
        "je an@example.org",
        "jean@@example.org",
        "jean@ann@example.org",
        "jean@example..org",
        "jean@.example.org",
        "jean@example.org.",
        "jean@-example.org",
        "jean@exa_mple-.org",
        "jean@127.0.0.1",
        ".jean@example.org",
        "jean.@example.org",
        "je..an@example.org",
        "jean@example.org\nBcc: all@example.org",
        "jean@example.org\n",
        "jean\r@example.org",
        "Jean <jean@example.org>",
        "jean@example.org,anna@example.org",
        "jean@example.org;anna@example.org",
        "a" * 65 + "@example.org",
        "a@" + "b" * 250 + ".be",
    ],
)
def test_what_is_not_one_address_is_refused(text):
    assert not contact.is_email(text)


@given(st.text(max_size=40), st.sampled_from("\n\r\x00\x0b\x0c\x85\u2028 \t"), st.text(max_size=40))
def test_no_line_break_or_space_ever_passes(before, bad, after):
    assert not contact.is_email(f"{before}{bad}{after}")
    assert not contact.is_email(f"a{before}{bad}{after}@example.org")


def test_blanks_around_and_capitals_in_the_domain_are_tidied():
    assert contact.normalise_email("  Jean@Example.ORG ") == "Jean@example.org"
    assert contact.normalise_email("jean@example.org\n") == ""
    assert contact.normalise_email("nonsense") == ""


@pytest.mark.parametrize(
    ("text", "normalised"),
    [
        ("081 00 00 00", "081000000"),
        ("081/00.00.00", "081000000"),
        ("+32 (0)81 00 00 00", "+3281000000"),
        ("0032 81 00 00 00", "+3281000000"),
        ("+33-1-23-45-67-89", "+33123456789"),
        ("(081) 00 00 00", "081000000"),
        ("", ""),
        ("12345", ""),
        ("+", ""),
        ("++32 81 00 00 00", ""),
        ("081 00 00 00 ask for Anna", ""),
        ("1234567890123456", ""),
        ("٠٨١٠٠٠٠٠٠", ""),
        ("0" * 1000, ""),
    ],
)
def test_telephone_numbers_are_written_in_many_ways(text, normalised):
    assert contact.normalise_phone(text) == normalised


@given(st.text(max_size=60))
def test_a_telephone_number_is_plus_and_digits_or_nothing_and_stays_the_same(text):
    number = contact.normalise_phone(text)
    assert set(number) <= set("+0123456789")
    assert contact.normalise_phone(number) == number


@pytest.mark.parametrize("text", ["https://www.valmeuse.be", "http://localhost:8080/commune", "https://été.example/"])
def test_links_can_be_made_with_the_address_of_a_site(text):
    assert contact.is_site_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "www.valmeuse.be",
        "javascript:alert(1)",
        "ftp://valmeuse.be",
        "https://",
        "https://valmeuse.be:port",
        "https://valmeuse.be@evil.example",
        "https://valmeuse.be/?x=1",
        "https://valmeuse.be/#top",
        "https://valmeuse.be\nBcc: x",
        "https://valmeuse.be/ x",
        "https://[::1",
    ],
)
def test_with_anything_else_they_cannot(text):
    assert not contact.is_site_address(text)
