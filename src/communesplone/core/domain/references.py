"""The reference of a case: short, random, safe to read out over the telephone.

A reference looks like ``7KQ2-94MX``: seven characters that cannot be guessed or counted, and one check character.
The alphabet has 31 characters (no 0, O, 1, I, L). 31 is a prime, therefore the weighted sum of all eight characters
modulo 31 finds every single wrong character and every exchange of two characters, neighbours or not.
"""

import hashlib
import hmac
import re
import unicodedata


ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
BASE = len(ALPHABET)
LENGTH = 8

_LONGEST_INPUT = 100
_SEPARATORS = re.compile(r"[\W_]+")
_CANONICAL = re.compile(f"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}")


def characters(key: bytes, label: bytes, message: bytes, count: int) -> str:
    """Return ``count`` characters of the alphabet, derived from a secret key.

    ``label`` separates the uses of one key. ``count`` is at most 40, so that the bias of 256 bits modulo 31**count
    stays without meaning (below 2**-57).
    """
    digest = hmac.new(key, label + b"\0" + message, hashlib.sha256).digest()
    number = int.from_bytes(digest, "big")
    found = []
    for _position in range(count):
        number, index = divmod(number, BASE)
        found.append(ALPHABET[index])
    return "".join(found)


def compact(text: str) -> str:
    """Return what was typed in capitals, without spaces, dashes and separators; "" when far too long, or no text."""
    if not isinstance(text, str) or len(text) > _LONGEST_INPUT:
        return ""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()


def check_character(body: str) -> str:
    """Return the character that makes the weighted sum of the whole reference a multiple of 31.

    ``body`` is the first seven characters, all of the alphabet. Their weights are 8 down to 2; the check character
    weighs 1.
    """
    return ALPHABET[-_weighted_sum(body) % BASE]


def derive(key: bytes, token: str, attempt: int = 0) -> str:
    """Return the reference that belongs to a form token.

    The same token gives the same reference, so a double click or a reload cannot make a second order. ``attempt``
    counts up in the rare case that another order already has the reference.
    """
    message = b"%d\0%s" % (attempt, token.encode())
    body = characters(key, b"reference", message, LENGTH - 1)
    return _dashed(body + check_character(body))


def normalise(text: str) -> str:
    """Return ``XXXX-XXXX`` for whatever a person typed, or "" when it cannot be a reference. Never raises.

    Case, spaces and dashes do not matter. A character outside the alphabet (0, O, 1, I, L) is not guessed at: it
    resembles several others, and the check character would not find every wrong guess.
    """
    reference = _dashed(compact(text))
    return reference if _CANONICAL.fullmatch(reference) else ""


def is_valid(text: str) -> bool:
    """Tell whether the text is a reference with the right check character."""
    reference = normalise(text).replace("-", "")
    return bool(reference) and _weighted_sum(reference) % BASE == 0


def shard(reference: str, count: int = 64) -> str:
    """Return the two hex digits of the shard that holds the case; ``count`` shards (1 to 256) fill evenly.

    Raises ValueError when the reference is malformed or the count out of range.
    """
    canonical = normalise(reference)
    if not canonical:
        raise ValueError("not a reference")
    if not 1 <= count <= 256:
        raise ValueError("a shard has two hex digits: count must be 1 to 256")
    digest = hashlib.sha256(canonical.encode()).digest()
    return f"{int.from_bytes(digest[:8], 'big') % count:02x}"


def _weighted_sum(characters_: str) -> int:
    return sum((LENGTH - i) * ALPHABET.index(character) for i, character in enumerate(characters_))


def _dashed(characters_: str) -> str:
    return f"{characters_[:4]}-{characters_[4:]}"
