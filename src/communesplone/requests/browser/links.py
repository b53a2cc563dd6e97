"""The way to one's orders, from every page."""

from communesplone import _
from communesplone.website.browser.links import HeaderLink
from plone import api


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
