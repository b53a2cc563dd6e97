"""A letter as mail servers want it: every header that a bulk letter owes its reader (RFC 2369, 2919, 8058)."""

from communesplone.core.domain.contact import in_ascii
from communesplone.core.domain.contact import is_email
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
import re


# A link in a header stands on one line: mail providers do not find it in an encoded word.
WIRE = policy.SMTP.clone(cte_type="7bit", max_line_length=500)
_LABEL = re.compile(r"[^a-z0-9.-]+")


@dataclass(frozen=True)
class Envelope:
    """Who writes to whom, and how to get rid of it. `key`: the same for the same letter and reader."""

    commune: str
    sender: str
    to: str
    key: str
    moment: datetime
    language: str
    reply_to: str = ""
    leave: str = ""


def compose(envelope: Envelope, subject: str, text: str, html: str) -> EmailMessage:
    """The message with both parts. Raises ValueError for an address that is none: no header is smuggled in."""
    if not is_email(envelope.to):
        raise ValueError("no address to write to")
    message = EmailMessage(policy=WIRE)
    domain = host_of(envelope.sender)
    commune = " ".join(envelope.commune.split())
    message["Subject"] = " ".join(subject.split())
    message["From"] = Address(commune, addr_spec=envelope.sender)
    message["To"] = Address(addr_spec=in_ascii(envelope.to))
    if envelope.reply_to:
        message["Reply-To"] = Address(commune, addr_spec=in_ascii(envelope.reply_to))
    message["Date"] = format_datetime(envelope.moment)
    message["Message-ID"] = f"<newsletter.{envelope.key}@{domain}>"
    message["List-Id"] = f"<newsletter.{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Precedence"] = "bulk"
    if envelope.leave:
        message["List-Unsubscribe"] = f"<{envelope.leave}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    # At the end: a second part takes the content headers that are there away with the first.
    message["Content-Language"] = envelope.language
    return message


def host_of(sender: str) -> str:
    """The domain of the sender's address, fit for a header."""
    return _LABEL.sub("-", sender.rpartition("@")[2].lower()).strip("-.") or "localhost"
