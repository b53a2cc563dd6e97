"""A letter for one reader: the part with the reader's themes, in the reader's language, with the reader's links."""

from communesplone.core.moments import now
from communesplone.website import settings as commune
from communesplone.website.newsletter import gathering
from communesplone.website.newsletter.domain import wire
from communesplone.website.newsletter.domain.letter import as_html
from communesplone.website.newsletter.domain.letter import as_text
from communesplone.website.newsletter.domain.letter import Content
from communesplone.website.newsletter.domain.letter import Frame
from communesplone.website.newsletter.domain.subscription import Subscriber
from communesplone.website.newsletter.settings import settings
from communesplone.website.newsletter.store import Letter
from communesplone.website.newsletter.words import WORDS
from datetime import datetime
from email.message import EmailMessage
from functools import cached_property
from plone import api
from zope.i18n import translate


# Stands in a letter that is written once for many readers; no text of an editor holds it.
LINK = "\ufdd0link\ufdd0"


class Writer:
    """Writes one letter to many: what several readers share is put together once."""

    def __init__(self, letter: Letter, contents: dict[str, Content] | None = None):
        self.letter = letter
        self._site_url = api.portal.get().absolute_url()
        known = contents if contents is not None else letter.contents
        self._contents = {code: gathering.absolute(one, self._site_url) for code, one in known.items()}
        self._written: dict[tuple, tuple[Content, str, str]] = {}
        self._frames: dict[str, Frame] = {}

    @cached_property
    def sender(self) -> str:
        """Address that the site writes from."""
        return api.portal.get_registry_record("plone.email_from_address", default="") or "noreply@localhost"

    @cached_property
    def commune(self) -> str:
        """Name of the commune."""
        own = commune.settings()
        title = api.portal.get_registry_record("plone.site_title", default="")
        return (own.commune_name if own else "") or title or "Newsletter"

    def content(self, language: str, themes: frozenset[str]) -> Content:
        """What a reader of this language and these themes gets."""
        found = self._contents.get(language) or self._contents[self.letter.first_language]
        return found.only(themes)

    def message(self, subscriber: Subscriber, key: str, mark: str, moment: datetime) -> EmailMessage:
        """The mail to a subscriber. `key`: of its links, `mark`: the same each time for this letter and reader.

        Raises ValueError for an address that is none.
        """
        change = f"{self._site_url}/@@my-newsletter?key={key}"
        leave = f"{self._site_url}/@@newsletter-leave?key={key}"
        content, text, html = self._parts(subscriber.language, frozenset(subscriber.themes))
        envelope = self._envelope(subscriber.address, subscriber.language, mark, moment, leave)
        text, html = (part.replace(LINK + "change", change).replace(LINK + "leave", leave) for part in (text, html))
        return wire.compose(envelope, content.title, text, html)

    def trial(self, address: str, language: str, mark: str) -> EmailMessage:
        """The mail to its author, with all themes and no subscription to leave."""
        content, text, html = self._parts(language, frozenset(self.letter.themes))
        page = f"{self._site_url}/@@newsletter"
        text, html = (part.replace(LINK + "change", page).replace(LINK + "leave", page) for part in (text, html))
        envelope = self._envelope(address, language, mark, now(), "")
        return wire.compose(envelope, f"[test] {content.title}", text, html)

    def page(self, language: str) -> tuple[str, str]:
        """Text and HTML with all themes, to look at."""
        _content, text, html = self._parts(language, frozenset(self.letter.themes))
        page = f"{self._site_url}/@@newsletter"
        return tuple(part.replace(LINK + "change", page).replace(LINK + "leave", page) for part in (text, html))

    def _envelope(self, to: str, language: str, mark: str, moment: datetime, leave: str) -> wire.Envelope:
        reply_to = settings().reply_to or ""
        return wire.Envelope(self.commune, self.sender, to, mark, moment, language, reply_to, leave)

    def _parts(self, language: str, themes: frozenset[str]) -> tuple[Content, str, str]:
        kind = (language, themes & frozenset(self.letter.themes))
        if kind not in self._written:
            content, frame = self.content(*kind), self._frame(language)
            self._written[kind] = (content, as_text(content, frame), as_html(content, frame))
        return self._written[kind]

    def _frame(self, language: str) -> Frame:
        if language not in self._frames:
            own = commune.settings()
            lines = tuple(line for line in ((own.address if own else "") or "").splitlines() if line.strip())
            words = {name: translate(one, target_language=language) for name, one in WORDS.items()}
            online = f"{self._site_url}/@@newsletters/{self.letter.id}" if self.letter.is_public else ""
            frame = Frame(self.commune, language, words, lines, online, LINK + "change", LINK + "leave")
            self._frames[language] = frame
        return self._frames[language]


def as_bytes(message: EmailMessage) -> bytes:
    """The message as it goes over the wire."""
    return message.as_bytes(policy=wire.WIRE)


def draft_writer(letter: Letter) -> Writer:
    """A writer of a letter that is not sent yet: with what is chosen and still there."""
    return Writer(letter, letter.contents or gathering.contents_of(letter))
