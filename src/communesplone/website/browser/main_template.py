"""Which page a visitor gets around the content: the light one, or Plone's own for those who may edit.

The switch is "has no editing permission", so that citizens and clerks with an account get the light page too. A view
decides for itself with a class attribute: ``light_page = True`` (always light, for editors with a small bar of links)
or ``light_page = False`` (always Plone's own).
"""

from AccessControl import getSecurityManager
from communesplone.core.browser.headers import SCRIPTS
from communesplone.core.browser.headers import STYLES
from communesplone.website import resources
from plone import api
from plone.memoize.view import memoize
from Products.CMFPlone.browser.main_template import MainTemplate as StockMainTemplate
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


EDITING = ("Modify portal content", "Add portal content")


def may_edit(context) -> bool:
    """Whether the current user may change or add something here."""
    check = getSecurityManager().checkPermission
    return any(check(permission, context) for permission in EDITING)


def published_view(request):
    """The view that the request is answered by; for a method of a view, the view itself; None when there is none."""
    published = request.get("PUBLISHED")
    return getattr(published, "__self__", published)


class MainTemplate(StockMainTemplate):
    """`main_template` for sites with the suite."""

    light_template = ViewPageTemplateFile("light.pt")

    @property
    def template(self):
        """The page template whose macros the views use."""
        if self.use_ajax or not self.is_light:
            return super().template
        return self._light()

    @property
    @memoize
    def is_light(self) -> bool:
        """Whether this request is answered with a light page."""
        view = published_view(self.request)
        wish = getattr(view, "light_page", None)
        if wish is None:
            wish = getattr(getattr(view, "form_instance", None), "light_page", None)
        return not may_edit(self.context) if wish is None else bool(wish)

    def _light(self):
        self.request.response.setHeader("X-Theme-Disabled", "1")
        site_url = api.portal.get().absolute_url()
        own = f"{site_url}/{resources.DIRECTORY}/"
        # What the content security policy lets such a page load.
        self.request.set(SCRIPTS, (own, f"{site_url}/++resource++protect.js"))
        self.request.set(STYLES, (own, f"{site_url}/@@commune-colours.css"))
        return self.light_template


class LightTemplate(MainTemplate):
    """The light page whoever asks: for error pages, where the published view is not known."""

    is_light = True
