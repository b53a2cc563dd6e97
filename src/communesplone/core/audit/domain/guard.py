"""What may stand in the log: short plain tokens; no national number, no secret code, no free text.

A log lives long and is read by many; what must not be in it is refused here, whoever calls.
"""

from communesplone.core.audit.domain.entry import Plain
from communesplone.core.domain.references import ALPHABET
from stdnum.be import ssn
from stdnum.fr import nir
import re


MASKED = "masked"
LONGEST = 300  # characters of a value
MOST = 20  # details of an entry

_ACTION = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
_ABOUT = re.compile(r"[a-z][a-z0-9_]*:\S*")
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_SPACE = re.compile(r"[\s\x00-\x1f]")
_SEPARATORS = re.compile(r"[ .\-/_]")
_DIGITS = re.compile(r"\d(?:[ .\-/_]{0,3}[\dABab]){10,}")
_FOUR = f"[{ALPHABET}]{{4}}"
_GROUPED = re.compile(rf"(?<![A-Z0-9]){_FOUR}([ \-_.])(?:{_FOUR}\1){{2}}{_FOUR}(?![A-Z0-9])")
_WHOLE = re.compile(rf"(?<![A-Z0-9])[{ALPHABET}]{{16}}(?![A-Z0-9])")
# Random ids and hashes hold every sequence of digits now and then.
_RANDOM = re.compile(
    r"(?<![0-9A-Za-z])(?=[0-9-]*[a-f])"
    r"(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9A-Za-z])"
)
_NIR_BODY = re.compile(r"[1-478]\d\d(?:0[1-9]|1[0-2]|[23]\d|4[0-2])(?:\d\d|2[AB])\d{6}")


class Unfit(ValueError):
    """This may not stand in the log. The text says which part and why, never the value."""


def holds_national_number(text: str) -> bool:
    """Tell whether a Belgian national or bis number, or a French one, stands in the text, however it is spaced.

    Random identifiers and hashes (32, 40 or 64 hexadecimal digits, UUID) do not count.
    """
    rest = _RANDOM.sub("#", text)
    return any(_numbers_in(_SEPARATORS.sub("", run).upper()) for run in _DIGITS.findall(rest))


def _numbers_in(run: str) -> bool:
    windows = range(len(run) - 10)
    return any(_is_belgian(run[at : at + 11]) or _is_french(run[at : at + 15]) for at in windows)


def _is_belgian(digits: str) -> bool:
    return digits.isdecimal() and ssn.is_valid(digits)


def _is_french(digits: str) -> bool:
    return _NIR_BODY.match(digits) is not None and (len(digits) < 15 or nir.is_valid(digits))


def holds_secret(text: str) -> bool:
    """Tell whether something stands in the text that looks like the code a citizen follows a case with."""
    upper = text.upper()
    return _GROUPED.search(upper) is not None or any(
        any(sign.isdecimal() for sign in found) for found in _WHOLE.findall(upper)
    )


def check(action: str, about: str, person: str, actor: str, details: dict[str, Plain]) -> None:
    """Raise Unfit when a part of an entry may not stand in the log."""
    _token("action", action, _ACTION)
    _token("about", about, _ABOUT)
    for name, value in (("person", person), ("actor", actor), ("about", about)):
        if not isinstance(value, str) or len(value) > LONGEST or holds_national_number(value):
            raise Unfit(f"{name}: too long, or a national number")
    if len(details) > MOST:
        raise Unfit(f"more than {MOST} details")
    for name, value in details.items():
        _token("name of a detail", name, _KEY)
        _plain(name, value)


def _token(what: str, value: object, pattern: re.Pattern) -> None:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise Unfit(f"{what}: not a token")


def _plain(name: str, value: object) -> None:
    if value is None or isinstance(value, bool):
        return
    if not isinstance(value, str | int):
        raise Unfit(f"{name}: only text, whole number, yes or no, or nothing")
    text = str(value)
    if len(text) > LONGEST or _SPACE.search(text):
        raise Unfit(f"{name}: free text or too long; only tokens")
    if holds_national_number(text) or holds_secret(text):
        raise Unfit(f"{name}: a national number or a secret code")


def masked(
    action: str, about: str, person: str, actor: str, details: dict[str, Plain]
) -> tuple[str, str, str, str, dict[str, Plain]]:
    """The same parts with all that is unfit replaced, so that the act itself is never lost. Never raises."""
    return (
        action if _fits(_token, "action", action, _ACTION) else f"{MASKED}.{MASKED}",
        about if _fits(_token, "about", about, _ABOUT) and _is_clean(about) else f"{MASKED}:",
        person if _is_clean(person) else MASKED,
        actor if _is_clean(actor) else MASKED,
        _masked_details(details),
    )


def _masked_details(details: dict[str, Plain]) -> dict[str, Plain]:
    names = [name for name in list(details)[:MOST] if _fits(_token, "", name, _KEY)]
    return {name: details[name] if _fits(_plain, name, details[name]) else MASKED for name in names}


def _is_clean(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST and not holds_national_number(value)


def _fits(rule, *arguments) -> bool:
    try:
        rule(*arguments)
    except Unfit:
        return False
    return True
