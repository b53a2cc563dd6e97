"""Plone's switch of languages on editors' pages: the same links, without asking the settings about 200 languages."""

from plone.app.i18n.locales import browser as selector
from plone.app.i18n.locales.browser.selector import LanguageSelector
from plone.app.multilingual import browser as translations
from plone.app.multilingual.browser.selector import LanguageSelectorViewlet
from plone.i18n.locales.interfaces import IContentLanguageAvailability
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import getUtility


class Languages:
    """The language tool; what it knows of languages is told of those that are switched on."""

    def __init__(self, tool):
        self._tool = tool

    def __getattr__(self, name: str) -> object:
        return getattr(self._tool, name)

    def getAvailableLanguageInformation(self) -> dict[str, dict]:
        """Code -> facts, as the tool tells them; the tool reads the settings once for each language of the world."""
        known = getUtility(IContentLanguageAvailability).getLanguages(combined=self._tool.use_combined_language_codes)
        codes = [code for code in self._tool.getSupportedLanguages() if code in known]
        return {code: {**known[code], "code": code, "selected": True} for code in codes}


class Selector(LanguageSelector):
    """`plone.app.i18n.locales.languageselector`, for sites without translations."""

    render = ViewPageTemplateFile("languageselector.pt", selector.__path__[0])

    def update(self):
        super().update()
        self.tool = self.tool and Languages(self.tool)


class TranslationSelector(LanguageSelectorViewlet):
    """`plone.app.multilingual.languageselector`, for sites with translations."""

    render = ViewPageTemplateFile("templates/languageselector.pt", translations.__path__[0])

    def update(self):
        super().update()
        self.tool = self.tool and Languages(self.tool)
