"""What lists show of a card, read from the catalog's rows: its words in every language, its icon, whether to order."""

from communesplone.requests import asking
from communesplone.requests.content.procedure import IProcedure
from plone.indexer import indexer


@indexer(IProcedure)
def card_titles(procedure) -> dict[str, str]:
    """Title by language, for the languages besides the site's first."""
    return _by_language(procedure, "title")


@indexer(IProcedure)
def card_summaries(procedure) -> dict[str, str]:
    """Summary by language, for the languages besides the site's first."""
    return _by_language(procedure, "description")


@indexer(IProcedure)
def card_code(procedure) -> str:
    """Code of the ready procedure that the card was made from, '' for one of the commune's own."""
    return procedure.code or ""


@indexer(IProcedure)
def icon(procedure) -> str:
    """Name of the icon."""
    return procedure.icon or ""


@indexer(IProcedure)
def online(procedure) -> bool:
    """Whether it can be ordered on line."""
    return bool(procedure.online)


@indexer(IProcedure)
def order_unit(procedure) -> str:
    """UID of the unit whose staff may enter orders for others; '' while there is none, or nothing to fill in."""
    return (procedure.unit or "") if asking.has_questions(procedure.form_model) else ""


@indexer(IProcedure)
def searchable_text(procedure) -> str:
    """Titles and summaries in every language, so that a Dutch word finds the card on a French site."""
    parts = [procedure.getId(), procedure.title, procedure.description, procedure.who, procedure.good_to_know]
    for words in procedure.translations.values():
        parts += [words.get("title"), words.get("description")]
    return " ".join(part for part in parts if part)


def _by_language(procedure, name: str) -> dict[str, str]:
    return {language: words[name] for language, words in procedure.translations.items() if words.get(name)}
