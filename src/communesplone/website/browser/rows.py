"""Words of catalog rows in the language of the page.

Types whose content is kept in several languages give the columns `card_titles` and `card_summaries`: language to words.
"""


def row_title(row, language: str) -> str:
    """Title of a catalog row in that language, else in the site's first."""
    return _in(row, "card_titles", language) or row.Title


def row_summary(row, language: str) -> str:
    """Summary of a catalog row in that language, else in the site's first."""
    return _in(row, "card_summaries", language) or row.Description


def _in(row, column: str, language: str) -> str:
    words = getattr(row, column, None)
    return words.get(language, "") if isinstance(words, dict) else ""
