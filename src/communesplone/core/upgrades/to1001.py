"""1001: jobs."""

from communesplone.core.jobs import store
from plone import api


def step(tool) -> None:
    """Make room for jobs. Letters that wait in the mail host's queue are still sent by its thread."""
    store.install(api.portal.get())
