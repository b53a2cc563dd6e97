"""The second step after the password: who has one, who must have one, and whether it is passed."""

from communesplone.core.audit import api as audit
from communesplone.core.security import cookies
from communesplone.core.security import door
from communesplone.core.security import sealing
from communesplone.core.security.accounts import accounts
from communesplone.core.security.domain import totp
from communesplone.core.security.settings import settings
from persistent import Persistent
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from secrets import token_hex
from time import time
from zope.interface import alsoProvides


PENDING = "communesplone.pending"
HALF = "__communes_half"
HALF_SECONDS = 600
TRUST = "__communes_trust"
TRUST_DAYS = 30
_DAY = 86400


class Step(Persistent):
    """``sealed``: the secret, encrypted, b"" while there is none. ``last``: time step of the last code used.
    ``codes``: hashes of the codes for a lost phone. ``epoch``: changes with the secret. ``asked``: since when the
    account has to have one (seconds since 1970), 0 when nobody asked."""

    sealed = b""
    last = 0
    codes = ()
    epoch = ""
    asked = 0


def of(user_id: str) -> Step | None:
    """The second step of an account; None when it never had one and was never asked."""
    kept = accounts()
    return kept.second.get(user_id) if kept is not None else None


def is_set_up(user_id: str) -> bool:
    """Whether the account logs in in two steps."""
    found = of(user_id)
    return found is not None and bool(found.sealed)


def is_duty(user_id: str) -> bool:
    """Whether one of the account's roles has to log in in two steps."""
    wanted = set(settings().two_step_roles or ())
    user = api.portal.get_tool("acl_users").getUserById(user_id) if wanted else None
    return user is not None and bool(wanted & set(user.getRoles()))


def days_left(user_id: str, now: float) -> int | None:
    """Days left to set it up: None when it is no duty or done, 0 when the time is over."""
    if is_set_up(user_id) or not is_duty(user_id):
        return None
    found = of(user_id)
    asked = found.asked if found is not None and found.asked else now
    return max(0, settings().two_step_days - int((now - asked) // _DAY))


def is_passed(request, user_id: str, credentials: dict, attempt) -> bool:
    """Whether the password is enough for this request; else the login form goes on with the second step."""
    if is_set_up(user_id):
        if _is_trusted(request, user_id):
            return True
        code = credentials.get("totp")
        if isinstance(code, str) and code:
            if check(request, user_id, code):
                return True
            door.failed(attempt)
            return False
    elif days_left(user_id, time()) != 0:
        if request.get("REQUEST_METHOD") == "POST":
            _note_duty(request, user_id)
        return True
    request.set(PENDING, user_id)
    return False


def _note_duty(request, user_id: str) -> None:
    found = of(user_id)
    if is_duty(user_id) and (found is None or not found.asked):
        alsoProvides(request, IDisableCSRFProtection)
        _make(user_id).asked = int(time())


def _make(user_id: str) -> Step:
    kept = accounts().second
    if user_id not in kept:
        kept[user_id] = Step()
    return kept[user_id]


def check(request, user_id: str, code: str) -> bool:
    """Whether the code is right; a right one is used up. Codes for a lost phone count as well."""
    found = of(user_id)
    if found is None or not found.sealed:
        return False
    alsoProvides(request, IDisableCSRFProtection)
    hashed = totp.code_hash(code)
    if hashed and hashed in found.codes:
        found.codes = tuple(one for one in found.codes if one != hashed)
        audit.record("second_step.code_used", f"user:{user_id}", details={"left": len(found.codes)}, actor=user_id)
        return True
    try:
        step = totp.step_of(sealing.unseal(found.sealed), code, time(), found.last)
    except sealing.Unreadable:
        return False
    if step is None:
        return False
    found.last = step
    return True


def set_up(user_id: str, secret: str, code: str) -> list[str] | None:
    """Begin with this secret when the code belongs to it; gives the codes for a lost phone, shown once. None if not."""
    step = totp.step_of(secret, code, time(), 0)
    if step is None:
        return None
    found = _make(user_id)
    found.sealed, found.last, found.epoch = sealing.seal(secret), step, token_hex(16)
    audit.record("second_step.set_up", f"user:{user_id}", actor=user_id)
    return new_codes(user_id)


def new_codes(user_id: str) -> list[str]:
    """New codes for a lost phone; the old ones are void."""
    codes = totp.new_codes()
    _make(user_id).codes = tuple(map(totp.code_hash, codes))
    return codes


def take_away(user_id: str) -> None:
    """The account logs in with its password alone, until it sets the step up again; its sessions are over."""
    found = of(user_id)
    if found is None:
        return
    found.sealed, found.codes, found.epoch, found.asked = b"", (), "", 0
    accounts().end_all(user_id)
    audit.record("second_step.taken_away", f"user:{user_id}")


def forget(user_id: str) -> None:
    """The account is gone."""
    kept = accounts()
    if kept is not None and user_id in kept.second:
        del kept.second[user_id]


# Between the two steps, and the browsers that need only one


def open_half(request, user_id: str) -> None:
    """The password was right: remember that for ten minutes, in this browser, for the second step only."""
    payload = {"user": user_id, "epoch": accounts().epoch(user_id)}
    cookies.give(request, HALF, "half", payload)


def half_open(request) -> str:
    """Whose second step is awaited in this browser, '' when nobody's."""
    found = cookies.take(request, HALF, "half", HALF_SECONDS)
    if not found or found.get("epoch") != accounts().epoch(found.get("user", "")):
        return ""
    return found["user"]


def trust(request, user_id: str) -> None:
    """Ask for no second step in this browser for 30 days."""
    payload = {"user": user_id, "epoch": of(user_id).epoch, "password": accounts().epoch(user_id)}
    cookies.give(request, TRUST, "trust", payload, TRUST_DAYS)


def _is_trusted(request, user_id: str) -> bool:
    found = cookies.take(request, TRUST, "trust", TRUST_DAYS * _DAY) if settings().two_step_remember else None
    expected = {"user": user_id, "epoch": of(user_id).epoch, "password": accounts().epoch(user_id)}
    return found == expected
