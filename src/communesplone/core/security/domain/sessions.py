"""How long somebody stays logged in.

A session ends after a time without activity, at the latest some hours after it began, when its owner logs out, and when
the password changes. What the browser keeps is signed by the plugin; this is the part of it that says which session it
is.
"""

from dataclasses import dataclass
import re


SIGNS = re.compile(r"2\.([0-9a-f]{32})\.(\d{1,12})\.(\d{1,6})\.([0-9a-f]{0,32})")
_TOLERATED_SKEW = 7200  # a clock that ran an hour ahead is put back: nobody is logged out


@dataclass(frozen=True)
class Session:
    """``key``: 32 hexadecimal digits, drawn at the login. ``began``: seconds since 1970. ``idle``: seconds allowed
    without activity. ``epoch``: changes with the password of the account."""

    key: str
    began: int
    idle: int
    epoch: str

    def to_text(self) -> str:
        """For the cookie."""
        return f"2.{self.key}.{self.began}.{self.idle}.{self.epoch}"

    def ends(self, seen: int, longest: int) -> int:
        """When it ends (seconds since 1970), last seen at ``seen`` and lasting ``longest`` seconds at most."""
        return min(seen + self.idle, self.began + longest)

    def is_alive(self, seen: int, now: float, longest: int) -> bool:
        """Whether it lasts still."""
        return seen - _TOLERATED_SKEW <= now < self.ends(seen, longest)

    def is_to_be_renewed(self, seen: int, now: float) -> bool:
        """Whether the browser needs a new time: not at each page, but well before the end."""
        return now - seen > min(self.idle / 10, 300)


def parse(text: str) -> Session | None:
    """The session of a text, or None when it is none."""
    found = SIGNS.fullmatch(text or "")
    if found is None:
        return None
    key, began, idle, epoch = found.groups()
    return Session(key, int(began), int(idle), epoch)
