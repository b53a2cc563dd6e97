"""The second step: six digits from an app, good for half a minute and once (RFC 6238), and codes for a lost phone."""

import hashlib
import hmac
import pyotp
import re
import secrets


SECONDS = 30
WINDOW = 1
CODES = 10
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_secret() -> str:
    """160 bits in Base32, as RFC 4226 (4) recommends."""
    return pyotp.random_base32(32)


def step_of(secret: str, code: str, now: float, last: int) -> int | None:
    """The time step that the code belongs to, None when it is wrong.

    ``now`` in seconds since 1970. One step before and after count too, for clocks that differ. A code of the step
    ``last`` or earlier is refused: it was used, and somebody may have seen it.
    """
    digits = re.sub(r"\s", "", code)
    if not re.fullmatch(r"[0-9]{6}", digits):
        return None
    generator, current = pyotp.TOTP(secret), int(now // SECONDS)
    found = None
    for step in range(current - WINDOW, current + WINDOW + 1):
        if step > last and step >= 0 and hmac.compare_digest(generator.at(step * SECONDS), digits):
            found = step
    return found


def address(secret: str, account: str, commune: str) -> str:
    """The otpauth: address that a QR code shows to the app."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=commune)


def new_codes() -> list[str]:
    """Ten codes of fifty bits, each good once."""
    return [
        "-".join("".join(secrets.choice(_ALPHABET) for _n in range(5)) for _half in range(2)) for _c in range(CODES)
    ]


def code_hash(code: str) -> str:
    """What is kept of such a code; drawn evenly from 2**50, so a plain hash is enough. '' for what is no code."""
    plain = re.sub(r"[^A-Z0-9]", "", code.upper())
    return hashlib.sha256(b"recovery " + plain.encode()).hexdigest() if len(plain) == 10 else ""
