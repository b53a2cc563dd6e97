"""``python make_town.py VAR MAIL_PORT``: a small commune in a database of its own, for servers that will be killed.

One unit with clerk and officer, one procedure with its templates on line; the accounts have the demo's password.
"""

from measure import server as zope
from pathlib import Path
from plone import api
import create_site
import sys
import transaction


STAFF = {"clerk": "clerks", "head": "heads", "officer": "signers"}
ANSWERS = {**create_site.ANSWERS, "setup_content": False}


def build(site) -> None:
    """Staff, unit, and the ready procedure that citizens order."""
    from communesplone.requests import ready

    for name in STAFF:
        site.acl_users._doAddUser(name, zope.PASSWORD, ["Member"], ())
        api.user.get(userid=name).setMemberProperties({"email": f"{name}@valmeuse.example", "fullname": name.title()})
    unit = api.content.create(site, "Unit", "population", title="Population")
    for name, kind in STAFF.items():
        setattr(unit, kind, (name,))
    folder = site["demarches"]
    for code in ready.codes():
        if code not in ready.taken_over(folder):
            ready.add(folder, code, language="fr")
    for procedure in folder.objectValues():
        procedure.unit, procedure.online = unit.UID(), True
        procedure.reindexObject()
    for content in (unit, folder, *folder.objectValues()):
        if api.content.get_state(content, "published") != "published":
            api.content.transition(content, to_state="published")
    for name in ("per_network", "per_email", "seconds"):
        api.portal.set_registry_record(f"communesplone.requests.{name}", 0)
    api.portal.set_registry_record("plone.email_from_address", "commune@valmeuse.example")


def main(var: Path, mail_port: int) -> None:
    """Make the database below `var`."""
    from plone.distribution.api import site as site_api

    house = zope.start(var)
    zope.use_paper_converter()
    with zope.Inside(house.database) as root:
        site_api.create(root, "commune", dict(ANSWERS))
        transaction.commit()
    with zope.Inside(house.database, create_site.SITE_ID) as site:
        build(site)
        create_site.send_mail_to_catcher(mail_port)
        transaction.commit()
    house.database.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
