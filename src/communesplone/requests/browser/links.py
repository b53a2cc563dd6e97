"""The way to one's orders, from every page."""

from communesplone import _
from communesplone.core.interfaces import IDeskLink
from communesplone.core.organisation.groups import units_of
from communesplone.website.browser.links import HeaderLink
from plone import api
from zope.interface import implementer


class TrackLink(HeaderLink):
    """For whoever ordered without an account."""

    title = _("Follow an order")
    view = "track"
    order = 10

    @property
    def available(self) -> bool:
        return api.user.is_anonymous()


class MyOrdersLink(HeaderLink):
    """For whoever is logged in."""

    title = _("My orders")
    view = "my-orders"
    order = 10
    personal = True

    @property
    def available(self) -> bool:
        return not api.user.is_anonymous()


@implementer(IDeskLink)
class CounterLink:
    """From the queue to the procedures that can be entered for somebody; for clerks and heads."""

    title = _("Orders at the counter")
    order = 10

    def __init__(self, site, request):
        self.site = site

    @property
    def url(self) -> str:
        return f"{self.site.absolute_url()}/@@counter"

    @property
    def available(self) -> bool:
        return bool(units_of(api.user.get_current()))
