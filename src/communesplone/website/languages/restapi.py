"""`@translations` of plone.restapi, which gives no pages where the first language has no folder of its own."""

from communesplone.core.interfaces import ICommunesLayer
from communesplone.website.languages import shown
from communesplone.website.languages import translations
from plone import api
from plone.app.multilingual.interfaces import ITranslatable
from plone.restapi.interfaces import IExpandableElement
from plone.restapi.services import Service
from zope.component import adapter
from zope.interface import implementer


@implementer(IExpandableElement)
@adapter(ITranslatable, ICommunesLayer)
class Translations:
    """The other pages of the group (`items`: address, language) and the roots of the languages (`root`)."""

    def __init__(self, context, request):
        self.context = context
        self.request = request

    def __call__(self, expand: bool = False) -> dict:
        """With `expand`, everything; else the address to ask."""
        answer = {"@id": f"{self.context.absolute_url()}/@translations"}
        if expand:
            url, own = self.request.physicalPathToURL, self.context.Language()
            others = translations.of(self.context, self.request)
            answer["items"] = [
                {"@id": url(page.path), "language": code} for code, page in others.items() if code != own
            ]
            site, codes = api.portal.get(), shown.chosen_languages()
            answer["root"] = {code: shown.root_url(site, self.request, code) for code in codes}
        return {"translations": answer}


class TranslationsGet(Service):
    """`GET @translations`."""

    def reply(self) -> dict:
        """Everything."""
        return Translations(self.context, self.request)(expand=True)["translations"]
