"""Who watches over personal data: the authority to which people complain (GDPR, art. 77)."""

from communesplone.law.accessibility import Body
from communesplone.law.jurisdictions import Jurisdiction


BELGIUM = Body(
    "Autorité de protection des données / Gegevensbeschermingsautoriteit",
    "https://www.autoriteprotectiondonnees.be",
    ("Rue de la Presse 35 / Drukpersstraat 35", "1000 Bruxelles / Brussel"),
)
FLANDERS = Body(
    "Vlaamse Toezichtcommissie voor de verwerking van persoonsgegevens",
    "https://www.vlaanderen.be/vlaamse-toezichtcommissie",
)
FRANCE = Body(
    "Commission nationale de l’informatique et des libertés (CNIL)",
    "https://www.cnil.fr",
    ("3 place de Fontenoy, TSA 80715", "75334 Paris CEDEX 07"),
)


def authorities(jurisdiction: Jurisdiction | str) -> tuple[Body, ...]:
    """Those that a commune of the jurisdiction answers to; raises ValueError for an unknown one."""
    here = Jurisdiction(jurisdiction)
    if here.country == "FR":
        return (FRANCE,)
    return (FLANDERS, BELGIUM) if here is Jurisdiction.FLANDERS else (BELGIUM,)
