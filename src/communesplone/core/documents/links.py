"""The document generator's links below the title of a page, without waking its templates on pages that have none.

Its own viewlet wakes every template on every page of an editor and asks each whether it applies. Nearly all say no
because of two plain facts: switched off, or meant for other types. These are gathered once and kept while the catalog
has not changed; where one template may apply, the viewlet goes on as it always did.
"""

from Acquisition import aq_base
from collective.documentgenerator.adapters import GenerablePODTemplatesAdapter
from collective.documentgenerator.content import condition
from collective.documentgenerator.interfaces import IGenerablePODTemplates
from collective.documentgenerator.interfaces import IPODTemplateCondition
from collective.documentgenerator.viewlets.generationlinks import DocumentGeneratorLinksViewlet
from communesplone.core.kept import Kept
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import getAdapter
from zope.component import queryMultiAdapter
from zope.interface import directlyProvidedBy
import collective.documentgenerator.viewlets as stock


_KEPT = Kept()
_PLAIN = (condition.PODTemplateCondition, condition.SubTemplateCondition)


class Links(DocumentGeneratorLinksViewlet):
    """`document-generation-link` on sites with the suite: the same links."""

    index = ViewPageTemplateFile("generationlinks.pt", stock.__path__[0])

    def available(self):
        """Whether there is a link to show."""
        return self._may_apply() and super().available()

    def _may_apply(self) -> bool:
        generable = getAdapter(self.context, IGenerablePODTemplates)
        if type(generable) is not GenerablePODTemplatesAdapter:
            return True  # a site with rules of its own
        base = aq_base(self.context)
        question = (base.__class__, tuple(directlyProvidedBy(base)), self.context.portal_type)
        return _KEPT.answer(self.request, question, lambda: (self._any_applies(generable),))[0]

    def _any_applies(self, generable: GenerablePODTemplatesAdapter) -> bool:
        return any(may_apply(template, self.context) for template in generable.get_all_pod_templates())


def may_apply(template, context) -> bool:
    """Whether a template could be offered on contexts such as this one, whatever its own condition says about it."""
    rule = queryMultiAdapter((template, context), IPODTemplateCondition)
    if type(rule) in _PLAIN:
        return bool(rule.evaluate())
    if type(rule) is condition.ConfigurablePODTemplateCondition:
        return bool(template.enabled and rule.evaluate_allowed_context(context))
    return rule is not None
