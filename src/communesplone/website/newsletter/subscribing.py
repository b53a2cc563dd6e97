"""From asking to leaving. Nobody learns from an answer whether an address is known: only its own mailbox tells."""

from communesplone import _
from communesplone.core.domain import tokens
from communesplone.core.keys import site_keys
from communesplone.core.mail.letters import Letter
from communesplone.core.mail.letters import post
from communesplone.core.moments import now
from communesplone.website.newsletter import door
from communesplone.website.newsletter.domain.subscription import is_stale
from communesplone.website.newsletter.domain.subscription import Subscriber
from communesplone.website.newsletter.settings import settings
from communesplone.website.newsletter.settings import themes
from communesplone.website.newsletter.store import get_store
from communesplone.website.newsletter.store import query_store
from dataclasses import replace
from datetime import datetime
from plone import api
from time import time


PURPOSE = "newsletter address"
DAY = 24 * 3600
ABOUT = "newsletter:"


def ask(address: str, chosen: tuple[str, ...], language: str) -> None:
    """Somebody typed an address: it gets a letter, and is subscribed when its owner answers.

    A subscription that is confirmed stays as it is: the letter only says where it is changed.
    """
    store = get_store()
    known = store.subscribers.get(store.number(address))
    may_write = door.may_write_to(address, time())
    if known is not None and known.is_confirmed:
        if may_write:
            post(_known_already(store, known))
        return
    number = store.keep(Subscriber(address, language, chosen, now()))
    if may_write:
        post(_please_confirm(number, address, language, chosen))


def confirmation_key(number: str) -> str:
    """What the link of the first letter carries."""
    return tokens.sign(site_keys()[0], PURPOSE, {"subscriber": number}, time())


def waiting(key: str) -> tuple[str, Subscriber | None]:
    """Number and subscription of the link of a first letter; ('', None) when the link is not good any more."""
    kept = tokens.read(site_keys(), PURPOSE, key, time(), (settings().days or 1) * DAY)
    store = query_store()
    found = store.subscribers.get(kept["subscriber"]) if kept and store is not None else None
    return (kept["subscriber"], found) if found is not None else ("", None)


def confirm(number: str) -> None:
    """The owner of the address has answered. A second time nothing happens."""
    store = get_store()
    known = store.subscribers.get(number)
    if known is not None and not known.is_confirmed:
        store.keep(replace(known, confirmed=now()))


def change(number: str, chosen: tuple[str, ...], language: str) -> None:
    """The owner chose other themes or another language."""
    store = get_store()
    known = store.subscribers.get(number)
    if known is not None:
        store.keep(replace(known, themes=chosen, language=language, confirmed=known.confirmed or now()))


def leave(number: str) -> bool:
    """Forget the address; whether it was known."""
    store = query_store()
    return store is not None and store.drop(number)


def forget_unconfirmed(moment: datetime, days: int) -> int:
    """Forget who did not answer in time; returns how many."""
    store = query_store()
    if store is None:
        return 0
    stale = [number for number, one in store.everybody() if is_stale(one, moment, days)]
    for number in stale:
        store.drop(number)
    return len(stale)


def _please_confirm(number: str, address: str, language: str, chosen: tuple[str, ...]) -> Letter:
    names = ", ".join(one.title(language) for one in themes() if one.id in chosen)
    return Letter(
        address,
        language,
        _("Please confirm your subscription"),
        (
            _("Somebody, hopefully you, asked us to send our newsletter to this address."),
            _("Nothing is sent until you press the button on the page of this link."),
            _("You did not ask for it? Then do nothing: we forget the address by ourselves."),
        ),
        facts=((_("Themes"), names),),
        link=f"{api.portal.get().absolute_url()}/@@newsletter-confirm?key={confirmation_key(number)}",
        link_text=_("Confirm my address"),
        about=ABOUT,
    )


def _known_already(store, known: Subscriber) -> Letter:
    key = store.key(store.number(known.address))
    return Letter(
        known.address,
        known.language,
        _("You are subscribed to our newsletter already"),
        (
            _("Somebody, hopefully you, asked us to send our newsletter to this address. You receive it already."),
            _("Nothing was changed. With this link you change your themes, or unsubscribe."),
        ),
        link=f"{api.portal.get().absolute_url()}/@@my-newsletter?key={key}",
        link_text=_("Change my themes"),
        about=ABOUT,
    )
