"""Every registered service that changes something, declared: where it is asked, with what, and what then happens.

Ours and those of Plone. A service that is not here fails test_services_of_other_sites.py.
"""

from typing import NamedTuple


PLACES = {
    "IPloneSiteRoot": "/++api++",
    "ISiteRoot": "/++api++",
    "IContentish": "/++api++/page",
    "Interface": "/++api++/page",
    "IFolderish": "/++api++/folder",
    "IRuleAssignable": "/++api++/folder",
    "IApplication": "",
    "Folder": "",
}
NOT_SERVED = (405,)  # no PUT in a site of the suite
NOT_HERE = (404, 500, 501, 503)  # its add-on is not installed, or no address leads to it


class Service(NamedTuple):
    """`name`: `POST @users`; `on`: what it stands on; `body`: JSON; `path`: what follows in the address.

    `does`: statuses of a request from our own site, with which the one sent by another site is compared.
    """

    name: str
    on: str
    body: dict | list | None = None
    path: str = ""
    does: tuple = (200, 201, 204)


SITE, PAGE, FOLDER, ALL = "IPloneSiteRoot", "IContentish", "IFolderish", "Interface"
ROOT = "ISiteRoot"
ALIAS = {"items": [{"path": "/before", "redirect-to": "/page"}]}
MAIL = {"from": "x@example.org", "to": "x@example.org", "message": "x", "name": "x", "subject": "x"}
SHARING = {"inherit": True, "entries": [{"id": "anna", "type": "user", "roles": {"Editor": True}}]}
QUERY = {"query": [{"i": "portal_type", "o": "plone.app.querystring.operation.selection.any", "v": ["Document"]}]}
GROUP = {"groupname": "mob", "title": "Mob"}
USER = {"username": "mallory", "email": "m@example.org", "password": "Pont-de-Valmeuse-5999", "roles": ["Manager"]}
TYPE = {"title": "Trap", "description": "x"}
CHECK = {"date": "2026-11-20", "tool": "trap", "standard": "WCAG", "pages": ["https://trap.example/"], "rules": 1}
FIELD = {"factory": "Text line (String)", "title": "Trap"}
UPLOAD = {"Tus-Resumable": "1.0.0"}

