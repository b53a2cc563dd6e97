"""Writing and posting a letter.

A letter is a job: committed with what it tells of, sent by the worker. An aborted or repeated request leaves one letter
or none; a mail server that is down leaves them waiting.
"""

from collections.abc import Iterator
from communesplone import _
from communesplone.core.domain.contact import in_ascii
from communesplone.core.jobs.api import enqueue
from communesplone.core.mail.delivery import KIND
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from dataclasses import field
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import make_msgid
from html import escape
from logging import getLogger
from plone import api
from zope.i18n import translate
from zope.i18nmessageid import Message


logger = getLogger(__name__)
# As a mail server wants it: any server, so seven bits; lines end as in the standard.
WIRE = policy.SMTP.clone(cte_type="7bit")
_withheld: ContextVar[bool] = ContextVar("communesplone.core.mail.letters", default=False)


@contextmanager
def no_letters() -> Iterator[None]:
    """Post nothing inside the block: for what happened long ago and is taken over here (imports, demo)."""
    token = _withheld.set(True)
    try:
        yield
    finally:
        _withheld.reset(token)


PAGE = (
    '<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>'
    '<body style="margin:0;background:#fbfaf6;color:#1b2430;font:17px/1.5 system-ui,sans-serif">'
    '<div style="max-width:600px;margin:0 auto;padding:24px">'
    '<p style="margin:0 0 24px;font-size:20px;font-weight:bold;color:#0e4a5a">{commune}</p>'
    "{body}</div></body></html>"
)


@dataclass(frozen=True)
class Letter:
    """One mail: messages are translated for the reader, plain strings go as they are.

    `about`: token of what it tells of, such as `case:7KQ2-94MX`, for those who look after letters that do not go out.
    """

    to: str
    language: str
    subject: object
    paragraphs: tuple = ()
    facts: tuple = field(default=())
    link: str = ""
    link_text: object = ""
    about: str = ""


def _say(text, language: str) -> str:
    return translate(text, target_language=language) if text else ""


def as_text(letter: Letter, commune: str) -> str:
    """The plain part; lines are not wrapped, readers do that."""
    say = lambda text: _say(text, letter.language)  # noqa: E731
    parts = [say(paragraph) for paragraph in letter.paragraphs]
    if letter.facts:
        parts.append("\n".join(f"{say(name)}: {say(value)}" for name, value in letter.facts))
    if letter.link:
        parts.append(f"{say(letter.link_text)}\n{letter.link}")
    return "\n\n".join([*parts, f"— {commune}"]) + "\n"


def as_html(letter: Letter, commune: str) -> str:
    """The HTML part: one column, no picture, no tracking, readable by any mail program."""
    say = lambda text: escape(_say(text, letter.language))  # noqa: E731
    body = "".join(f'<p style="margin:0 0 16px">{say(paragraph)}</p>' for paragraph in letter.paragraphs)
    if letter.facts:
        rows = "".join(
            f'<tr><th style="text-align:left;padding:6px 16px 6px 0;font-weight:normal;color:#4a5361">{say(name)}</th>'
            f'<td style="padding:6px 0;font-weight:bold">{say(value)}</td></tr>'
            for name, value in letter.facts
        )
        body += f'<table style="border-collapse:collapse;margin:0 0 16px">{rows}</table>'
    if letter.link:
        body += (
            f'<p style="margin:24px 0"><a href="{escape(letter.link)}" style="background:#0e4a5a;color:#fff;'
            'padding:12px 22px;border-radius:24px;text-decoration:none;font-weight:bold">'
            f"{say(letter.link_text)}</a></p>"
        )
    return PAGE.format(
        language=letter.language,
        title=say(letter.subject),
        commune=escape(commune),
        body=body,
    )


def compose(letter: Letter, commune: str, sender: str) -> EmailMessage:
    """The message with both parts.

    Raises ValueError for an address that is none, or more than one: no header and no reader is smuggled in.
    """
    message = EmailMessage()
    message["Subject"] = " ".join(_say(letter.subject, letter.language).split())
    message["From"] = Address(" ".join(commune.split()), addr_spec=sender)
    message["To"] = Address(addr_spec=in_ascii(letter.to))
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2] or "localhost")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(as_text(letter, commune))
    message.add_alternative(as_html(letter, commune), subtype="html")
    # At the end: a second part takes the content headers that are there away with the first.
    message["Content-Language"] = letter.language
    return message


def post(letter: Letter) -> bool:
    """Have the letter sent by a job of the running transaction; False when there is nobody to write to, or inside
    `no_letters`.

    What the letter is about is never undone for the sake of an address that is none: that is logged.
    """
    if not letter.to or _withheld.get():
        return False
    commune = api.portal.get_registry_record("plone.site_title", default="") or _("The commune")
    sender = api.portal.get_registry_record("plone.email_from_address", default="") or "noreply@localhost"
    try:
        message = compose(letter, commune, sender)
    except ValueError:
        logger.warning("a letter could not be written: no address to write to")
        return False
    payload = {"to": in_ascii(letter.to), "sender": sender, "letter": message.as_bytes(policy=WIRE).decode("ascii")}
    # The untranslated subject names no one: what varies is a placeholder in it.
    note = str(letter.subject) if isinstance(letter.subject, Message) else ""
    enqueue(KIND, payload, about=letter.about, note=note)
    return True
