"""What the law asks of a commune's accessibility statement: the act, who checks it, when a check is too old.

Directive (EU) 2016/2102 and Implementing Decision (EU) 2018/1523 hold everywhere; each jurisdiction adds its act and
the body that hears complaints. In France the status follows from an audit against the criteria of the RGAA (decree
2019-768 of 24 July 2019, art. 3): without one in force the site counts as not compliant.
"""

from communesplone.law.jurisdictions import Jurisdiction
from dataclasses import dataclass


@dataclass(frozen=True)
class Body:
    """Who hears a complaint when the commune's answer does not satisfy. Names and addresses stand as they are."""

    name: str
    url: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Regime:
    """One model of statement. ``by_audit``: only an audit of all criteria says anything of compliance."""

    act: str
    article: str
    source: str
    body: Body
    months: int
    by_audit: bool = False


WALLONIA = Regime(
    act="wallonia",
    article="Decree of 2 May 2019, art. 9",
    source="https://wallex.wallonie.be/",
    body=Body(
        "Le Médiateur de la Wallonie et de la Fédération Wallonie-Bruxelles",
        "https://www.le-mediateur.be",
        ("Rue Lucien Namêche 54", "5000 Namur", "0800 19 199"),
    ),
    months=12,
)
BRUSSELS = Regime(
    act="brussels",
    article="Ordinance of 4 October 2018; order of the government of 5 May 2022",
    source="https://etaamb.openjustice.be/fr/nl/arrete-du-gouvernement-de-la-region-de-bruxellescapit_n2022041291.html",
    body=Body("Ombuds Bruxelles / Ombuds Brussel", "https://www.ombuds.brussels"),
    months=12,
)
FLANDERS = Regime(
    act="flanders",
    article="Administrative decree of 7 December 2018",
    source="https://codex.vlaanderen.be/",
    body=Body("Vlaamse Ombudsdienst", "https://www.vlaamseombudsdienst.be", ("Leuvenseweg 86", "1000 Brussel", "1700")),
    months=12,
)
FRANCE = Regime(
    act="france",
    article="Law 2005-102, art. 47; decree 2019-768",
    source="https://accessibilite.numerique.gouv.fr/obligations/declaration-accessibilite/",
    body=Body(
        "Défenseur des droits",
        "https://www.defenseurdesdroits.fr",
        ("Libre réponse 71120", "75342 Paris CEDEX 07"),
    ),
    months=36,
    by_audit=True,
)
REGIMES = {
    Jurisdiction.WALLONIA: WALLONIA,
    Jurisdiction.BRUSSELS: BRUSSELS,
    Jurisdiction.FLANDERS: FLANDERS,
    Jurisdiction.FRANCE: FRANCE,
    Jurisdiction.ALSACE_MOSELLE: FRANCE,
}


def regime(jurisdiction: Jurisdiction | str) -> Regime:
    """The model that holds in a jurisdiction; raises ValueError for an unknown one."""
    return REGIMES[Jurisdiction(jurisdiction)]
