"""CSV cells that a spreadsheet shows and never calculates.

What citizens type ends in a clerk's spreadsheet. A text that starts like a formula (``=HYPERLINK(...)``, ``@SUM``,
``+1``, ``-1``) would be run there; see OWASP, "CSV injection". Write the cells with ``csv.QUOTE_ALL``, since a comma
file opened where the semicolon separates would otherwise cut a text in two, whose second half may be a formula.
"""

import unicodedata


_FORMULA_STARTS = frozenset("=+-@|%")
_CONTROLS_AND_SPACES = frozenset("CZ")
_STARTS_THAT_SPREADSHEETS_DROP = frozenset("\t\r\n")


def cell(value: object) -> str:
    """Return the value as text for one CSV cell; None is "".

    A text that a spreadsheet may take for a formula gets an apostrophe in front, which spreadsheets read as "a text".
    Numbers stay as they are: a negative amount must remain an amount.
    """
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, int | float):
        return text
    return f"'{text}" if _is_dangerous(text) else text


def _is_dangerous(text: str) -> bool:
    if text[:1] in _STARTS_THAT_SPREADSHEETS_DROP and text:
        return True
    # NFKC turns full-width and small forms (U+FF1D, U+FE66) into the plain signs, as some spreadsheets do.
    first = next(
        (character for character in text if unicodedata.category(character)[0] not in _CONTROLS_AND_SPACES), ""
    )
    return unicodedata.normalize("NFKC", first)[:1] in _FORMULA_STARTS and bool(first)
