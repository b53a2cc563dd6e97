"""Making a commune's site from the answers given on the "Add site" page or by `make start`."""

from communesplone import _
from communesplone.core.settings import commune
from communesplone.requests import ready
from communesplone.website.languages import arrangement
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.i18n import translate


FEATURES = ("website", "requests")


def handle(distribution, site, answers: dict):
    """Install the profiles of the chosen modules, set languages and jurisdiction, add the demonstration on request."""
    setup = site["portal_setup"]
    for profile in distribution.profiles:
        setup.runAllImportStepsFromProfile(f"profile-{profile}")
    chosen = answers.get("modules")
    for feature in FEATURES:
        if chosen is None or feature in chosen:
            setup.runAllImportStepsFromProfile(f"profile-communesplone.{feature}:default")
    _set_languages(answers)
    commune().jurisdiction = answers.get("jurisdiction") or "wallonia"
    _introduce(answers)
    if answers.get("setup_content"):
        setup.runAllImportStepsFromProfile("profile-communesplone.demo:default")
    elif chosen is None or "requests" in chosen:
        _offer_procedures(site)
    return site


def _offer_procedures(site) -> None:
    """The catalogue of procedures, with the ready ones as drafts: the commune reads, adapts and publishes them."""
    title = translate(_("Procedures"), target_language=api.portal.get_default_language())
    folder = api.content.create(site, "ProcedureFolder", "demarches", title=title)
    api.content.transition(folder, "publish")
    for code in ready.orderable_codes():
        ready.add(folder, code)


def _set_languages(answers: dict) -> None:
    first = answers.get("default_language") or "fr"
    others = [language for language in answers.get("languages") or () if language != first]
    registry = getUtility(IRegistry)
    registry["plone.default_language"] = first
    registry["plone.available_languages"] = [first, *others]
    registry["plone.use_cookie_negotiation"] = True
    registry["plone.set_cookie_always"] = False
    registry["plone.always_show_selector"] = True
    arrangement.install(api.portal.get())


def _introduce(answers: dict) -> None:
    for name, value in (("commune_name", answers.get("title")), ("tagline", answers.get("description"))):
        record = f"communesplone.website.{name}"
        if value and api.portal.get_registry_record(record, default=None) is not None:
            api.portal.set_registry_record(record, value)
