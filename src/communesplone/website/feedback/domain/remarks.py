"""What may be kept of a remark, and which page it is about."""

from communesplone.core.domain import national_number
import re


LONGEST = 2000  # signs of a remark
LONGEST_PATH = 300
_NUMBER = re.compile(r"(?<!\d)\d{2}[.\s]?\d{2}[.\s]?\d{2}[-.\s]?\d{3}[.\s-]?\d{2}(?!\d)")
_PATH = re.compile(r"[A-Za-z0-9._~@+-]+(?:/[A-Za-z0-9._~@+-]+)*")


def has_national_number(text: str) -> bool:
    """Whether a valid national number stands in the text."""
    return any(national_number.is_valid(found) for found in _NUMBER.findall(text))


def tidy(text: str) -> str:
    """Without control signs and empty lines at the ends; line ends as ours."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if sign == "\n" or sign.isprintable()).strip()


def split_path(path: str) -> tuple[str, str] | None:
    """Content and view of a path below the site: ``a/b/@@waste/c`` is ``a/b`` and ``waste``; None for no path."""
    path = path.strip("/")
    if not path or len(path) > LONGEST_PATH or not _PATH.fullmatch(path) or ".." in path.split("/"):
        return None
    content, _at, view = f"/{path}".partition("/@@")
    return content.strip("/"), view.partition("/")[0]


def key_of(path: str) -> str:
    """What the answers are counted by: the page of a view, whatever follows in its address."""
    content, view = split_path(path) or ("", "")
    return "/".join(part for part in (content, f"@@{view}" if view else "") if part)
