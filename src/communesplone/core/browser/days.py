"""Days in words, for pages with a hundred of them: Plone takes four translations and a time zone for each."""

from datetime import date
from functools import lru_cache
from plone import api


OVERRIDE = "Products.CMFPlone.i18nl10n.override_dateformat.Enabled"


def written(day: date) -> str:
    """The day as Plone writes it in the language of the page."""
    if api.portal.get_registry_record(OVERRIDE, default=False):
        return api.portal.get_localized_time(day)
    return _written(day, api.portal.get_current_language())


@lru_cache(maxsize=4096)
def _written(day: date, language: str) -> str:
    return api.portal.get_localized_time(day)
