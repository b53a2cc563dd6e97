"""Passwords that were wrong: Plone announces those that were right only."""

from communesplone.core.audit import api
from communesplone.core.audit.domain.quota import Quota
from time import monotonic


_quota = Quota(most=60, seconds=60.0)


def password_was_wrong(user_id: str) -> None:
    """Note it, after the request. ``user_id``: '' where there is no such account.

    What was typed as a name may be a password, and is not kept.
    """
    refused = _quota.take(monotonic())
    if refused is not None:
        about = f"user:{user_id}" if user_id else "site:"
        api.record_reading("user.login_failed", about, person=user_id, details={"more": refused or None})
