"""Invariants that the forms of the ready procedures name in their model."""

from communesplone import _
from communesplone.requests.domain.rules import missing_for_third_party
from plone.supermodel.interfaces import IInvariant
from zope.interface import Invalid
from zope.interface import provider


_NO_SUCH_FIELD = object()


@provider(IInvariant)
def third_party_proof(data: object) -> None:
    """Ask for relation, legitimate interest and proof when a record about somebody else is ordered.

    ``data`` is what z3c.form gives to invariants. A field that the clerk removed from the form is not asked for, else
    nobody could send the form any more. Raises Invalid; its ``fields`` names what is missing.
    """
    missing = missing_for_third_party(
        getattr(data, "subject", None),
        getattr(data, "relation", _NO_SUCH_FIELD),
        getattr(data, "legitimate_interest", _NO_SUCH_FIELD),
        getattr(data, "proof", _NO_SUCH_FIELD),
    )
    if not missing:
        return
    error = Invalid(
        _("For a record about somebody else, state your relation and your legitimate interest, and add a proof.")
    )
    error.fields = tuple(missing)
    raise error
