"""``bin/instance run scripts/create_site.py``: the demo commune, for development only.

Uses the distribution that the "Add site" page offers. Creates the account ``admin`` at the root with the password
from ``$COMMUNES_DEMO_PASSWORD``; outside the demo no account is ever preset.
"""

from plone import api
from plone.distribution.api import site as site_api
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
import os
import transaction


SITE_ID = "commune"
ANSWERS = {
    "site_id": SITE_ID,
    "title": "Valmeuse",
    "description": "Commune de Valmeuse",
    "default_language": "fr",
    "languages": ["fr", "nl", "de", "en", "es"],
    "portal_timezone": "Europe/Brussels",
    "jurisdiction": "wallonia",
    "modules": ["website", "requests"],
    "setup_content": True,
}


def ensure_admin(root, password: str) -> None:
    """The account that may do everything, at the root of the database."""
    users = root.acl_users.users
    if users.getUserInfo("admin") if "admin" in users.listUserIds() else None:
        return
    users.addUser("admin", "admin", password)
    root.acl_users.roles.assignRoleToPrincipal("Manager", "admin")


def send_mail_to_catcher(port: int) -> None:
    """Let the site's mails go to the catcher that ``make start`` runs, never out of this machine."""
    api.portal.set_registry_record("plone.smtp_host", "localhost")
    api.portal.set_registry_record("plone.smtp_port", port)


def create(root, environ) -> None:
    """The site, which commits by itself, then the root account and the mail settings.

    :raises KeyError: without ``COMMUNES_DEMO_PASSWORD``, which ``make start`` sets.
    """
    password = environ["COMMUNES_DEMO_PASSWORD"]
    site = site_api.create(root, "commune", dict(ANSWERS))
    # After the site: it gives the root a user folder with roles, and imio.helpers wants a site when one is given.
    setSite(site)
    ensure_admin(root, password)
    send_mail_to_catcher(int(environ.get("COMMUNES_MAIL_PORT", "8025")))
    transaction.commit()


def main(root) -> None:
    """Run with the application root that ``bin/instance run`` gives."""
    from AccessControl.SecurityManagement import newSecurityManager
    from AccessControl.users import system
    from Testing.makerequest import makerequest

    root = makerequest(root)
    setRequest(root.REQUEST)
    newSecurityManager(None, system.__of__(root.acl_users))
    if SITE_ID in root.objectIds():
        print("The site is there already.")
        return
    create(root, os.environ)


if "app" in globals():
    main(globals()["app"])
