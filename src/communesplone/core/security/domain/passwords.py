"""Which passwords are refused: short ones, and those that a guesser tries first (NIST SP 800-63B, 5.1.1.2).

No rule asks for digits or signs: those lead to Password1!. What counts is length, and that the words in it are not the
ones that everybody takes.
"""

from collections.abc import Callable
from collections.abc import Iterable
from enum import StrEnum
import re
import unicodedata


LONGEST = 256
_LETTERS_LEFT = 3
_SIGNS = str.maketrans("@4310$5!7", "aaeiossit")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertzuiop", "yxcvbnm")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_DIGITS = "01234567890"
_WALKS = [walk for row in (*_ROWS, _ALPHABET, _DIGITS) for walk in (row, row[::-1])]
_LONGEST_PIECE = 20
# The commonest words of leaked passwords in the languages of the house, and those of a town hall.
_WORDS = """
    password passwort motdepasse mdp wachtwoord paswoord contrasena clave kennwort secret geheim secreto geheime
    admin administrator administrateur administrador beheerder root user test demo guest invite gast welcome bienvenue
    welkom willkommen bienvenido bonjour hello hallo hola salut letmein login connexion iloveyou jetaime ichliebedich
    tequiero ikhouvanjou loulou doudou chouchou cheri cherie amour liebe amor liefde soleil sonne sol zon zonnetje
    princess princesse prinzessin princesa prinses dragon monkey football voetbal futbol fussball foot basket baseball
    master shadow sunshine superman batman starwars pokemon michael jordan jennifer nicolas thomas julien camille marie
    martin alexandre sebastian daniel andrea charlie ashley jessica michelle hunter killer trustno freedom whatever
    computer internet ordinateur rechner ordenador samsung google facebook apple microsoft windows android iphone
    belgique belgie belgien belgium belgica france frankreich francia wallonie vlaanderen flandern bruxelles brussel
    paris anderlecht standard bayern schalke barcelona madrid marseille
    summer winter spring autumn ete hiver printemps automne zomer herfst lente sommer fruhling herbst verano invierno
    primavera otono janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
    january february march april june july august september october november december
    januari februari maart juni juli augustus oktober januar februar marz dezember
    lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday
    commune gemeente gemeinde municipio ville stad stadt ciudad mairie gemeentehuis rathaus ayuntamiento townhall
    maison huis haus casa famille familie familia chat chien hond kat katze hund gato perro chocolat chocolate
    azerty qwerty qwertz qwert azert abcdef abcd abc xyz aaa
    my mon ma le la les de des du een het mijn der die das mein meine el mi the is et and en und y love
"""
COMMON = frozenset(_WORDS.split())


class Weakness(StrEnum):
    """Why a password is refused."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    SIMPLE = "simple"
    NAMES = "names"


def weakness(password: str, shortest: int, names: Iterable[str] = ()) -> Weakness | None:
    """What speaks against a password, or None.

    ``shortest`` is the least number of characters; ``names`` are those of the account and of the commune, which a
    guesser knows.
    """
    if len(password) < shortest:
        return Weakness.SHORT
    if len(password) > LONGEST:
        return Weakness.LONG
    plain = _plain(password)
    if _is_simple(plain):
        return Weakness.SIMPLE
    words = _plain(password).translate(_SIGNS)
    if any(_is_made_of(_letters(text), COMMON) for text in (plain, words)):
        return Weakness.COMMON
    parts = frozenset(part for name in names for part in _parts(name))
    if parts and any(_is_made_of(_letters(text), COMMON | parts) for text in (plain, words)):
        return Weakness.NAMES
    return None


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()


def _letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalpha())


def _parts(name: str) -> list[str]:
    plain = _plain(name)
    return [part for part in {_letters(plain), *re.split(r"[^a-z]+", plain)} if len(part) >= 3]


def _is_simple(plain: str) -> bool:
    """Few different signs, a repeated piece, or a walk along the keyboard, the alphabet or the digits."""
    if len(set(plain)) < 5:
        return True
    if any(plain == (plain[:size] * len(plain))[: len(plain)] for size in range(1, len(plain) // 2 + 1)):
        return True
    return _outside(plain, lambda piece: len(piece) >= 3 and any(piece in row for row in _WALKS)) < _LETTERS_LEFT


def _is_made_of(letters: str, words: frozenset[str]) -> bool:
    """Whether words of the list make up the letters, but for a few; digits and signs around them do not count.

    A text without letters is not made of words: twelve random digits are for others to judge.
    """
    if not letters:
        return False
    return _outside(letters, words.__contains__) < _LETTERS_LEFT


def _outside(text: str, is_piece: Callable[[str], bool]) -> int:
    """Fewest signs of the text that belong to no piece, however it is cut."""
    best = [0]
    for end in range(1, len(text) + 1):
        sizes = (size for size in range(2, min(end, _LONGEST_PIECE) + 1) if is_piece(text[end - size : end]))
        best.append(min(best[end - 1] + 1, *(best[end - size] for size in sizes), len(text)))
    return best[-1]
