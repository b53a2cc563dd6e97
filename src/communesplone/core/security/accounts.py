"""What the site keeps about sessions and second steps, beside the accounts themselves."""

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from secrets import token_bytes
from secrets import token_hex
from time import time
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite


KEY = "communesplone.core.security"
_AT_ONCE = 50


class Accounts(Persistent):
    """``ended``: keys of sessions that their owners ended, with the time at which they would have ended by themselves.
    ``epochs``: by user id, changed with the password. ``second``: by user id, the second steps. ``salt``: for the key
    that the secrets of second steps are encrypted with."""

    def __init__(self) -> None:
        self.ended = OOBTree()
        self.epochs = OOBTree()
        self.second = OOBTree()
        self.salt = token_bytes(32)

    def end(self, key: str, until: int) -> None:
        """Note that a session is over; forget some that are over anyway."""
        old = [one for one, when in self.ended.items() if when < time()][:_AT_ONCE]
        for one in old:
            del self.ended[one]
        self.ended[key] = until

    def is_ended(self, key: str) -> bool:
        """Whether its owner ended the session."""
        return key in self.ended

    def epoch(self, user_id: str) -> str:
        """What a session of this account has to carry."""
        return self.epochs.get(user_id, "")

    def end_all(self, user_id: str) -> None:
        """End every session of the account."""
        self.epochs[user_id] = token_hex(16)


def accounts(site=None) -> Accounts | None:
    """Those of the current site; None where the suite is not installed."""
    site = getSite() if site is None else site
    return IAnnotations(site, {}).get(KEY) if site is not None else None


def install(site) -> None:
    """Safe to repeat: what is there stays."""
    found = IAnnotations(site)
    if KEY not in found:
        found[KEY] = Accounts()


def uninstall(site) -> None:
    """Forget everything kept here; sessions are over then, and second steps have to be set up again."""
    IAnnotations(site).pop(KEY, None)
