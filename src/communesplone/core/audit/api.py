"""What other packages call: `record` an act, `record_reading` a look at a personal file."""

from AccessControl import getSecurityManager
from AccessControl.users import system
from communesplone.core import after_commit
from communesplone.core.audit import writer
from communesplone.core.audit.domain import entry
from communesplone.core.audit.domain import guard
from communesplone.core.audit.domain.entry import NOBODY
from communesplone.core.audit.domain.entry import Plain
from communesplone.core.audit.domain.entry import SYSTEM
from communesplone.core.audit.log import get_log
from communesplone.core.moments import now
from logging import getLogger
from zope.component.hooks import getSite


logger = getLogger(__name__)
# Whether an unfit part raises (tests and developers) or is masked and told to the log of errors (a commune at work).
STRICT = False


def record(
    action: str,
    about: str,
    *,
    person: str = "",
    details: dict[str, Plain] | None = None,
    actor: str | None = None,
) -> None:
    """Note an act: committed with the running transaction, or not at all.

    `action`: dotted token (`case.handed_over`). `about`: what it was done to (`case:7KQ2-94MX`, `unit:UID`, `site:`).
    `person`: user id of the citizen concerned, '' when there is none. `actor`: the current user by default; `-` for
    nobody logged in, `*` for the site itself (jobs). `details`: short plain tokens; never names, national numbers,
    free text or secrets (guard.Unfit in tests, masked elsewhere). Where the suite is not installed nothing happens.
    """
    site = getSite()
    log = get_log(site)
    if log is not None:
        key = log.inbox.add(_body(action, about, person, details, actor))
        after_commit.join(writer.Chaining).keys.append(key)


def record_reading(
    action: str,
    about: str,
    *,
    person: str = "",
    details: dict[str, Plain] | None = None,
    actor: str | None = None,
) -> None:
    """Note a reading: written right after the request's own commit, so that the request itself writes nothing.

    Arguments as for `record`. A request that fails shows nothing, and leaves no entry.
    """
    if get_log(getSite()) is not None:
        after_commit.join(writer.Chaining).readings.append(_body(action, about, person, details, actor))


def _body(action: str, about: str, person: str, details: dict | None, actor: str | None) -> bytes:
    actor = _current() if actor is None else actor
    parts = (action, about, person, actor, dict(details or {}))
    try:
        guard.check(*parts)
    except guard.Unfit as problem:
        if STRICT:
            raise
        logger.error("an entry of the log was masked: %s", problem)
        parts = guard.masked(*parts)
    action, about, person, actor, kept = parts
    return entry.body(now(), actor, action, about, person, kept)


def _current() -> str:
    user = getSecurityManager().getUser()
    if user.getUserName() == system.getUserName():
        return SYSTEM
    return user.getId() or NOBODY
