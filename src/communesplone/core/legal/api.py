"""What the rest of the house calls: `law()`, and words for what a rule answers."""

from communesplone.core.audit import api as audit
from communesplone.core.legal import store
from communesplone.core.moments import now
from communesplone.core.settings import commune
from communesplone.law.answers import Answer
from communesplone.law.book import Law
from communesplone.law.overrides import of_jurisdiction
from communesplone.law.overrides import Override
from communesplone.law.phrases import Phrase
from communesplone.law.values import Value
from plone import api
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.i18nmessageid import Message


def law() -> Law:
    """The rules of this commune: those of its jurisdiction, and the values that it set itself."""
    jurisdiction = commune().jurisdiction
    return Law(jurisdiction, of_jurisdiction(store.overrides(api.portal.get()), jurisdiction))


def override(value: Value) -> None:
    """Put a value of the commune (`law.overrides.made`) in the place of the law's, under the current jurisdiction.

    Notes who and when, and `law.overridden` in the log. Raises WrongValue when another one of the commune holds on
    one of its days; nothing is stored then.
    """
    made = Override(commune().jurisdiction, value, api.user.get_current().getId() or "", now())
    store.place(api.portal.get()).add(made)
    audit.record("law.overridden", f"law:{value.key}", details=_facts(made))


def withdraw(number: int) -> None:
    """Let the law's own value hold again. Raises LookupError when there is nothing of that number to withdraw."""
    gone = store.place(api.portal.get()).withdraw(number, api.user.get_current().getId() or "", now())
    audit.record("law.override_withdrawn", f"law:{gone.value.key}", details=_facts(gone))


def say(phrase: Phrase, request=None) -> str:
    """A phrase of the law in the language of the reader, days written as the reader writes them."""
    request = getRequest() if request is None else request
    return phrase.say(
        lambda text: translate(Message(text, domain="communesplone"), context=request),
        lambda day: api.portal.get_localized_time(day),
    )


def explain(answer: Answer, request=None) -> list[str]:
    """The reasoning of an answer in the language of the reader, one sentence each, with its article."""
    request = getRequest() if request is None else request
    return list(
        answer.explain(
            lambda text: translate(Message(text, domain="communesplone"), context=request),
            lambda day: api.portal.get_localized_time(day),
        )
    )


def _facts(one: Override) -> dict:
    until = one.value.valid_until
    return {
        "jurisdiction": one.jurisdiction,
        "valid_from": one.value.valid_from.isoformat() if one.value.valid_from else None,
        "valid_until": until.isoformat() if until else None,
    }
