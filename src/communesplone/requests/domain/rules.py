"""What must be there before an order is accepted, beyond what each field asks for itself."""

ABOUT_SOMEBODY_ELSE = "other"


def missing_for_third_party(subject: object, relation: object, interest: object, proof: object) -> list[str]:
    """Return the names of the fields still to be filled in by who orders a record about somebody else.

    A copy of a birth record younger than a hundred years goes to the person, close relatives, and whoever shows a
    legitimate interest (Belgian Civil Code, art. 29, in force since 31 March 2019): hence relation, reason and proof.
    For oneself nothing is missing. Blank text counts as missing.
    """
    if subject != ABOUT_SOMEBODY_ELSE:
        return []
    wanted = {"relation": relation, "legitimate_interest": interest, "proof": proof}
    return [name for name, value in wanted.items() if _is_blank(value)]


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
