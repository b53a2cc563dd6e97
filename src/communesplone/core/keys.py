"""The site's secret keys, for signing what goes out and comes back (form tokens, tracking sessions)."""

from plone.keyring.interfaces import IKeyManager
from zope.component import getUtility


def site_keys() -> list[bytes]:
    """Keys of the system ring, newest first: sign with the first, accept all (the ring is rotated by IT)."""
    return keys_of(getUtility(IKeyManager))


def keys_of(manager: IKeyManager) -> list[bytes]:
    """The same, of a key manager that was found without a running site."""
    return [key.encode() for key in manager["_system"] if key]
