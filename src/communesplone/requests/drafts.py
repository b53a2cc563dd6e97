"""What a citizen has typed and sent but not yet confirmed: kept two days, under the token of the form.

A draft exists so that a valid file is never asked for twice: it survives errors elsewhere in the form and the way
from the form to the review page and back. Who saves it to go on later keeps it for two weeks, and comes back to it by
a link or from the own orders: then the new form leads to the draft that is there.
"""

from BTrees.OOBTree import OOBTree
from datetime import datetime
from datetime import timedelta
from persistent import Persistent
from persistent.mapping import PersistentMapping
from plone import api
from typing import NamedTuple
from zope.annotation.interfaces import IAnnotations
import hashlib


ANNOTATION = "communesplone.requests.drafts"
STARTED = "communesplone.requests.started"
SHARDS = 64
KEPT = timedelta(days=2)
SAVED = timedelta(days=14)
MOST_STARTED = 20  # of one account
# A shard is never empty: two writers of an empty one could not be merged.
NOBODY = ""


class Draft(Persistent):
    """`data`: values by field as the schema has them; `files`: Attachment by field; `complete`: passed validation.

    `passed`: by name of the step, which questions were asked when it was passed; `typed`: wrong answers as typed.
    `until`: how long a saved draft is kept; `user`: account it was saved with; `email`: address its link was sent to.
    """

    passed: dict = {}
    optional: tuple = ()  # fields that need no answer here
    typed: dict = {}
    until: datetime | None = None
    user = ""
    email = ""

    def __init__(self, procedure: str, moment: datetime):
        self.procedure = procedure
        self.moment = moment
        self.data = {}
        self.files = PersistentMapping()
        self.complete = False

    def take_over(self, other) -> None:
        """Have what the other draft has."""
        self.data = {**self.data, **other.data}
        self.files.update(other.files)
        self.passed, self.typed = other.passed, other.typed

    @property
    def end(self) -> datetime:
        """When it goes."""
        return self.until or self.moment + KEPT


class Way(NamedTuple):
    """A form that was opened again: the key of the draft it leads to, and how long."""

    target: str
    end: datetime


def install(site) -> None:
    """Make room for drafts in a site; safe to repeat."""
    annotations = IAnnotations(site)
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = OOBTree({f"{number:02x}": OOBTree({NOBODY: None}) for number in range(SHARDS)})
    if STARTED not in annotations:
        annotations[STARTED] = OOBTree({NOBODY: ()})


def _shard(key: str) -> OOBTree:
    return IAnnotations(api.portal.get())[ANNOTATION][f"{int(key[:4], 16) % SHARDS:02x}"]


def key_of(token: str) -> str:
    """Under which key the draft of a form lies: of the draft it leads to, when it was opened again."""
    key = hashlib.sha256(token.encode()).hexdigest()
    found = _shard(key).get(key)
    return found.target if isinstance(found, Way) else key


def by_key(key: str, procedure: str) -> Draft | None:
    """The draft under that key, of that procedure, or None; anything may be given as key."""
    if not isinstance(key, str) or len(key) != 64 or not set(key) <= set("0123456789abcdef"):
        return None
    draft = _shard(key).get(key)
    return draft if isinstance(draft, Draft) and draft.procedure == procedure else None


def find(token: str, procedure: str) -> Draft | None:
    """The draft of that form and procedure, or None."""
    return by_key(key_of(token), procedure)


def keep(token: str, procedure: str, now: datetime) -> Draft:
    """The draft of that form, made when there is none; what is too old goes from the same shard."""
    key = key_of(token)
    shard = _shard(key)
    if key not in shard:
        _clean(shard, now)
        shard[key] = Draft(procedure, now)
    return shard[key]


def drop(token: str) -> None:
    """Forget a draft, and the way that led to it; nothing happens when there is none."""
    own = hashlib.sha256(token.encode()).hexdigest()
    for key in {key_of(token), own}:
        forget(key)


def forget(key: str) -> None:
    """Forget what lies under that key."""
    shard = _shard(key)
    draft = shard.pop(key, None)
    if isinstance(draft, Draft) and draft.user:
        _set_started(draft.user, [one for one in started_keys(draft.user) if one != key])


# Saved to go on later


def save(token: str, draft: Draft, now: datetime, user: str = "", email: str = "") -> str:
    """Keep a draft for two weeks, for an account or for whoever reads that mailbox; returns its key."""
    key = key_of(token)
    draft.until = now + SAVED
    draft.email = email or draft.email
    if user and draft.user != user:
        draft.user = user
        _set_started(user, [*started_keys(user), key][-MOST_STARTED:])
    return key


def open_again(key: str, token: str, now: datetime) -> None:
    """Have a new form lead to a draft that is there."""
    own = hashlib.sha256(token.encode()).hexdigest()
    _shard(own)[own] = Way(key, now + SAVED)


def started_keys(user: str) -> list[str]:
    """Keys of the drafts that were saved with this account, oldest first; some may be gone."""
    return list(IAnnotations(api.portal.get()).get(STARTED, {}).get(user, ()))


def started(user: str) -> list[tuple[str, Draft]]:
    """The saved drafts of an account that are still there, newest first."""
    found = [(key, _shard(key).get(key)) for key in started_keys(user)]
    return [(key, draft) for key, draft in reversed(found) if isinstance(draft, Draft) and draft.user == user]


def _set_started(user: str, keys: list[str]) -> None:
    index = IAnnotations(api.portal.get())[STARTED]
    index.pop(user, None)
    if keys:
        index[user] = tuple(keys)


# Cleaning


def clean(now: datetime) -> int:
    """Forget every draft that is too old; returns how many went. For the timetable, not for a page."""
    return sum(_clean(shard, now) for shard in IAnnotations(api.portal.get())[ANNOTATION].values())


def _clean(shard: OOBTree, now: datetime) -> int:
    old = [key for key, draft in shard.items() if draft is not None and draft.end < now]
    for key in old:
        forget(key)
    return len(old)
