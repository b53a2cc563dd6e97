"""Installing Valmeuse."""

from communesplone.core import moments
from communesplone.demo import orders
from communesplone.demo import town
from datetime import datetime
from logging import getLogger
from plone import api
from Products.CMFPlone.interfaces import INonInstallable
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer
import time


logger = getLogger(__name__)
INSTALLED = "communesplone.demo"


@implementer(INonInstallable)
class HiddenProfiles:
    """Uninstall profiles are no rows of the add-ons panel."""

    def getNonInstallableProfiles(self):
        return ["communesplone.demo:uninstall"]


def after_install(tool) -> None:
    """Build the town and play its last four months; a second time nothing happens."""
    install(api.portal.get(), moments.now())


def install(site, now: datetime) -> None:
    """`now`: up to when the orders are told (aware)."""
    if INSTALLED in IAnnotations(site):
        logger.info("the demonstration is there already; nothing was changed")
        return
    started = time.monotonic()
    town.build(site, now)
    built = time.monotonic()
    told = orders.play(site, now)
    IAnnotations(site)[INSTALLED] = now.isoformat()
    if told["stuck"]:
        logger.warning("no PDF could be made: %s orders of the demonstration stay in progress", told["stuck"])
    logger.info(
        "Valmeuse is there: the town in %.1f s, %s orders in %.1f s",
        built - started,
        told["made"],
        time.monotonic() - built,
    )


def after_uninstall(tool) -> None:
    """Let it be installed again; what was made stays, it may have been changed since."""
    IAnnotations(api.portal.get()).pop(INSTALLED, None)
