"""What XML cannot say about safety when core is installed or taken away.

The plugins of the user folder are exchanged in place: the same id, the same data, the same rank.
"""

from BTrees.OOBTree import OOBTree
from communesplone.core.security import accounts
from communesplone.core.security.pas.policy import CommunesPasswordPolicy
from communesplone.core.security.pas.session import CommunesSession
from communesplone.core.security.pas.users import CommunesUsers
from plone.session.plugins.session import SessionPlugin
from Products.PlonePAS.plugins.passwordpolicy import PasswordPolicyPlugin
from Products.PlonePAS.plugins.user import UserManager


OURS = {"source_users": CommunesUsers, "session": CommunesSession, "password_policy": CommunesPasswordPolicy}
PLONES = {"source_users": UserManager, "session": SessionPlugin, "password_policy": PasswordPolicyPlugin}
TOKEN_SECONDS = 2 * 3600


def install(site) -> None:
    """Safe to repeat."""
    accounts.install(site)
    users = site.acl_users
    for name, cls in OURS.items():
        exchange(users, name, cls)
    services = users._getOb("jwt_auth", None)
    if services is not None and not services.store_tokens:
        # Tokens of the service are kept, so that a logout ends them.
        services.store_tokens = True
        services._tokens = OOBTree()
        services.token_timeout = TOKEN_SECONDS


def uninstall(site) -> None:
    """Plone's own plugins come back, with the accounts; bcrypt hashes still fit while the package is there."""
    for name, cls in PLONES.items():
        exchange(site.acl_users, name, cls)
    session = site.acl_users._getOb("session", None)
    if session is not None:
        session.__dict__.pop("timeout", None)
        session._p_changed = True
    accounts.uninstall(site)


def exchange(users, name: str, cls: type) -> None:
    """Put an object of another class with the same data in the place of a plugin, when there is one."""
    old = users._getOb(name, None)
    if old is None or type(old.aq_base) is cls:
        return
    old._p_activate()
    new = cls.__new__(cls)
    new.__dict__.update({key: value for key, value in old.aq_base.__dict__.items() if not key.startswith("_v_")})
    # Not taken out first: that would take its rank among the plugins away.
    users._setOb(name, new)
    users._objects = tuple({**one, "meta_type": cls.meta_type} if one["id"] == name else one for one in users._objects)
