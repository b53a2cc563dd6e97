"""What lists show of a card, read from the catalog's rows: its words in every language, its icon, whether to order."""

from communesplone.requests import asking
from communesplone.requests import checking
from communesplone.requests import facets
from communesplone.requests import shared
from communesplone.requests.content.procedure import IProcedure
from communesplone.requests.domain.card import Status
from communesplone.requests.domain.finding import digest
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
def card_facets(procedure) -> tuple[str, ...]:
    """Themes, audiences and life events: `theme:family`."""
    return facets.tokens(procedure)


@indexer(IProcedure)
def card_words(procedure) -> tuple[str, str]:
    """Words of the titles, and all others by which the card is found; in every language."""
    texts = _every_language(procedure)
    titles = digest(words.get("title") for words in texts)
    others = [words.get("description") for words in texts]
    others += [line for words in texts for line in words.get("keywords") or ()]
    return titles, digest(others)


@indexer(IProcedure)
def card_status(procedure) -> dict:
    """State of the service, last day, and the reason by language ('' the first one); {} when it is normal."""
    if not procedure.status or procedure.status == Status.NORMAL:
        return {}
    reasons = {"": procedure.status_reason or "", **_by_language(procedure, "status_reason")}
    return {"status": procedure.status, "until": procedure.status_until, "reasons": reasons}


@indexer(IProcedure)
def card_check(procedure) -> dict:
    """What the card lacks and when it is to be read again; for editors, see `rest`."""
    lack = checking.lack_of(procedure)
    return {"needed": lack.needed, "advised": lack.advised, "review": procedure.review_date}


@indexer(IProcedure)
def card_shared(procedure) -> str:
    """Sum of the shared texts that the commune has seen, see `shared`."""
    return shared.stamp_of_card(procedure)


@indexer(IProcedure)
def searchable_text(procedure) -> str:
    """Titles, summaries and other words in every language, so that a Dutch word finds the card on a French site."""
    parts = [procedure.getId(), procedure.who, procedure.good_to_know, procedure.outcome]
    for words in _every_language(procedure):
        parts += [words.get("title"), words.get("description"), *(words.get("keywords") or ())]
    return " ".join(part for part in parts if part)


def _every_language(procedure) -> list[dict]:
    first = {name: getattr(procedure, name) for name in ("title", "description", "keywords")}
    return [first, *procedure.translations.values()]


def _by_language(procedure, name: str) -> dict[str, str]:
    return {language: words[name] for language, words in procedure.translations.items() if words.get(name)}
