"""Where the arrangement of the home page is kept: one that visitors see, and a draft that an editor works on."""

from communesplone import _
from communesplone.website.domain import arrangement
from communesplone.website.domain.arrangement import Arrangement
from communesplone.website.home.block import offered
from plone.registry.interfaces import IRegistry
from zope import schema
from zope.component import queryUtility
from zope.interface import Interface


PREFIX = "communesplone.website.home"


class IHomeArrangement(Interface):
    """Both as JSON (`domain.arrangement`); empty: nobody has arranged anything."""

    shown = schema.Text(title=_("Arrangement of the home page"), required=False, default="")
    draft = schema.Text(title=_("Draft of the home page"), required=False, default="")


def records():
    """The two records; None on a site whose upgrade step is still to be run."""
    registry = queryUtility(IRegistry)
    if registry is None or f"{PREFIX}.shown" not in registry:
        return None
    return registry.forInterface(IHomeArrangement, prefix=PREFIX, check=False)


def fallback(site, request) -> Arrangement:
    """The blocks that the features of the site put on the page by themselves."""
    return arrangement.first({name: block.rank for name, block in offered(site, request).items()})


def shown(site, request) -> Arrangement:
    """What visitors see."""
    kept = records()
    return arrangement.read(kept.shown) if kept is not None and kept.shown else fallback(site, request)


def draft(site, request) -> Arrangement:
    """What the editor works on; without a draft what visitors see."""
    kept = records()
    return arrangement.read(kept.draft) if kept is not None and kept.draft else shown(site, request)


def has_draft() -> bool:
    """Whether there is a draft that visitors do not see yet."""
    kept = records()
    return bool(kept is not None and kept.draft)


def keep_draft(new: Arrangement) -> None:
    """Remember the editor's work; visitors see nothing of it."""
    records().draft = arrangement.write(new)


def publish() -> None:
    """Show visitors the draft."""
    kept = records()
    if kept.draft:
        kept.shown, kept.draft = kept.draft, ""


def drop_draft() -> None:
    """Forget the draft."""
    records().draft = ""


def reset() -> None:
    """Back to the arrangement of the features, as a draft is: nothing of one's own is left."""
    kept = records()
    kept.shown = kept.draft = ""
