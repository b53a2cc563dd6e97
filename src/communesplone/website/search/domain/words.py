"""Words as the search compares them: without accents, without the signs of plural and feminine.

One lexicon holds texts in five languages and does not know which word is in which. So there is one stemmer for all of
them, on purpose a light one: it merges what differs by its ending only, and it does the same to every text and to every
question. Stemmers made for one language (Snowball) would need the language of each word.
"""

from functools import lru_cache
import re
import unicodedata


SHORTEST = 4  # letters that a stem keeps
MOST_WORDS = 12  # of a question
LONGEST_QUESTION = 200  # characters
WORD = re.compile(r"\w+")
# Ligatures that no decomposition opens.
_OPEN = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "Œ": "oe", "Æ": "ae", "Ø": "o"})
# Words that say nothing in a question, in the five languages; and what is left of an article before an apostrophe.
_IDLE = """
a ai al an and au aux avec avoir besoin c can ce ces cet cette comment como con cual cuando d dans das de del dem
den der des die do does donde du e een ein eine el en es est et fait faire faut for from get haben have het hoe how
i ich il in is ist j je kan kann l la las le les los m ma mein meine mes mi mijn mit mon moet n need ne nous of ou
on onze or par para pas peut plus por pour puis qu quand que quel quelle quels quelles qui s sa se ses si sont sur
t te the to u un una une und van veux voor vous waar wann wat what when where wie wo y zu zum zur
"""
IDLE = frozenset(_IDLE.split())
# Ending, what stands for it, letters that must stay before it; the first one that fits. Folded words.
_ENDINGS = (
    ("eaux", "eau", 0),  # bureaux
    ("aux", "al", 2),  # communaux
    ("ail", "al", 3),  # travail, travaux
    ("eux", "eu", 1),  # jeux, heureux
    ("euses", "eu", 3),
    ("euse", "eu", 3),  # heureuse
    ("oux", "ou", 2),  # bijoux
    ("trices", "teur", 3),
    ("trice", "teur", 3),  # directrice
    ("ives", "if", 3),
    ("ive", "if", 3),  # administrative
    ("enne", "en", 3),  # citoyenne
    ("onne", "on", 3),
    ("elle", "el", 3),  # professionnelle
    ("ette", "et", 3),
    ("ss", "s", 3),
    ("en", "", 4),  # kaarten, Wohnungen
)
_DOUBLE_VOWEL = re.compile(r"(aa|ee|oo|uu)(?=[bcdfghjklmnpqrstvwxz]$)")  # aanvraag, aanvragen
_DOUBLE_END = re.compile(r"([bcdfglmnprt])\1$")


def fold(text: str) -> str:
    """Small letters without accents: Œuvre d’été -> oeuvre d’ete."""
    apart = unicodedata.normalize("NFKD", text.translate(_OPEN))
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def split(text: str) -> list[str]:
    """The folded words of a text, in their order: l’état civil -> l, etat, civil."""
    return WORD.findall(fold(text))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What a folded word has in common with its plural and its feminine; the same for what is a stem already."""
    if not word.isalpha():
        return word
    shorter = _shorter(word)
    while shorter != word:
        word, shorter = shorter, _shorter(shorter)
    return word


def _shorter(word: str) -> str:
    for ending, instead, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)] + instead
    if len(word) > 3 and word[-1] in "sz" and word[-2] != "s":
        return word[:-1]
    if len(word) > SHORTEST:
        if word.endswith("e"):
            return word[:-1]
        if word.endswith("y"):
            return word[:-1] + "i"
        if _DOUBLE_END.search(word):
            return word[:-1]
        return _DOUBLE_VOWEL.sub(lambda found: found.group()[0], word)
    return word


def stems(text: str) -> list[str]:
    """The stems of the words of a text, in their order."""
    return [stem(word) for word in split(text)]


def asked(text: str) -> list[str]:
    """The folded words of a question that say something; all of them when none does. At most twelve."""
    found = split(text[:LONGEST_QUESTION])
    telling = [word for word in found if word not in IDLE]
    return (telling or found)[:MOST_WORDS]
