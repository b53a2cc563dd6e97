"""The secret that opens a case for a citizen without an account.

Sixteen characters in groups of four, like ``4KQ7-ZX2M-9HPA-TW3E``: 31**16 possibilities, 79 bits. Only its hash is
stored.

A plain SHA-256 is enough for that hash. Slow, salted hashes protect passwords, which people choose from a small set;
this secret is drawn evenly from 7e23, so that trying half of them at ten thousand million hashes a second takes a
million years, and no two secrets are alike for a salt to keep apart. The lookup stays fast, so that nobody can tire
the server out by guessing.
"""

from communesplone.core.domain.references import ALPHABET
from communesplone.core.domain.references import characters
from communesplone.core.domain.references import compact
import hashlib
import hmac


LENGTH = 16
GROUP = 4


def derive_secret(key: bytes, token: str) -> str:
    """Return the secret that belongs to a form token: the same token gives the same secret (a reload shows it)."""
    found = characters(key, b"tracking secret", token.encode(), LENGTH)
    return _grouped(found)


def normalise(text: str) -> str:
    """Return the secret in groups of four for whatever a person typed, or "" when it cannot be one. Never raises."""
    found = compact(text)
    well_formed = len(found) == LENGTH and all(character in ALPHABET for character in found)
    return _grouped(found) if well_formed else ""


def secret_hash(secret: str) -> str:
    """Return what is stored: the SHA-256 of the normalised secret, 64 hex digits.

    Raises ValueError when the text cannot be a secret.
    """
    normalised = normalise(secret)
    if not normalised:
        raise ValueError("not a tracking secret")
    return _digest(normalised)


def matches(secret: str, stored_hash: str) -> bool:
    """Tell in constant time whether the typed secret is the one that was stored.

    For an unknown case pass "" as the stored hash: the work, and with it the time to answer, is the same.
    """
    normalised = normalise(secret)
    same = hmac.compare_digest(_digest(normalised).encode(), stored_hash.encode())
    return same and bool(normalised)


def _digest(normalised: str) -> str:
    return hashlib.sha256(normalised.encode()).hexdigest()


def _grouped(found: str) -> str:
    return "-".join(found[i : i + GROUP] for i in range(0, len(found), GROUP))
