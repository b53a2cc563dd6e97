"""What the invented citizens typed into the forms, and what the office completed."""

from communesplone.core.domain import national_number
from datetime import date
from random import Random
import unicodedata


POSTCODE, TOWN = "5999", "Valmeuse"
PARENTS = ("Lucienne", "Joseph")
MATERNITY = ("Valmeuse", "Valmeuse", "Namur", "Dinant")


def data_of(citizen: dict, order: dict, number: int) -> dict:
    """Values of the citizen's form by field; `number`: line of the order, for what is left to chance."""
    data = {
        "last_name": citizen["last"],
        "first_name": citizen["first"],
        "national_number": number_of(citizen),
        "birth_date": citizen["born"],
        "street": citizen["home"],
        "postcode": POSTCODE,
        "city": TOWN,
        "email": email_of(citizen),
        "purpose": order["use"],
    }
    if citizen.get("phone"):
        data["phone"] = citizen["phone"]
    return data | (_record(citizen, order, number) if order["what"] == "br" else {})


def number_of(citizen: dict) -> str:
    """An invented national number as it is printed on the card: odd serial for a man, the same each time."""
    serial = 2 * Random(f"{citizen['last']}{citizen['first']}").randint(1, 480)  # noqa: S311 - no secret
    number = national_number.make(citizen["born"], serial - 1 if citizen["sex"] == "m" else serial)
    return national_number.display(number)


def email_of(citizen: dict) -> str:
    """An address in a domain that cannot exist (RFC 2606)."""
    if citizen.get("account"):
        return f"{citizen['account']}@valmeuse.example"
    plain = unicodedata.normalize("NFKD", f"{citizen['first']}.{citizen['last']}".lower())
    return "".join(sign for sign in plain if sign.isascii() and (sign.isalnum() or sign in ".-")) + "@courriel.example"


def _record(citizen: dict, order: dict, number: int) -> dict:
    """The fields of a birth record: the citizen's own, or that of a parent."""
    chance = Random(number)  # noqa: S311 - no secret
    common = {"act_kind": order["kind"], "person_last_name": citizen["last"]}
    if not order.get("other"):
        own = {"person_first_name": citizen["first"], "person_birth_date": citizen["born"]}
        return {"subject": "self", **common, **own, "person_birth_place": TOWN}
    return {
        "subject": "other",
        **common,
        "person_first_name": chance.choice(PARENTS),
        "person_birth_date": date(max(citizen["born"].year - 29, 1920), chance.randint(1, 12), chance.randint(1, 28)),
        "person_birth_place": chance.choice(MATERNITY),
        "relation": "parent_or_child",
        "legitimate_interest": "Règlement d’une succession chez le notaire.",
    }


def office_data_of(citizen: dict, order: dict, number: int) -> dict:
    """Values of the office's form by field."""
    chance = Random(number)  # noqa: S311 - no secret
    since = date(chance.randint(2004, 2023), chance.randint(1, 12), chance.randint(1, 28))
    if order["what"] == "hc":
        own = f"{citizen['last']}; {citizen['first']}; {citizen['born']:%d/%m/%Y}; personne de référence"
        return {"members": "\n".join([own, *citizen["household"]]), "registered_since": since}
    if order["what"] == "rc":
        return {"residence_since": since}
    return {
        "act_number": str(chance.randint(3, 214)),
        "act_year": _record(citizen, order, number)["person_birth_date"].year,
        "birth_time": f"{chance.randint(0, 23):02d}:{chance.randint(0, 59):02d}",
        "mother_name": chance.choice(("Marlier, Jeanne", "Servais, Denise", "Lambotte, Andrée")),
    }
