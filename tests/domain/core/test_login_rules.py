"""Passwords that are hard to guess, kept so that a thief gains little; guessers slowed down, owners not."""

from communesplone.core.security.domain import hashing
from communesplone.core.security.domain import passwords
from communesplone.core.security.domain import sessions
from communesplone.core.security.domain.login import Attempt
from communesplone.core.security.domain.login import LoginGuard
from communesplone.core.security.domain.passwords import Weakness
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
import pytest


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setenv(hashing.ROUNDS, "4")


# Passwords


@pytest.mark.parametrize(
    "password",
    [
        "motdepasse2026!",
        "M0tDeP@sse!2026",
        "Wachtwoord-1234",
        "password-password1",
        "Bienvenue2026!!",
        "monmotdepasse12",
        "Contraseña12345",
        "welkomgemeente1",
        "janvierfevrier1",
    ],
)
def test_what_everybody_takes_is_refused(password):
    assert passwords.weakness(password, 12) is Weakness.COMMON


@pytest.mark.parametrize(
    "password",
    ["aaaaaaaaaaaa", "123456789012", "abcabcabcabc", "azertyuiop12", "qwertyuiop123", "abcdefghijkl", "098765432109"],
)
def test_what_needs_no_thought_is_refused(password):
    assert passwords.weakness(password, 12) is Weakness.SIMPLE


@pytest.mark.parametrize("password", ["valmeuse-2026-!", "Nadia.Lemaire.85", "lemairevalmeuse"])
def test_what_the_account_says_already_is_refused(password):
    assert passwords.weakness(password, 12, ("nadia.lemaire@example.be", "Commune de Valmeuse")) is Weakness.NAMES


@pytest.mark.parametrize(
    "password", ["pont rouge sept vélos", "Xk7-pq9w-Zt4m", "trois poules sur un mur", "wir-essen-11-Kuchen"]
)
def test_a_few_words_of_ones_own_are_enough(password):
    assert passwords.weakness(password, 12, ("nadia", "Valmeuse")) is None


@given(st.text(max_size=300), st.integers(12, 64), st.lists(st.text(max_size=20), max_size=3))
def test_every_text_gets_an_answer(password, shortest, names):
    found = passwords.weakness(password, shortest, names)
    assert (found is Weakness.SHORT) == (len(password) < shortest)


@given(st.sampled_from(sorted(passwords.COMMON)), st.text("0123456789!?.-", min_size=12, max_size=20))
def test_signs_around_a_common_word_help_nobody(word, signs):
    assert passwords.weakness(word + signs, 12) is not None


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1, max_size=120))
def test_a_password_fits_its_own_hash_and_no_other(password):
    kept = hashing.make(password)
    assert hashing.fits(password, kept) and hashing.fits(password.encode("utf-8", "surrogatepass"), kept)
    assert not hashing.fits(password + "x", kept)
    assert hashing.make(password) != kept


def test_the_seventy_third_byte_counts_and_so_does_what_follows_a_null():
    assert not hashing.fits("a" * 72 + "b", hashing.make("a" * 72 + "c"))
    assert not hashing.fits("a\0b", hashing.make("a\0c"))


@pytest.mark.parametrize("kept", ["", "{SSHA}abc", "{BCRYPT-SHA256}", "{BCRYPT-SHA256}$2b$04$short", "ü", b"\xff"])
def test_what_is_no_hash_fits_nothing(kept):
    assert not hashing.fits("x", kept)


def test_a_cheaper_hash_is_not_current(monkeypatch):
    kept = hashing.make("x")
    assert hashing.is_current(kept)
    monkeypatch.setenv(hashing.ROUNDS, "12")
    assert not hashing.is_current(kept)


# The guard


GUESSER = Attempt("203.0.113.7", "nadia")
OWNER = Attempt("198.51.100.1", "nadia", device="known-browser")


def test_two_hundred_wrong_passwords_meet_a_wall_and_the_owner_does_not():
    guard, tried = LoginGuard(), 0
    for second in range(200):
        if guard.wait(GUESSER, second) == 0:
            guard.failed(GUESSER, second)
            tried += 1
    assert tried <= 8
    assert guard.wait(OWNER, 200) == 0
    assert guard.wait(Attempt("198.51.100.2", "nadia"), 200) == 0


def test_a_thousand_addresses_do_not_make_a_thousand_tries_nor_lock_the_owner_out():
    guard, tried = LoginGuard(), 0
    for number in range(1000):
        attempt = Attempt(f"203.0.{number // 250}.{number % 250}", "nadia")
        if guard.wait(attempt, number) == 0:
            guard.failed(attempt, number)
            tried += 1
    assert tried <= 110
    assert guard.wait(OWNER, 1000) == 0


def test_one_address_does_not_try_all_accounts():
    guard, tried = LoginGuard(), 0
    for number in range(500):
        attempt = Attempt("203.0.113.7", f"account{number}")
        if guard.wait(attempt, number) == 0:
            guard.failed(attempt, number)
            tried += 1
    assert tried <= 110


def test_a_browser_with_a_mark_is_slowed_down_too():
    guard = LoginGuard()
    for _number in range(11):
        guard.failed(OWNER, 0)
    assert guard.wait(OWNER, 1) > 0


ATTEMPTS = st.builds(Attempt, st.sampled_from(["203.0.113.7", "2001:db8::1", "x"]), st.text(max_size=8), st.just(""))


@given(st.lists(ATTEMPTS, max_size=300))
def test_whatever_strangers_try_the_owners_browser_gets_in(attempts):
    guard = LoginGuard()
    for number, attempt in enumerate(attempts):
        guard.failed(attempt, number)
    assert guard.wait(OWNER, len(attempts)) == 0


@given(st.text(max_size=300), st.floats(0, 1e6))
def test_a_success_forgets_the_slips_of_its_own_browser(login, now):
    guard, attempt = LoginGuard(), Attempt("203.0.113.7", login)
    for _number in range(5):
        guard.failed(attempt, now)
    assert guard.wait(attempt, now) > 0
    guard.succeeded(attempt, now)
    assert guard.wait(attempt, now) == 0


# Sessions


SESSION = sessions.Session("0" * 32, 1000, 1800, "")


def test_a_session_ends_without_activity_and_after_its_longest_time():
    assert SESSION.is_alive(1000, 2799, 43200)
    assert not SESSION.is_alive(1000, 2800, 43200)
    assert not SESSION.is_alive(44000, 44201, 43200)


@given(st.integers(0, 10**9), st.integers(0, 10**6 - 1), st.text("0123456789abcdef", max_size=32))
def test_a_session_survives_its_text(began, idle, epoch):
    made = sessions.Session("ab" * 16, began, idle, epoch)
    assert sessions.parse(made.to_text()) == made


@given(st.text(max_size=90))
def test_no_other_text_is_a_session(text):
    found = sessions.parse(text)
    assert found is None or found.to_text() == text or int(text.split(".")[2]) == found.began


@given(st.integers(60, 28800), st.integers(0, 100000))
def test_the_time_is_renewed_before_it_runs_out(idle, gap):
    made = sessions.Session("0" * 32, 0, idle, "")
    if made.is_to_be_renewed(0, gap):
        assert gap > min(idle / 10, 300)
    elif gap <= idle / 10:
        assert made.is_alive(0, gap, 10**9)
