"""Secrets of second steps, encrypted at rest.

The key comes from a random part kept in the site and from ``COMMUNES_SECRET``, which IT keeps outside the database: a
stolen database alone then opens nothing. Several secrets, separated by commas: the first encrypts, all decrypt.
"""

from communesplone.core.security.accounts import accounts
from cryptography.fernet import Fernet
from cryptography.fernet import InvalidToken
from cryptography.fernet import MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
import base64
import os


ENVIRONMENT = "COMMUNES_SECRET"


class Unreadable(Exception):
    """Encrypted with a secret that is not known here."""


def seal(text: str) -> bytes:
    """Encrypt."""
    return _keys().encrypt(text.encode())


def unseal(sealed: bytes | str, seconds: int | None = None) -> str:
    """Decrypt; raises Unreadable when it is not ours, was changed, or is older than that."""
    try:
        return _keys().decrypt(sealed, seconds).decode()
    except (InvalidToken, ValueError):  # ValueError: letters that no sealed text has
        raise Unreadable from None


def _keys() -> MultiFernet:
    salt = accounts().salt
    return MultiFernet([_key(one.strip(), salt) for one in os.environ.get(ENVIRONMENT, "").split(",")])


def _key(secret: str, salt: bytes) -> Fernet:
    derived = HKDF(SHA256(), 32, salt, b"communesplone second step").derive(secret.encode() + b"\0" + salt)
    return Fernet(base64.urlsafe_b64encode(derived))
