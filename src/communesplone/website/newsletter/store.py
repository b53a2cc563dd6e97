"""Where subscriptions and letters lie: beside the site, in no catalog, no folder and no service.

Subscriptions are in one tree by their number, so that a letter goes through them in slices, and a page shows a slice
without loading the others. Letters are in another; of those that were sent a short line lies apart for lists.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from communesplone.website.newsletter.domain import links
from communesplone.website.newsletter.domain.subscription import Subscriber
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from itertools import islice
from persistent import Persistent
from plone import api
from secrets import token_bytes
from zope.annotation.interfaces import IAnnotations


ANNOTATION = "communesplone.website.newsletter"
DRAFT, PLANNED, SENDING, SENT, STOPPED = "draft", "planned", "sending", "sent", "stopped"
# The tree is never empty: two first entries could not be merged by the database, two further ones can.
NOBODY = ""


class Run(Persistent):
    """How far the sending of a letter is. Apart from the letter: only the worker writes here."""

    cursor = ""
    total = sent = failed = 0
    started: datetime | None = None
    finished: datetime | None = None


class Letter(Persistent):
    """`texts`: language to `title` and `intro`; `chosen`: pairs of theme and UID, in order; `contents`: what is sent,
    frozen when the sending begins: language to `domain.letter.Content` with addresses below the site."""

    state = DRAFT
    planned: datetime | None = None
    turn = 0  # of how many askings to send it; a job of an earlier one is void

    def __init__(self, letter_id: str, made: datetime):
        self.id = letter_id
        self.made = made
        self.texts: dict[str, dict[str, str]] = {}
        self.themes: tuple[str, ...] = ()
        self.chosen: tuple[tuple[str, str], ...] = ()
        self.contents: dict = {}
        self.run = Run()

    @property
    def first_language(self) -> str:
        """The language it was written in."""
        return next(iter(self.texts), "")

    def title(self, language: str = "") -> str:
        """Title in that language, else in the first one."""
        words = self.texts.get(language) or self.texts.get(self.first_language) or {}
        return words.get("title", "")

    @property
    def is_public(self) -> bool:
        """Whether it is in the archive: as soon as somebody may have received it."""
        return self.run.started is not None


@dataclass(frozen=True)
class Line:
    """A letter in the archive: id, when it went out, language to title."""

    id: str
    moment: datetime
    titles: dict

    def title(self, language: str) -> str:
        """Title in that language, else in the first one."""
        return self.titles.get(language) or next(iter(self.titles.values()), "")

    def language(self, language: str) -> str:
        """Language of that title."""
        return language if language in self.titles else next(iter(self.titles), "")


class Store(Persistent):
    """All of it."""

    def __init__(self) -> None:
        self.secret = token_bytes(32)
        self.subscribers = OOBTree({NOBODY: None})
        self.letters = OOBTree()
        self.archive = OOBTree()

    # Subscriptions

    def number(self, address: str) -> str:
        """The number that an address has, known or not."""
        return links.number_of(self.secret, address)

    def key(self, number: str) -> str:
        """What the links of a letter to this subscription carry."""
        return links.key_of(self.secret, number)

    def of_key(self, key: str) -> tuple[str, Subscriber | None]:
        """Number and subscription of a link; ('', None) when it is none of ours, no subscription when it is gone."""
        number = links.number_in(self.secret, key)
        return number, self.subscribers.get(number) if number else None

    def keep(self, subscriber: Subscriber) -> str:
        """Put it in the place of what was known of the address; returns its number."""
        number = self.number(subscriber.address)
        self.subscribers[number] = subscriber
        return number

    def drop(self, number: str) -> bool:
        """Forget a subscription; whether there was one."""
        if not number or number not in self.subscribers:
            return False
        del self.subscribers[number]
        return True

    def after(self, cursor: str, size: int) -> list[tuple[str, Subscriber]]:
        """The next ones after a number, in the order of numbers."""
        found = self.subscribers.items(min=cursor or NOBODY, excludemin=True)
        return list(islice(found, size))

    def everybody(self) -> Iterator[tuple[str, Subscriber]]:
        """Number and subscription of all, confirmed or not."""
        return iter(self.subscribers.items(min=NOBODY, excludemin=True))

    def __len__(self) -> int:
        return len(self.subscribers) - 1

    def __bool__(self) -> bool:
        """An empty store is a store."""
        return True

    # Letters

    def publish(self, letter: Letter, moment: datetime) -> None:
        """The letter begins to go out: put its line into the archive."""
        letter.run.started = moment
        titles = {code: words["title"] for code, words in letter.texts.items()}
        self.archive[f"{moment.astimezone(UTC).isoformat()} {letter.id}"] = Line(letter.id, moment, titles)

    def lines(self, start: int = 0, size: int | None = None) -> list[Line]:
        """Letters of the archive, the newest first."""
        keys = list(self.archive.keys())[::-1]
        return [self.archive[key] for key in keys[start : None if size is None else start + size]]

    def remove(self, letter: Letter) -> None:
        """Throw a letter away, also from the archive."""
        for key in [key for key, line in self.archive.items() if line.id == letter.id]:
            del self.archive[key]
        del self.letters[letter.id]


def query_store(site=None) -> Store | None:
    """The store of the site; None on a site whose upgrade step is still to be run. Writes nothing."""
    return IAnnotations(site if site is not None else api.portal.get()).get(ANNOTATION)


def get_store(site=None) -> Store:
    """The store of the site, made when it is missing."""
    annotations = IAnnotations(site if site is not None else api.portal.get())
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = Store()
    return annotations[ANNOTATION]


def remove(site) -> None:
    """Take everything away, with the addresses in it."""
    IAnnotations(site).pop(ANNOTATION, None)
