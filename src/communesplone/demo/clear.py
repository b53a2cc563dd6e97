"""What visitors of Valmeuse said about pages: some answers of the last two months."""

from communesplone.website.feedback import counts
from datetime import datetime
from datetime import timedelta


# Path: how often clear, how often not.
ANSWERS = {
    "demarches/changement-adresse": (41, 6),
    "demarches/acte-de-naissance": (28, 3),
    "demarches/permis-urbanisme": (9, 17),
    "vivre-ici/marche": (12, 1),
    "@@waste": (35, 4),
}


def build(now: datetime) -> None:
    """Safe to repeat: where there are answers, none are added."""
    if counts.of_last_months(now.date(), 12):
        return
    for page, numbers in ANSWERS.items():
        for answer, number in zip((counts.YES, counts.NO), numbers, strict=True):
            for which in range(number):
                counts.count(page, answer, (now - timedelta(days=which % 50)).date())
