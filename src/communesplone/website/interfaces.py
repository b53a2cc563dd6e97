"""What packages above may plug in to the frame of the pages."""

from zope.interface import Attribute
from zope.interface import Interface


class IHeaderLink(Interface):
    """Subscription adapter of (site, request): a link in the bar at the top of every light page.

    A feature registers one for each page that people must find from everywhere.
    """

    title = Attribute("What the link says (message)")
    url = Attribute("Absolute address")
    order = Attribute("Number: smaller comes first")
    available = Attribute("Whether to show it to the current user")
    personal = Attribute("True: belongs into the menu of the user who is logged in")
