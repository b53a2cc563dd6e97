"""The words of the tables in five languages: heads of columns, sides of a street, holidays, kinds of waste."""

from communesplone.core.hours.domain.words import DAYS
from communesplone.website.waste.domain.model import Holiday
from communesplone.website.waste.domain.model import plain
from communesplone.website.waste.domain.model import Side
from functools import cached_property


LANGUAGES = ("en", "fr", "nl", "de", "es")
_SECTOR = ("sector", "secteur", "sector|zone", "Sektor|bezirk", "sector|zona")
_WASTE = ("waste", "déchet|déchets", "afval|fractie", "Abfall|abfallart", "residuo|residuos")


def short(text: str) -> str:
    """As words are compared: no accents, no case, single spaces."""
    return " ".join(plain(text.replace("’", "'")).replace("-", " ").split())


class Vocabulary:
    """Values and their words in the order of LANGUAGES; of several words with a bar the first is how it is written."""

    def __init__(self, texts: dict) -> None:
        self.texts = texts

    def word(self, value: object, language: str) -> str:
        """How a value is written in a language, in English for one that is not known."""
        at = LANGUAGES.index(language) if language in LANGUAGES else 0
        return self.texts[value][at].split("|")[0]

    @cached_property
    def values(self) -> dict[str, object]:
        """What a word of any of the languages, made `short`, stands for."""
        return {short(one): value for value, texts in self.texts.items() for text in texts for one in text.split("|")}


STREET_HEADS = Vocabulary(
    {
        "street": ("street", "rue|voirie", "straat", "Straße|strasse", "calle"),
        "place": ("village", "localité|village|section", "deelgemeente|dorp|plaats", "Ortsteil|ort", "localidad"),
        "first": ("from number", "du numéro|de|numéro", "van nummer|van", "von Nummer|von", "desde el número|desde"),
        "last": ("to number", "au numéro|à", "tot nummer|tot", "bis Nummer|bis", "hasta el número|hasta"),
        "side": ("side", "côté", "kant", "Seite", "lado"),
        "sector": _SECTOR,
    }
)
RULE_HEADS = Vocabulary(
    {
        "sector": _SECTOR,
        "waste": _WASTE,
        "weekday": ("weekday|day", "jour", "weekdag|dag", "Wochentag|tag", "día"),
        "weeks": (
            "weeks|every weeks",
            "semaines|toutes les semaines",
            "weken",
            "Wochen",
            "semanas",
        ),
        "first": ("from", "dès le|du|de", "vanaf|van", "ab|von", "desde"),
        "last": ("until|to", "jusqu'au|au", "tot en met|tot", "bis", "hasta"),
        "dates": ("dates", "dates", "data|datums", "Termine|daten", "fechas"),
        "changes": ("changes", "changements", "wijzigingen", "Änderungen", "cambios"),
        "holiday": ("on holidays|holidays", "jours fériés", "feestdagen", "Feiertage", "festivos"),
    }
)
KIND_HEADS = Vocabulary(
    {
        "waste": _WASTE,
        "bag": ("bag|container", "sac|contenant", "zak|recipiënt", "Behälter|sack|beutel", "bolsa|contenedor"),
        "link": ("link", "lien", "link|koppeling", "Link", "enlace"),
        **{language: (language,) * 5 for language in LANGUAGES},
    }
)
SIDES = Vocabulary(
    {
        Side.ODD: ("odd", "impair", "oneven", "ungerade", "impar"),
        Side.EVEN: ("even", "pair", "even", "gerade", "par"),
        Side.ALL: ("all|both", "tous|les deux", "alle|beide", "alle|beide", "todos|ambos"),
    }
)
HOLIDAYS = Vocabulary(
    {
        Holiday.SAME: ("as usual", "comme d'habitude", "zoals gewoonlijk", "wie gewohnt", "como siempre"),
        Holiday.NONE: ("no collection", "pas de collecte", "geen ophaling", "keine Abfuhr", "sin recogida"),
        Holiday.AFTER: (
            "next working day",
            "jour ouvrable suivant",
            "volgende werkdag",
            "nächster Werktag",
            "día laborable siguiente",
        ),
        Holiday.BEFORE: (
            "working day before",
            "jour ouvrable précédent",
            "werkdag ervoor",
            "Werktag davor",
            "día laborable anterior",
        ),
        Holiday.WEEK: (
            "rest of the week a day later",
            "reste de la semaine un jour plus tard",
            "rest van de week een dag later",
            "Rest der Woche einen Tag später",
            "resto de la semana un día después",
        ),
    }
)
EVERYWHERE = ("all", "tous", "alle", "alle", "todos")


WEEKDAYS = Vocabulary(
    {number: tuple(DAYS[language].split()[number].casefold() for language in LANGUAGES) for number in range(7)}
)
# Kinds that are known everywhere.
WASTES = Vocabulary(
    {
        "residual": (
            "residual waste",
            "ordures ménagères|déchets résiduels",
            "restafval|huisvuil",
            "Restmüll|hausmüll",
            "resto",
        ),
        "organic": (
            "organic waste",
            "déchets organiques|organique",
            "gft|organisch afval",
            "Bioabfall|biomüll",
            "orgánico",
        ),
        "pmc": ("packaging", "PMC|emballages", "pmd|verpakkingen", "PMK|verpackungen", "envases"),
        "paper": (
            "paper and cardboard|paper",
            "papiers et cartons|papier|papiers cartons",
            "papier en karton|papier",
            "Papier und Karton|papier",
            "papel y cartón|papel",
        ),
        "glass": ("glass", "verre|verres", "glas", "Glas", "vidrio"),
        "garden": ("garden waste", "déchets verts", "tuinafval", "Grünabfälle", "residuos de jardín"),
        "bulky": ("bulky waste", "encombrants", "grofvuil", "Sperrmüll", "voluminosos"),
        "textiles": ("textiles", "textiles", "textiel", "Altkleider", "textiles"),
        "christmas-trees": ("Christmas trees", "sapins de Noël", "kerstbomen", "Weihnachtsbäume", "árboles de Navidad"),
    }
)
