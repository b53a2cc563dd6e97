"""Which known word may be meant by one that is known nowhere."""

from collections.abc import Iterable


MOST_OFFERED = 6
# Letters that people write for one another at the beginning of a word.
_ALIKE = ("ckqs", "iyj", "fpv", "gj", "szc", "eha", "bp", "dt", "mn", "ou")


def tolerance(word: str) -> int:
    """How many mistakes a word of that length may have: none up to three letters, then one, two from seven on."""
    if len(word) < 4 or not word.isalpha():
        return 0
    return 1 if len(word) < 7 else 2


def beginnings(word: str) -> tuple[str, ...]:
    """First letters that the meant word may have, the typed one first; the second one too: a letter may be too many."""
    alike = [letter for group in _ALIKE if word[:1] in group for letter in group]
    return tuple(dict.fromkeys([*word[:1], *word[1:2], *alike]))


def distance(one: str, other: str, most: int) -> int:
    """Mistakes between two words: a letter more, less, other, or two exchanged. `most` + 1 when there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before = before, row
        row = [i]
        for j, sign in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != sign))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == sign:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known words that may be meant, the nearest first; the same beginning decides between equals."""
    most = tolerance(word)
    if not most:
        return []
    letters, found = set(word), []
    for one in known:
        # Cheap first: each mistake changes at most one letter on either side.
        if abs(len(one) - len(word)) > most or len(letters.symmetric_difference(one)) > 2 * most:
            continue
        far = distance(word, one, most)
        if 0 < far <= most:
            found.append((far, one[:1] != word[:1], one[:2] != word[:2], one))
    return [one for *_rank, one in sorted(found)[:MOST_OFFERED]]
