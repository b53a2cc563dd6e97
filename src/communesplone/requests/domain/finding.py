"""Finding cards by what people type: without accents, in singular or plural, from the beginning of a word."""

from collections.abc import Iterable
import re
import unicodedata


OTHER = "#"  # where titles stand that begin with no letter
_WORD = re.compile(r"[a-z0-9]+")
# Words that say nothing, in the five languages; and what is left of an article before an apostrophe.
_IDLE = """
a an and au aux c ce comment d das de del der des die du e een el en et for het i in ik j je l la las le les los m ma
mijn mon n of on ou para por pour qu que s se t the to u un una une van voor y
"""
IDLE = frozenset(_IDLE.split())
# Ligatures that no decomposition opens.
_OPEN = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "Œ": "oe", "Æ": "ae", "Ø": "o"})


def fold(text: str) -> str:
    """Small letters without accents: Œuvre d’été -> oeuvre d’ete."""
    apart = unicodedata.normalize("NFKD", text.translate(_OPEN))
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def stem(word: str) -> str:
    """A word without the sign of its plural, which is enough for French, Dutch, English and Spanish titles."""
    if len(word) > 4 and word.endswith("aux"):
        return word[:-3] + "al"
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def words(text: str) -> list[str]:
    """The words of a text that say something, folded and in the singular, in their order."""
    return [stem(word) for word in _WORD.findall(fold(text)) if word not in IDLE]


def digest(texts: Iterable[str]) -> str:
    """The different words of texts, for a column of the catalog."""
    return " ".join(dict.fromkeys(word for text in texts for word in words(text or "")))


def score(asked: list[str], title: str, known: str) -> int:
    """How well a card fits: 0 when a word of the question is nowhere; words of the title weigh most.

    `title` and `known` are digests. A word may be half typed from three letters on, and stand inside a longer one from
    five.
    """
    titled, rest = title.split(), known.split()
    total = 0
    for word in asked:
        found = max((_fit(word, one) * 3 for one in titled), default=0)
        found = max(found, max((_fit(word, one) for one in rest), default=0))
        if not found:
            return 0
        total += found
    return total


def _fit(asked: str, word: str) -> int:
    if asked == word:
        return 2
    # Dutch and German write several words in one: Ausweis is in Personalausweis.
    return int((len(asked) >= 3 and word.startswith(asked)) or (len(asked) >= 5 and asked in word))


def letter(title: str) -> str:
    """Under which letter a title stands: État civil under E."""
    first = fold(title).strip()[:1]
    return first.upper() if "a" <= first <= "z" else OTHER


def sort_key(title: str) -> tuple[str, str]:
    """Order of titles as in a dictionary: signs do not count, accents only between words that are else the same."""
    return " ".join(_WORD.findall(fold(title))), title
