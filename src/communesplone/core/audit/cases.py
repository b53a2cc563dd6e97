"""Entries about a case: one door, so that the person concerned is always named in the same way."""

from communesplone.core.audit import api
from communesplone.core.audit.domain.entry import Plain
from communesplone.core.interfaces import ICase


def act(action: str, case: ICase, **details: Plain) -> None:
    """Note what was done to a case, with the running transaction."""
    api.record(action, about(case), person=case.applicant_user, details=details)


def reading(action: str, case: ICase, **details: Plain) -> None:
    """Note that somebody looked at a case, after the request."""
    api.record_reading(action, about(case), person=case.applicant_user, details=details)


def about(case: ICase) -> str:
    """How the log names a case; never its applicant."""
    return f"case:{case.reference}"
