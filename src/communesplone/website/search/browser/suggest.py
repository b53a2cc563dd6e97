"""`@@suggest?q=`: titles while somebody types, as JSON."""

from communesplone.website.search.asking import clean
from communesplone.website.search.suggesting import suggestions
from plone import api
from Products.Five import BrowserView
import json


SECONDS = 300


class Suggest(BrowserView):
    """Public and the same for every visitor, so that caches may keep it; `lang` is part of the address for that."""

    def __call__(self) -> str:
        response = self.request.response
        response.setHeader("Content-Type", "application/json; charset=utf-8")
        response.setHeader("X-Robots-Tag", "noindex")
        anonymous = api.user.is_anonymous()
        response.setHeader("Cache-Control", f"public, max-age={SECONDS}" if anonymous else "private, no-store")
        words = clean(self.request.form.get("q", ""))
        return json.dumps({"q": words, "items": suggestions(self.request, words, self._language())})

    def _language(self) -> str:
        asked = self.request.form.get("lang", "")
        known = api.portal.get_tool("portal_languages").getSupportedLanguages()
        return asked if isinstance(asked, str) and asked in known else api.portal.get_current_language()
