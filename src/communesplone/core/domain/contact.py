"""How a citizen can be reached: sanity checks that find slips of the pen and refuse injection, no more."""

from urllib.parse import urlsplit
import re


_LONGEST_EMAIL = 254
# Few mail servers take other letters before the @ (RFC 6531): better to ask now than to write in vain.
_LOCAL = re.compile(r"[^\s@\"(),:;<>\[\]\\\x00-\x1f\x7f-\U0010ffff]{1,64}")
_LABEL = re.compile(r"(?!-)[^\W_](?:[\w-]{0,61}[^\W_])?")
_PHONE = re.compile(r"\+?\d{6,15}")
_PHONE_SIGNS = re.compile(r"[\s./()\-–]+")
_LONGEST_PHONE = 40


def is_email(text: str) -> bool:
    """Tell whether the text can be one e-mail address (RFC 5321, without quoted local parts).

    One @, a domain with a dot, no space and above all no line break, which would add headers to a mail.
    """
    if len(text) > _LONGEST_EMAIL:
        return False
    local, at, domain = text.rpartition("@")
    labels = domain.split(".")
    return bool(
        at
        and _LOCAL.fullmatch(local)
        and not local.startswith(".")
        and not local.endswith(".")
        and ".." not in local
        and len(labels) > 1
        and all(_LABEL.fullmatch(label) for label in labels)
        and not labels[-1].isdigit()
    )


def normalise_email(text: str) -> str:
    """Return the address without blanks around it and with the domain in small letters, or "" when it can't be one."""
    local, at, domain = text.strip(" \t").rpartition("@")
    address = f"{local}{at}{domain.lower()}"
    return address if is_email(address) else ""


def in_ascii(address: str) -> str:
    """The address with its domain as mail servers write it (RFC 5891); raises ValueError for one that cannot be."""
    local, at, domain = address.rpartition("@")
    return f"{local}{at}{domain.encode('idna').decode()}"


def normalise_phone(text: str) -> str:
    """Return + and digits only, or "" when it can't be a telephone number (6 to 15 digits, ITU-T E.164).

    "0032" becomes "+32"; the "(0)" of "+32 (0)81" goes. A number without country code stays national.
    """
    if len(text) > _LONGEST_PHONE:
        return ""
    stripped = text.strip()
    international = stripped.startswith(("+", "00"))
    digits = _PHONE_SIGNS.sub("", stripped.replace("(0)", "") if international else stripped)
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    return digits if _PHONE.fullmatch(digits) and digits.isascii() else ""


def is_site_address(text: str) -> bool:
    """Tell whether links can be made with the text: http or https, a host, perhaps a port and a path; nothing else."""
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - raises for a port that is none
    except ValueError:
        return False
    extra = parts.query or parts.fragment or parts.username is not None or re.search(r"[\s<>\"'\\?#]", text)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not extra
