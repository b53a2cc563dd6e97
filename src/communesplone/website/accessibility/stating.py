"""The statement of this site as it is now: settings, law and the last check together."""

from communesplone.core.moments import today
from communesplone.core.settings import commune
from communesplone.law.accessibility import Body
from communesplone.law.accessibility import Regime
from communesplone.law.accessibility import regime
from communesplone.website.accessibility.domain.statement import is_old
from communesplone.website.accessibility.domain.statement import Status
from communesplone.website.accessibility.domain.statement import status
from communesplone.website.accessibility.settings import settings
from communesplone.website.checks import store
from communesplone.website.checks.domain.result import Result
from communesplone.website.settings import settings as commune_settings
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Statement:
    """What the page says; texts of the commune as typed, '' or () for none."""

    organisation: str
    email: str
    phone: str
    address: tuple[str, ...]
    days: int
    regime: Regime
    body: Body
    result: Result | None
    status: Status
    old: bool
    prepared: date | None
    problems: tuple[str, ...]
    burden: tuple[str, ...]
    outside: tuple[str, ...]
    plans: tuple[str, ...]


def _lines(own, name: str) -> tuple[str, ...]:
    value = getattr(own, name, None) if own is not None else None
    lines = value.splitlines() if isinstance(value, str) else value or ()
    return tuple(line.strip() for line in lines if line and line.strip())


def statement() -> Statement:
    """The statement that the last check backs today."""
    own, known = settings(), commune_settings()
    law, result, day = regime(commune().jurisdiction), store.last(), today()
    burden, outside, problems = _lines(own, "burden"), _lines(own, "outside"), _lines(own, "known_problems")

    def first(name: str, usual: str) -> str:
        return getattr(own, name, "") or getattr(known, usual, "") or ""

    return Statement(
        organisation=first("organisation", "commune_name"),
        email=first("email", "email"),
        phone=first("phone", "phone"),
        address=_lines(known, "address"),
        days=getattr(own, "days", None) or 15,
        regime=law,
        body=_body(own, law),
        result=result,
        status=status(result, law, day, exempt=bool(burden or outside or problems)),
        old=result is not None and is_old(result, law, day),
        prepared=getattr(own, "prepared", None) or (result.day if result else None),
        problems=problems,
        burden=burden,
        outside=outside,
        plans=_lines(own, "plans"),
    )


def _body(own, law: Regime) -> Body:
    """The commune's own, else that of the law."""
    name, url = getattr(own, "body_name", "") or "", getattr(own, "body_url", "") or ""
    return Body(name, url) if name else law.body


def footer_status() -> Status | None:
    """The status, where the law wants it said on the pages themselves (France); None elsewhere."""
    return statement().status if regime(commune().jurisdiction).by_audit else None
