"""What is known of a citizen with an account, to start a form with; everything can be corrected."""

from communesplone.core.cases import store
from communesplone.core.cases.catalog import get_catalog
from plone import api


IDENTITY = (
    "last_name",
    "first_name",
    "national_number",
    "birth_date",
    "street",
    "postcode",
    "city",
    "email",
    "phone",
)


def known_of(user, names) -> dict:
    """Values for those of the named fields that say who the citizen is: from the last order, else from the account."""
    if api.user.is_anonymous():
        return {}
    known = {**_of_account(user), **_of_last_order(user.getId())}
    return {name: value for name, value in known.items() if name in names and value}


def _of_account(user) -> dict:
    first, _space, last = (user.getProperty("fullname") or "").strip().partition(" ")
    return {"first_name": first, "last_name": last, "email": user.getProperty("email") or ""}


def _of_last_order(user_id: str) -> dict:
    for row in get_catalog().of_applicant(user_id, size=1):
        order = store.find(row.reference)
        if order is not None:
            return {name: order.data.get(name) for name in IDENTITY if order.data.get(name)}
    return {}
