"""The data of one person: found by account or numbers of cases, handed out as one file, erased where nothing forbids.

GDPR: art. 15 (access), 20 (portability), 17 (erasure; not while a legal duty to keep holds, art. 17, 3, b and e).
"""

from communesplone.core.audit.api import record
from communesplone.core.cases import store
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.domain.retention import Action
from communesplone.core.domain.retention import Stays
from communesplone.core.domain.retention import stays
from communesplone.core.interfaces import ICaseHandler
from communesplone.core.interfaces import IPersonalData
from communesplone.core.interfaces import IUnfinishedWork
from communesplone.core.moments import now
from communesplone.core.organisation.vocabularies import unit_titles
from communesplone.core.retention import rules
from communesplone.core.retention.work import leave_trace
from datetime import date
from plone import api
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile
from zope.component import getUtilitiesFor
from zope.component import queryAdapter
import json
import re


MOST = 1000  # cases at once
NOTES = "notes-to-read-before-handing-out.json"
ERASED = "person"  # what the trace of a case says instead of a run


def found(account: str, references: str) -> list:
    """The cases of an account, then those of the numbers, each once; anonymous ones are nobody's and left out."""
    numbers = re.split(r"[\s,;]+", references.strip())[:MOST]
    if account:
        rows = get_catalog().all_rows(applicant_user=account, sort_on="submitted", b_start=0, b_size=MOST)
        numbers = [row.reference for row in rows] + numbers
    cases = {case.reference: case for case in map(store.find, numbers) if case is not None}
    return [case for case in cases.values() if case.gone_on is None]


def begun(account: str) -> list:
    """What the account began and saved, and never sent; see `IUnfinishedWork`. No duty asks to keep it."""
    features = sorted(getUtilitiesFor(IUnfinishedWork)) if account else []
    return [one for _name, feature in features for one in feature.begun(account)]


def fate(case, known: rules.Rules, day: date) -> Stays | None:
    """Why the case has to stay; None when it may be erased."""
    handler = queryAdapter(case, ICaseHandler, name=case.handler)
    rule = known.of(case.handler, handler.kind) if handler else None
    return stays(rule, rules.kept(case), day)


def erase(
    cases: list, also: set[str], day: date, actor: str, account: str = ""
) -> tuple[list[str], list[tuple[str, str]]]:
    """Make anonymous what may go; returns the numbers, and (number, reason) of what stays.

    What the account began and never sent goes without a question.

    ``also``: numbers of finished cases without a period, of which the Manager says that no law asks to keep them.
    """
    known, gone, kept = rules.Rules(), [], []
    for case in cases:
        reason = fate(case, known, day)
        if reason is None or (reason is Stays.NO_RULE and case.reference in also):
            leave_trace(case, Action.ANONYMISE, 0, ERASED, actor, day)
            gone.append(case.reference)
        else:
            kept.append((case.reference, reason.value))
    unsent = begun(account)
    for one in unsent:
        one.forget()
    details = {"gone": len(gone), "kept": len(kept), "unsent": len(unsent)}
    record("person.erased", "site:", person=account, details=details)
    return gone, kept


def archive(cases: list, account: str, *, with_notes: bool = False) -> IO[bytes]:
    """A ZIP: `data.json` with everything that is known of the person, and the files; open, at its start.

    What the person did: the cases, and what the account began and never sent. ``with_notes``: internal notes too, in a
    file of their own: they are data about the person, and about others (GDPR art. 15, 4), so somebody reads them
    before they go out.
    """
    out = TemporaryFile()  # noqa: SIM115
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        told = {
            "made": now().isoformat(),
            "account": _account(account),
            "cases": [_pack(packed, IPersonalData(case), case.reference) for case in cases],
            "not_sent": [_pack(packed, one, f"not-sent-{number:02d}") for number, one in enumerate(begun(account), 1)],
        }
        packed.writestr("data.json", json.dumps(told, ensure_ascii=False, indent=1))
        notes = _notes(cases) if with_notes else []
        if notes:
            packed.writestr(NOTES, json.dumps(notes, ensure_ascii=False, indent=1))
    out.seek(0)
    return out


def _notes(cases: list) -> list[dict]:
    """What the units noted, without who wrote it."""
    units = unit_titles()
    return [
        {
            "case": case.reference,
            "moment": note.moment.isoformat(),
            "unit": units.get(note.unit, note.unit),
            "text": note.text,
        }
        for case in cases
        for note in case.notes
    ]


def _pack(packed: ZipFile, personal, folder: str) -> dict:
    """Put the files of one into its folder of the archive; returns what is said about it."""
    names = []
    for place, (name, file) in enumerate(personal.files()):
        names.append(f"{folder}/{place:02d}-{_safe(name)}")
        packed.writestr(names[-1], file.data)
    return {**personal.export(), "in_this_archive": names}


def _safe(name: str) -> str:
    """A file name that stays in its folder on every system."""
    return re.sub(r"[^\w.\- ]", "_", name).lstrip(".")[-100:] or "file"


def _account(user_id: str) -> dict | None:
    user = api.user.get(userid=user_id) if user_id else None
    if user is None:
        return None
    return {"id": user_id, "name": user.getProperty("fullname", ""), "email": user.getProperty("email", "")}
