"""Checking the log of a site, and keeping its daily digest."""

from collections.abc import Sequence
from communesplone.core.audit import api
from communesplone.core.audit.domain import digest as digests
from communesplone.core.audit.domain.chain import Check
from communesplone.core.audit.domain.chain import Fault
from communesplone.core.audit.domain.chain import Finding
from communesplone.core.audit.domain.chain import Verdict
from communesplone.core.audit.domain.digest import Digest
from communesplone.core.audit.log import Log
from communesplone.core.audit.writer import chain_now
from datetime import date
from datetime import datetime
from logging import getLogger
from persistent.mapping import PersistentMapping


logger = getLogger(__name__)


def check(log: Log, kept: list[Digest] | None = None) -> Verdict:
    """Read the whole chain; ``kept``: digests from outside the database, beside those in it."""
    reader = Check({**digests.anchors(own_digests(log)), **digests.anchors(kept or [])})
    for texts, seals in log.chain.batches():
        reader.feed_block(texts, seals)
    return reader.verdict(log.chain.count)


def own_digests(log: Log) -> list[Digest]:
    """The daily digests that lie in the database."""
    return digests.read("\n".join(log.digests.values()))


def check_and_note(log: Log, moment: datetime, keys: Sequence[bytes]) -> Verdict:
    """Check the log and its digests, and keep the result for the page of the log. ``keys``: those of the site."""
    verdict = check(log)
    first = verdict.findings[0] if verdict.findings else None
    log.last_check = PersistentMapping(
        moment=moment,
        count=verdict.count,
        findings=[(one.fault.value, one.first, one.last) for one in verdict.findings],
        doubtful=[one.day.isoformat() for one in digests.doubtful(keys, own_digests(log))],
    )
    if first is not None:
        logger.error("the log is NOT whole: %s, entries %s to %s", first.fault.value, first.first, first.last)
    api.record("log.checked", "site:", details={"count": verdict.count, "whole": verdict.is_whole})
    return verdict


def findings(kept: PersistentMapping) -> list[Finding]:
    """What the last check found."""
    return [Finding(Fault(fault), first, last) for fault, first, last in kept["findings"]]


def keep_digest(site, log: Log, key: bytes, day: date) -> Digest | None:
    """The digest at the end of a day, kept in the log and told to the log of errors; None when there is one already."""
    if day.isoformat() in log.digests:
        return None
    chain_now(site)
    made = digests.make(key, day, log.chain.count, log.chain.head)
    log.digests[day.isoformat()] = made.line()
    api.record("log.digest", "site:", details={"day": day.isoformat(), "count": made.count, "seal": made.head.hex()})
    logger.info("digest of the log of %s: %s", site.getId(), made.line())
    return made
