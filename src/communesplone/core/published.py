"""Rows of the catalog as somebody without an account may see them, whoever asks."""

from communesplone.core.moments import now
from DateTime import DateTime
from plone import api
from typing import Any


def query(*, over: bool = False, **wanted: Any) -> dict[str, Any]:
    """A query for what is public now: viewable by anybody, out, not expired; `over`: expired too."""
    times = {} if over else {"effectiveRange": DateTime(now())}
    return {"allowedRolesAndUsers": ["Anonymous"], **times, **wanted}


def count(*, over: bool = False, **wanted: Any) -> int:
    """How many rows there are."""
    return len(api.portal.get_tool("portal_catalog").unrestrictedSearchResults(query(over=over, **wanted)))


def rows(start: int, size: int, *, over: bool = False, **wanted: Any) -> list:
    """Rows from `start` on, at most `size`, in an order that does not change between two calls."""
    asked = query(over=over, **{"sort_on": "created", **wanted})
    found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(asked)
    return list(found[start : start + size])
