"""Signed texts that travel through the browser: form tokens and session values.

A form token proves that this site gave out the form, and identifies one filling-in of it: a repeated submission carries
the same token. A session value is a small dictionary that the browser keeps but cannot change (it can read it: nothing
secret goes in). Both are signed with HMAC-SHA256 (RFC 2104) for one purpose and carry the time they were made.

A text has exactly one spelling: base64 with altered spare bits, padding or foreign characters counts as forged.
References are derived from tokens, so a second spelling would be a second order.
"""

from collections.abc import Sequence
from enum import StrEnum
import base64
import binascii
import hashlib
import hmac
import json
import struct


Keys = bytes | Sequence[bytes]

_MAC_LENGTH = 32
_TIME = struct.Struct(">Q")
_MICROSECONDS = 1_000_000
_FORM = b"form token"
_VALUE = b"session value"
# Seconds. Instances of one site have clocks that differ a little, and a clock that ran an hour ahead (summer time set
# by hand) is put back while forms are open: what it signed is still ours.
_TOLERATED_SKEW = 7200.0


class TokenState(StrEnum):
    """What a form token turned out to be."""

    VALID = "valid"
    EXPIRED = "expired"
    FORGED = "forged"


def make(key: bytes, purpose: str, now: float, random_bytes: bytes) -> str:
    """Return a new form token.

    ``now`` is in seconds since 1970; ``random_bytes`` are at least 16 fresh random bytes. Raises ValueError when fewer.
    """
    if len(random_bytes) < 16:
        raise ValueError("a form token needs at least 16 random bytes")
    return _seal(key, _FORM, purpose, now, random_bytes)


def check(key: Keys, purpose: str, token: str, now: float, max_age: float) -> TokenState:
    """Tell whether a form token is ours, of this purpose and at most ``max_age`` seconds old.

    ``key`` may be several keys: the one in use and those before it. Forged is also what another purpose made.
    """
    opened = _open(key, _FORM, purpose, token)
    if opened is None:
        return TokenState.FORGED
    made, _random_bytes = opened
    return TokenState.VALID if _is_fresh(made, now, max_age) else TokenState.EXPIRED


def made_at(key: Keys, purpose: str, token: str) -> float | None:
    """When a form token of ours was made, in seconds since 1970; None for a forged one."""
    opened = _open(key, _FORM, purpose, token)
    return None if opened is None else opened[0]


def sign(key: bytes, purpose: str, payload: dict, now: float) -> str:
    """Return the payload as signed text for a cookie or hidden field.

    The payload holds what JSON can hold; raises TypeError or ValueError otherwise. ``now`` is in seconds since 1970.
    """
    body = json.dumps(payload, separators=(",", ":"), allow_nan=False).encode()
    return _seal(key, _VALUE, purpose, now, body)


def read(key: Keys, purpose: str, text: str, now: float, max_age: float) -> dict | None:
    """Return the payload of a signed text, or None when it is forged, of another purpose or too old (in seconds).

    ``key`` may be several keys: the one in use and those before it.
    """
    opened = _open(key, _VALUE, purpose, text)
    if opened is None or not _is_fresh(opened[0], now, max_age):
        return None
    return json.loads(opened[1])


def _is_fresh(made: float, now: float, max_age: float) -> bool:
    # A token of tomorrow is as stale as one of last year.
    return -_TOLERATED_SKEW <= now - made <= max_age


def _seal(key: bytes, kind: bytes, purpose: str, now: float, body: bytes) -> str:
    content = _TIME.pack(round(now * _MICROSECONDS)) + body
    return _encode(_mac(key, kind, purpose, content) + content)


def _open(key: Keys, kind: bytes, purpose: str, text: str) -> tuple[float, bytes] | None:
    raw = _decode(text)
    if len(raw) < _MAC_LENGTH + _TIME.size:
        return None
    mac, content = raw[:_MAC_LENGTH], raw[_MAC_LENGTH:]
    keys = [key] if isinstance(key, bytes) else list(key)
    if not any([hmac.compare_digest(mac, _mac(candidate, kind, purpose, content)) for candidate in keys]):  # noqa: C419
        return None
    (made,) = _TIME.unpack_from(content)
    return made / _MICROSECONDS, content[_TIME.size :]


def _mac(key: bytes, kind: bytes, purpose: str, content: bytes) -> bytes:
    name = purpose.encode()
    return hmac.new(key, b"%s\0%d\0%s" % (kind, len(name), name) + content, hashlib.sha256).digest()


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    """Return the bytes of canonical base64, else nothing."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""
    return raw if _encode(raw) == text else b""