SERVICES = (
    # Ours
    Service("POST @case-message", SITE, {"text": "Send me your password"}, "/{case}"),
    Service("POST @site-checks", SITE, CHECK),
    Service("POST @case-note", SITE, {"text": "Trap"}, "/{case}"),
    Service("POST @users", ROOT, USER),
    # Content
    Service("POST ", FOLDER, {"@type": "Document", "title": "Trap"}),
    Service("PATCH ", PAGE, {"title": "Trap"}),
    Service("PATCH ", SITE, {"title": "Trap"}),
    Service("POST @copy", FOLDER, {"source": ["/page"]}),
    Service("POST @move", FOLDER, {"source": ["/movable"]}),
    Service("POST @workflow", PAGE, {}, "/publish"),
    Service("POST @sharing", PAGE, SHARING),
    Service("POST @sharing", SITE, SHARING),
    Service("POST @lock", PAGE, {}),
    Service("PATCH @lock", PAGE, {}),
    Service("DELETE @lock", PAGE, {"force": True}),
    Service("POST @lock", SITE, {}),
    Service("PATCH @lock", SITE, {}),
    Service("DELETE @lock", SITE, {"force": True}),
    Service("PATCH @history", PAGE, {"version": 0}),
    Service("POST @tus-upload", FOLDER, {}, does=(201, 412)),
    Service("POST @tus-replace", PAGE, {}, does=(201, 412)),
    Service("PATCH @tus-upload", PAGE, {}, "/0123456789abcdef0123456789abcdef", (404, 412)),
    Service("PATCH @tus-upload", SITE, {}, "/0123456789abcdef0123456789abcdef", (404, 412)),
    Service("POST @querystring-search", PAGE, QUERY),
    Service("POST @querystring-search", SITE, QUERY),
    Service("POST @aliases", SITE, ALIAS),
    Service("POST @aliases", ALL, {"items": [{"path": "/former"}]}),
    Service("DELETE @aliases", SITE, {"items": [{"path": "/before"}]}),
    Service("DELETE @aliases", ALL, {"items": [{"path": "/former"}]}),
    Service("DELETE ", PAGE),
    # Accounts
    Service("POST @users", SITE, {**USER, "username": "mallory2", "email": "m2@example.org"}),
    Service("PATCH @users", ROOT, {"roles": {"Manager": True}}, "/anna"),
    Service("DELETE @users", ROOT, None, "/otto"),
    Service("POST @groups", ROOT, GROUP),
    Service("PATCH @groups", ROOT, {"title": "Trap"}, "/mob"),
    Service("DELETE @groups", ROOT, None, "/mob"),
    Service("POST @login", SITE, {"login": "anna", "password": "Pont-de-Valmeuse-5999"}),
    Service("POST @login-renew", SITE, {}, does=(200, 401)),
    Service("POST @logout", SITE, {}, does=(204, 400)),
    # Settings
    Service("PATCH @registry", ROOT, {"plone.email_from_name": "Trap"}),
    Service("PATCH @controlpanels", SITE, {"site_title": "Trap"}, "/site"),
    Service("POST @controlpanels", SITE, {"title": "Trap"}, "/dexterity-types"),
    Service("DELETE @controlpanels", SITE, None, "/dexterity-types/trap"),
    Service("POST @types", SITE, FIELD, "/Document"),
    Service("PATCH @types", SITE, {"title": "Trap"}, "/Document/trap"),
    Service("PUT @types", SITE, {}, "/Document", NOT_SERVED),
    Service("DELETE @types", SITE, None, "/Document/trap"),
    Service("POST @upgrade", SITE, {"dry_run": True}),
    Service("PATCH @transactions", SITE, {"transaction_ids": []}),
    Service("POST @content-rules", "IRuleAssignable", {"operation": "add"}, does=(400,)),
    Service("PATCH @content-rules", "IRuleAssignable", {"form.button.Enable": True, "rule_ids": []}),
    Service("DELETE @content-rules", "IRuleAssignable", {"rule_ids": []}, does=(400,)),
    Service("POST @relations", SITE, {"items": []}),
    Service("DELETE @relations", SITE, {"items": []}, does=(422,)),
    Service("POST @export", SITE, {}),
    Service("POST @import", SITE, {}, does=(400, 500)),
    # Letters: there is no mail server
    Service("POST @email-notification", ROOT, MAIL, does=(400,)),
    Service("POST @email-send", ROOT, MAIL, does=(400,)),
    # Add-ons that are not there
    Service("POST @comments", ALL, {"text": "Trap"}, does=NOT_HERE),
    Service("PATCH @comments", ALL, {"text": "Trap"}, "/1", NOT_HERE),
    Service("DELETE @comments", ALL, None, "/1", NOT_HERE),
    Service("POST @workingcopy", PAGE, {}, does=NOT_HERE),
    Service("PATCH @workingcopy", PAGE, {}, does=NOT_HERE),
    Service("DELETE @workingcopy", PAGE, {}, does=NOT_HERE),
    Service("POST @workingcopy", ROOT, {}, does=NOT_HERE),
    Service("PATCH @workingcopy", ROOT, {}, does=NOT_HERE),
    Service("DELETE @workingcopy", ROOT, {}, does=NOT_HERE),
    Service("POST @translations", PAGE, {"id": "/folder"}, does=NOT_HERE),
    Service("DELETE @translations", PAGE, {"language": "fr"}, does=NOT_HERE),
    Service("POST @addons", SITE, {}, "/plone.app.iterate/install"),
    # Zope's root: whoever manages the server, by basic authentication
    Service("POST @sites", "IApplication", {"name": "trap"}, "/classic", (400,)),
    Service("POST @sites", "Folder", {"name": "trap"}, "/classic", NOT_HERE),
    Service("POST @login", "IApplication", {"login": "admin", "password": "x"}, "", (401,)),
)
