"""Links as editors write them, one a line: words, a bar, an address, and perhaps a bar and one word more."""

from collections.abc import Iterable
import re


_ELSEWHERE = re.compile(r"(https?://[^\s\"<>]+|mailto:[^\s\"<>@]+@[^\s\"<>@]+|tel:\+?[\d ./-]+)", re.IGNORECASE)
_HERE = re.compile(r"/(?![/\\])[^\s\"<>\\]*")


def parts(line: str) -> tuple[str, str, str]:
    """Words, address, and what follows the second bar ('' when there is none)."""
    words, _bar, rest = (line or "").partition("|")
    address, _bar, more = rest.partition("|")
    return words.strip(), address.strip(), more.strip()


def is_address(address: str) -> bool:
    """Whether it leads somewhere harmless: a path of this site, a web page, an e-mail address, a telephone."""
    return bool(_HERE.fullmatch(address) or _ELSEWHERE.fullmatch(address))


def wrong(lines: Iterable[str]) -> list[str]:
    """The lines that are no links."""
    found = [(line, *parts(line)) for line in lines if (line or "").strip()]
    return [line for line, words, address, _more in found if not words or not is_address(address)]


def read(lines: Iterable[str] | None, site_url: str) -> list[dict]:
    """`title`, `url`, `more` and `outside` of each line that is a link; a path is below the site."""
    found = []
    for line in lines or ():
        title, address, more = parts(line)
        if title and is_address(address):
            here = address.startswith("/")
            url = site_url + address if here else address
            found.append({"title": title, "url": url, "more": more, "outside": address[:4].lower() == "http"})
    return found
