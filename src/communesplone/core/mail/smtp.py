"""Handing one letter to the mail server of the site, with time limits, and telling apart what can be tried again."""

from collections.abc import Callable
from collections.abc import Iterator
from communesplone import _
from communesplone.core.jobs.interfaces import Hopeless
from communesplone.core.jobs.interfaces import Trouble
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from plone import api
from zope.i18nmessageid import Message
import smtplib


# Seconds for each answer of the server.
TIMEOUT = 10.0


class ServerTrouble(Trouble):
    """The server, not the letter: the next letter would fare no better."""


@dataclass(frozen=True)
class Server:
    """Where and how letters are handed over; the settings of Plone's mail control panel and of the mail host."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    force_tls: bool = False
    implicit_tls: bool = False
    timeout: float = TIMEOUT


def server_of_site() -> Server:
    """The mail server of the current site."""
    tool = api.portal.get_tool("MailHost")
    get = lambda name: api.portal.get_registry_record(f"plone.{name}", default=None)  # noqa: E731
    return Server(
        get("smtp_host") or "localhost",
        int(get("smtp_port") or 25),
        get("smtp_userid") or "",
        get("smtp_pass") or "",
        bool(getattr(tool, "force_tls", False)),
        bool(getattr(tool, "implicit_tls", False)),
    )


def hand_over(server: Server, sender: str, to: str, letter: bytes, accepted: Callable[[], None]) -> None:
    """Send one letter; ``accepted`` is called at the moment the server has taken it.

    Raises ServerTrouble when the server cannot be used, Trouble when it wants this letter later, Hopeless when it
    will never take it.
    """
    with line_to(server) as line:
        line.hand_over(sender, to, letter, accepted)


@contextmanager
def line_to(server: Server) -> Iterator["Line"]:
    """An open connection, for several letters. Raises ServerTrouble when there is none to be had."""
    connection = _connected(server)
    try:
        yield Line(connection)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            connection.quit()


class Line:
    """A connection that takes letters one after the other."""

    def __init__(self, connection: smtplib.SMTP):
        self._connection = connection

    def hand_over(self, sender: str, to: str, letter: bytes, accepted: Callable[[], None]) -> None:
        """Send one letter, as the function of that name does; after ServerTrouble the line is of no use any more."""
        try:
            self._connection.sendmail(sender, [to], letter)
            accepted()
        except smtplib.SMTPRecipientsRefused as error:
            code = error.recipients[to][0]
            raise _refused(code, _("The mail server refused the address (${code}).", mapping={"code": code})) from None
        except smtplib.SMTPDataError as error:
            code = error.smtp_code
            raise _refused(code, _("The mail server refused the letter (${code}).", mapping={"code": code})) from None
        except smtplib.SMTPResponseException as error:
            words = _("The mail server takes no letters from us (${code}).", mapping={"code": error.smtp_code})
            raise ServerTrouble(words) from None
        except (smtplib.SMTPException, OSError) as error:
            words = _("The mail server broke off (${error}).", mapping={"error": type(error).__name__})
            raise ServerTrouble(words) from None


def _refused(code: int, words: Message) -> Trouble:
    return Hopeless(words) if 500 <= code <= 599 else Trouble(words)


def _connected(server: Server) -> smtplib.SMTP:
    kind = smtplib.SMTP_SSL if server.implicit_tls else smtplib.SMTP
    connection = None
    try:
        connection = kind(server.host, server.port, timeout=server.timeout)
        connection.ehlo_or_helo_if_needed()
        _secure(connection, server)
        if server.user:
            connection.login(server.user, server.password)
    except (smtplib.SMTPException, OSError) as error:
        if connection is not None:
            connection.close()
        words = _("The mail server does not answer as it should (${error}).", mapping={"error": type(error).__name__})
        raise ServerTrouble(words) from None
    return connection


def _secure(connection: smtplib.SMTP, server: Server) -> None:
    if server.implicit_tls:
        return
    if connection.has_extn("starttls"):
        connection.starttls()
        connection.ehlo()
    elif server.force_tls:
        raise smtplib.SMTPNotSupportedError("no TLS")
