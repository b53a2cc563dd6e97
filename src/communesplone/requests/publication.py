"""A card as a service in plain values, for the descriptions that programs read."""

from communesplone.requests import facets
from communesplone.requests.content.procedure import Procedure
from communesplone.requests.domain import rows
from communesplone.requests.domain import service
from communesplone.requests.domain.card import status_on
from communesplone.requests.facets import LANGUAGES
from communesplone.website.settings import settings
from datetime import date
from plone import api
from zope.i18n import translate


def service_of(procedure: Procedure, today: date, unit=None, related=(), spoken=tuple(LANGUAGES)) -> service.Service:
    """The card in all its languages.

    `unit`: the responsible one; `related`: addresses of cards that everybody sees; `spoken`: languages in which the
    fixed lists are named.
    """
    url = procedure.absolute_url()
    office = _office(unit) if unit is not None else None
    return service.Service(
        url=url,
        identifier=api.content.get_uuid(procedure),
        titles=_texts(procedure, "title"),
        descriptions=_texts(procedure, "description"),
        authority=_authority(),
        languages=tuple(procedure.languages or ()),
        processing_days=procedure.processing_days,
        status=str(status_on(today, procedure.status, procedure.status_until)),
        keywords={language: tuple(said) for language, said in _said(procedure, "keywords").items()},
        themes=_terms(facets.THEMES, procedure.themes, spoken),
        audiences=_terms(facets.AUDIENCES, procedure.audiences, spoken),
        life_events=_terms(facets.LIFE_EVENTS, procedure.life_events, spoken),
        channels=_channels(procedure, url, office, spoken),
        costs=_costs(procedure),
        needs=tuple(_by_row(procedure, "needs")),
        outcomes=_texts(procedure, "outcome"),
        conditions=_texts(procedure, "who"),
        laws=_laws(procedure),
        related=tuple(related),
        office=office,
    )


def tokens_of_channels(procedure) -> list[str]:
    """Ways to ask; an order on this site or elsewhere is one without being ticked."""
    chosen = set(procedure.channels or ())
    if procedure.online or procedure.service_url:
        chosen.add("online")
    return [token for token in facets.CHANNELS if token in chosen]


def _first() -> str:
    return api.portal.get_default_language().split("-")[0]


def _said(procedure, name: str) -> dict:
    """What the card says of it in each language, the first one leading."""
    others = {language: words.get(name) for language, words in procedure.translations.items()}
    found = {_first(): getattr(procedure, name, None), **others}
    return {language: said for language, said in found.items() if said}


def _texts(procedure, name: str) -> service.Words:
    return {language: " ".join(said.split()) for language, said in _said(procedure, name).items()}


def _by_row(procedure, name: str) -> list[service.Words]:
    """The first part of each row by language; rows of a language with another number of them are left out."""
    said = {language: rows.rows(lines) for language, lines in _said(procedure, name).items()}
    first = next(iter(said.values()), [])
    same = {language: found for language, found in said.items() if len(found) == len(first)}
    return [{language: found[number].first for language, found in same.items()} for number in range(len(first))]


def _terms(known: dict, tokens, spoken) -> tuple[service.Term, ...]:
    return tuple(service.Term(token, _names(known[token], spoken)) for token in tokens or () if token in known)


def _names(message, spoken) -> service.Words:
    return {language: translate(message, target_language=language) for language in spoken}


def _authority() -> service.Authority:
    shown = settings()
    name = shown.commune_name if shown is not None else api.portal.get().Title()
    return service.Authority(api.portal.get().absolute_url(), {_first(): name})


def _office(unit) -> service.Place:
    address = service.address_of(unit.address)
    return service.Place(unit.title, unit.absolute_url(), phone=unit.phone or "", email=unit.email or "", **address)


def _channels(procedure, url: str, office, spoken) -> tuple[service.Channel, ...]:
    order = f"{url}/@@order" if procedure.online else procedure.service_url or ""
    return tuple(
        service.Channel(kind, _names(facets.CHANNELS[kind], spoken), order if kind == "online" else "", office)
        for kind in tokens_of_channels(procedure)
    )


def _costs(procedure) -> tuple[service.Cost, ...]:
    said = {language: rows.rows(lines) for language, lines in _said(procedure, "cost_rows").items()}
    first = next(iter(said.values()), [])
    if not first:
        texts = _texts(procedure, "cost")
        return (service.Cost(texts, rows.amount(next(iter(texts.values())))),) if texts else ()
    same = {language: found for language, found in said.items() if len(found) == len(first)}
    return tuple(
        service.Cost(
            {language: ": ".join(part for part in found[number][:2] if part) for language, found in same.items()},
            rows.amount(first[number].second),
        )
        for number in range(len(first))
    )


def _laws(procedure) -> tuple[service.Law, ...]:
    said = {language: rows.rows(lines) for language, lines in _said(procedure, "legal_rows").items()}
    first = next(iter(said.values()), [])
    same = {language: found for language, found in said.items() if len(found) == len(first)}
    return tuple(
        service.Law(
            {language: ", ".join(part for part in found[number][:2] if part) for language, found in same.items()},
            first[number].third,
        )
        for number in range(len(first))
    )
