"""The links in a letter by which its reader changes themes or leaves: long-lived, short, not to be guessed.

They say who by the number of the subscription, which the address gives and which does not give the address. The same
address gives the same link, also after it left and came back: an old letter always lets its reader leave.
"""

from hashlib import sha256
import hmac


LENGTH = 24  # hexadecimal digits: 96 bits


def number_of(secret: bytes, address: str) -> str:
    """Number of the subscription of an address; capital letters make no second subscription."""
    return _mac(secret, b"subscriber", address.lower())


def key_of(secret: bytes, number: str) -> str:
    """What the link of a letter carries: the number and a seal."""
    return number + _mac(secret, b"link", number)


def number_in(secret: bytes, key: str) -> str:
    """Number of the subscription that a link of ours speaks of; '' for any other text. Never raises."""
    number = key[:LENGTH]
    is_ours = len(key) == 2 * LENGTH and key.isascii() and hmac.compare_digest(key_of(secret, number), key)
    return number if is_ours else ""


def masked(address: str) -> str:
    """The address as its owner knows it and a stranger with the link does not: `m•••@example.org`."""
    local, _at, domain = address.rpartition("@")
    return f"{local[:1]}•••@{domain}"


def _mac(secret: bytes, purpose: bytes, text: str) -> str:
    return hmac.new(secret, purpose + b"\0" + text.encode(), sha256).hexdigest()[:LENGTH]
