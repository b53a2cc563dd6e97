"""No national number, no secret code, no free text gets into the log, whoever calls."""

from communesplone.core.audit.domain import guard
from communesplone.core.domain import national_number
from communesplone.core.domain import secrets
from datetime import date
from hypothesis import given
from hypothesis import strategies as st
from stdnum.fr import nir
import pytest


GOOD = ("case.handed_over", "case:7KQ2-94MX", "carla", "anna", {})
NUMBERS = st.builds(national_number.make, st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.integers(1, 998))
SECRETS = st.binary(min_size=16, max_size=16).map(lambda key: secrets.derive_secret(key, "form"))


def refuses(**details):
    with pytest.raises(guard.Unfit):
        guard.check(*GOOD[:4], details)
    return True


@given(NUMBERS, st.sampled_from(["{}", "x{}y", "{}-2026", "id={},", "12{}"]))
def test_a_national_number_is_refused_in_every_spelling(number, frame):
    printed = national_number.display(number)
    for text in (number, printed, printed.replace(".", "-"), printed.replace(".", "/"), number[:6] + "_" + number[6:]):
        assert refuses(value=frame.format(text))


def test_a_national_number_is_refused_as_number_as_person_as_actor_and_in_what_it_is_about():
    number = "85073003328"
    assert refuses(value=int(number))
    for parts in (
        ("a.b", f"person:{number}", "", "anna"),
        ("a.b", "site:", number, "anna"),
        ("a.b", "site:", "", number),
    ):
        with pytest.raises(guard.Unfit):
            guard.check(*parts, {})


@given(st.integers(10**12, 10**13 - 1).map(str).filter(guard._NIR_BODY.match))
def test_a_french_number_is_refused_with_and_without_its_key(body):
    assert refuses(value=body + nir.calc_check_digits(body))
    assert refuses(value=body)


def test_a_number_of_corsica_is_refused():
    assert refuses(value="2850 72A".replace(" ", "") + "004123" + nir.calc_check_digits("285072A004123"))


@given(SECRETS)
def test_a_secret_code_is_refused_in_every_spelling(secret):
    for text in (secret, secret.lower(), f"code={secret}", secret.replace("-", "_")):
        assert refuses(value=text)
    bare = secret.replace("-", "")
    assert not any(sign.isdigit() for sign in bare) or refuses(value=bare)


@pytest.mark.parametrize("value", ["Nadia Lemaire", "a\nb", "x" * 301, 1.5, b"x", ["x"], {"a": 1}, "a\x00b", "a\tb"])
def test_free_text_and_odd_values_are_refused(value):
    assert refuses(value=value)


@pytest.mark.parametrize("key", ["", "A", "a b", "1", "é"])
def test_a_detail_has_a_plain_name(key):
    assert refuses(**{key: "x"})


def test_there_are_not_too_many_details():
    assert refuses(**{f"n{number}": 1 for number in range(21)})


@pytest.mark.parametrize(
    "value",
    [
        "to_sign",
        "CERT-2026-00042",
        "first_name,last_name,street",
        "c0ffee5e5b2e4f9a9d1f3c0b7a6e5d4c",
        "2026-11-24",
        "2026-11-24T09:30:00+01:00",
        "7KQ2-94MX",
        50_000,
        True,
        None,
        "",
        "anna@valmeuse.example",
    ],
)
def test_plain_tokens_pass(value):
    guard.check(*GOOD[:4], {"value": value})


@given(st.uuids(version=4), st.binary(min_size=32, max_size=32))
def test_random_ids_and_hashes_pass_whatever_digits_are_in_them(uid, digest):
    guard.check("unit.joined", f"unit:{uid.hex}", uid.hex, str(uid), {"sha256": digest.hex(), "group": f"{uid.hex}-x"})


def test_a_random_id_hides_no_number_beside_it():
    for value in ("c0ffee5e5b2e4f9a9d1f3c0b7a6e5d4c-85073003328", "85073003328" + "0" * 21, "85.07.30-033.28-ab"):
        assert refuses(value=value)


@pytest.mark.parametrize(
    ("action", "about"), [("", "case:x"), ("case", "case:x"), ("a.b", "x"), ("A.b", "c:"), ("a.b", "c: d")]
)
def test_action_and_object_are_tokens(action, about):
    with pytest.raises(guard.Unfit):
        guard.check(action, about, "", "-", {})


@given(st.text(), st.text(), st.text(), st.text(), st.dictionaries(st.text(), st.one_of(st.text(), NUMBERS, SECRETS)))
def test_what_was_masked_is_fit_whatever_it_was(action, about, person, actor, details):
    guard.check(*guard.masked(action, about, person, actor, details))


def test_masking_keeps_all_that_is_fit():
    assert guard.masked(*GOOD[:4], {"to": "wim", "note": "85.07.30-033.28"}) == (
        *GOOD[:4],
        {"to": "wim", "note": "masked"},
    )
    assert guard.masked("A", "b", "85073003328", "anna", {}) == ("masked.masked", "masked:", "masked", "anna", {})


def test_the_refusal_does_not_repeat_what_was_refused():
    with pytest.raises(guard.Unfit) as refused:
        guard.check(*GOOD[:4], {"value": "85073003328"})
    assert "850730" not in str(refused.value)
