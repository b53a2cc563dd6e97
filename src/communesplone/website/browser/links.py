"""Links in the bar at the top of every page."""

from AccessControl import getSecurityManager
from communesplone import _
from communesplone.website.interfaces import IHeaderLink
from plone import api
from zope.interface import implementer


@implementer(IHeaderLink)
class HeaderLink:
    """Base of the links that features register as subscription adapters of (site, request)."""

    title = ""
    view = ""  # name of the page on the site, without @@
    order = 100
    personal = False
    permission = "View"

    def __init__(self, site, request):
        self.site = site
        self.request = request

    @property
    def url(self) -> str:
        """Absolute address of the page."""
        return f"{self.site.absolute_url()}/@@{self.view}"

    @property
    def available(self) -> bool:
        """Whether the current user may open the page."""
        return bool(getSecurityManager().checkPermission(self.permission, self.site))


class DeskLink(HeaderLink):
    """The clerks' queue."""

    title = _("Case desk")
    view = "cases"
    order = 20
    permission = "CommunesPlone: Use the case queue"


class TwoStepsLink(HeaderLink):
    """The second step of one's own account."""

    title = _("Log in in two steps")
    view = "two-steps"
    order = 90
    personal = True
    permission = "Set own password"

    @property
    def available(self) -> bool:
        return not api.user.is_anonymous() and super().available
