"""Which pages ask whether they are clear."""

from communesplone.website.feedback import settings
from communesplone.website.feedback.domain.remarks import split_path
from plone import api
from Products.CMFCore.interfaces import IContentish
from Products.CMFPlone.interfaces import IPloneSiteRoot
from zope.component import queryMultiAdapter


def path_of(context, request, view) -> str:
    """What the form at the foot of a page says about it: its path below the site; '' for a page that does not ask.

    Asked are the pages of content, and views that say so (`asks_clear = True`). Home, forms and personal pages are not.
    """
    if not settings.asks() or request.get("REQUEST_METHOD") not in ("GET", "HEAD"):
        return ""
    site_url = api.portal.get().absolute_url()
    address = request.get("ACTUAL_URL", "").rstrip("/").removesuffix("/view")
    path = address.removeprefix(site_url).strip("/")
    if not address.startswith(site_url) or split_path(path) is None:
        return ""
    own = getattr(view, "asks_clear", None)
    if own is None:
        own = _is_content(context, address, view)
    return path if own else ""


def _is_content(context, address: str, view) -> bool:
    """Whether the page is the usual one of the content, also as the default page of its folder."""
    if IPloneSiteRoot.providedBy(context) or not IContentish.providedBy(context):
        return False
    url = context.absolute_url()
    is_own_address = address in (url, url.rpartition("/")[0])
    return is_own_address and not getattr(view, "personal_page", False) and not hasattr(view, "updateWidgets")


def page_of(path: str, request) -> tuple[object, str] | None:
    """Content and title of a page that asks, if the current user may see it; None for anything else."""
    found = split_path(path)
    if found is None:
        return None
    place, name = found
    content = api.portal.get().restrictedTraverse(place, None) if place else api.portal.get()
    if content is None:
        return None
    if name:
        return _page_of_view(content, name, request)
    if IPloneSiteRoot.providedBy(content) or not IContentish.providedBy(content):
        return None
    return content, content.Title() or content.getId()


def _page_of_view(content, name: str, request) -> tuple[object, str] | None:
    view = queryMultiAdapter((content, request), name=name)
    if getattr(view, "asks_clear", False) is not True:
        return None
    label = getattr(view, "label", "") or name
    return content, api.portal.translate(label)
