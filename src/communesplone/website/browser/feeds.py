"""Links to feeds in the head of a page, with titles that people can read."""

from plone.app.layout.links.viewlets import RSSViewlet
from plone.base.interfaces.syndication import IFeedSettings
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import getMultiAdapter
from zope.component import getUtility
from zope.i18n import translate
from zope.schema.interfaces import IVocabularyFactory
import plone.app.layout.links


KINDS = {"atom.xml": "application/atom+xml"}
VOCABULARY = "plone.app.vocabularies.SyndicationFeedTypes"


def feeds_of(content, request) -> list[dict]:
    """Title, url and type of each feed that a piece of content offers; empty for most."""
    settings = IFeedSettings(content, None)
    if settings is None:
        return []
    known = getUtility(IVocabularyFactory, VOCABULARY)(content)
    found = []
    for token in settings.feed_types or ():
        if token in known:
            words = translate(known.getTerm(token).title, context=request)
            found.append(
                {
                    "title": f"{content.Title()} – {words}",
                    "url": f"{content.absolute_url()}/{token}",
                    "type": KINDS.get(token, "application/rss+xml"),
                }
            )
    return found


def feeds_of_page(context, request) -> list[dict]:
    """The feeds of the page, when its editor switched them on; of the site on its home page."""
    helper = getMultiAdapter((context, request), name="syndication-util")
    return feeds_of(context, request) if helper.context_enabled() else []


class FeedLinks(RSSViewlet):
    """`plone.links.RSS`: Plone 6.2.2 writes `b'RSS 1.0'`."""

    render = ViewPageTemplateFile("rsslink.pt", plone.app.layout.links.__path__[0])

    def getRssLinks(self, obj) -> list[dict]:
        """The feeds of an object."""
        return feeds_of(obj, self.request)
