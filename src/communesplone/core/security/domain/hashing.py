"""Passwords are kept as bcrypt hashes of a SHA-256: whatever their length, every character counts.

bcrypt reads 72 bytes at most and stops at a null byte; the Base64 of a SHA-256 has 44 bytes and none of them is null.
"""

import base64
import bcrypt
import hashlib
import os


NAME = "BCRYPT-SHA256"
PREFIX = f"{{{NAME}}}"
ROUNDS = "COMMUNES_BCRYPT_ROUNDS"
_USUAL_ROUNDS = 12


def rounds() -> int:
    """Cost of a new hash: 2 to this power. At least 10, unless the environment (tests) says otherwise."""
    return int(os.environ.get(ROUNDS) or _USUAL_ROUNDS)


def make(password: str | bytes) -> str:
    """The text to keep for a password."""
    return PREFIX + bcrypt.hashpw(_digest(password), bcrypt.gensalt(rounds())).decode()


def fits(password: str | bytes, kept: str | bytes) -> bool:
    """Whether the password belongs to a text of ``make``. Never raises: what is no such text fits nothing."""
    kept = kept.decode("ascii", "replace") if isinstance(kept, bytes) else kept
    if not kept.startswith(PREFIX):
        return False
    try:
        return bcrypt.checkpw(_digest(password), kept.removeprefix(PREFIX).encode())
    except ValueError:
        return False


def is_current(kept: str | bytes) -> bool:
    """Whether a kept hash is of this kind and of the present cost."""
    kept = kept.decode("ascii", "replace") if isinstance(kept, bytes) else kept
    return kept.startswith(f"{PREFIX}$2b${rounds():02d}$")


def _digest(password: str | bytes) -> bytes:
    raw = password.encode("utf-8", "surrogatepass") if isinstance(password, str) else password
    return base64.b64encode(hashlib.sha256(raw).digest())


class Scheme:
    """For AuthEncoding, which finds a scheme by the prefix of the hash."""

    def encrypt(self, password):
        return make(password).removeprefix(PREFIX).encode()

    def validate(self, reference, attempt):
        reference = reference.decode() if isinstance(reference, bytes) else reference
        return fits(attempt, PREFIX + reference)
