"""Where a translation is put, when the first language of a site has no folder of its own."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from communesplone.core.interfaces import ICommunesLayer
from communesplone.website.languages import shown
from plone import api
from plone.app.multilingual.factory import DefaultTranslationLocator
from plone.app.multilingual.interfaces import ITranslatable
from plone.app.multilingual.interfaces import ITranslationLocator
from plone.app.multilingual.interfaces import ITranslationManager
from plone.base.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.globalrequest import getRequest
from zope.interface import implementer


@implementer(ITranslationLocator)
@adapter(ITranslatable)
class Locator(DefaultTranslationLocator):
    """The nearest folder above that is there in the language, else the root of the language."""

    def __call__(self, language: str):
        """The folder."""
        if not ICommunesLayer.providedBy(getRequest()):
            return super().__call__(language)
        above = aq_parent(aq_inner(self.context))
        while ITranslatable.providedBy(above) and not IPloneSiteRoot.providedBy(above):
            found = ITranslationManager(above).get_translation(language)
            if found is not None:
                return found
            above = aq_parent(aq_inner(above))
        return shown.root_of(api.portal.get(), language)
