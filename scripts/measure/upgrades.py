"""All upgrade steps of our profiles on a copy of an old database, and what came of it, as JSON on standard output.

``bin/devpy scripts/measure/upgrades.py upgrade VAR REPORT``: VAR is changed in place, REPORT written.
``... fresh VAR REPORT``: what a site made today looks like, in an empty VAR.
"""

from pathlib import Path
from typing import Any
import json
import os
import sys


sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from measure import configuration
from measure import facts
from measure import server


SITE = "commune"
PAGES = ("", "/demarches", "/demarches/composition-de-menage", "/@@track", "/@@search?SearchableText=rue")
STAFF_PAGES = (
    "/@@cases",
    "/@@commune-controlpanel",
    "/demarches/composition-de-menage/edit",
    "/@@overview-controlpanel",
)


def ours(site: Any) -> list[str]:
    """Installed profiles of ours."""
    setup = site.portal_setup
    every = [
        info["id"] for info in setup.listProfileInfo() if info["id"].split(".")[0].split(":")[0] == "communesplone"
    ]
    return [name for name in every if setup.getLastVersionForProfile(name) != "unknown"]


def upgrade(site: Any) -> dict[str, list[str]]:
    """Run what is to be run; titles of the steps by profile."""
    setup = site.portal_setup
    done = {}
    for profile in ours(site):
        steps = [
            one for group in setup.listUpgrades(profile) for one in (group if isinstance(group, list) else [group])
        ]
        done[profile] = [str(step["title"]) for step in steps]
        if steps:
            setup.upgradeProfile(profile)
    return done


def run_all_again(site: Any) -> None:
    """Every step since the beginning once more, as somebody may do by hand."""
    setup = site.portal_setup
    for profile in ours(site):
        for group in setup.listUpgrades(profile, show_old=True):
            for step in group if isinstance(group, list) else [group]:
                step["step"].doStep(setup)


def versions(site: Any) -> dict[str, dict]:
    """Version in the database and version of the profile's files."""
    setup = site.portal_setup
    found = {}
    for profile in ours(site):
        last = setup.getLastVersionForProfile(profile)
        steps = list(setup.listUpgrades(profile, show_old=True))
        flat = [one for group in steps for one in (group if isinstance(group, list) else [group])]
        found[profile] = {
            "database": ".".join(last),
            "files": setup.getVersionForProfile(profile),
            "steps": sorted({".".join(one["dest"]) if isinstance(one["dest"], tuple) else one["dest"] for one in flat}),
        }
    return found


def wrong_mappings(site: Any) -> list[str]:
    """Cases and content whose permissions are not those of their state."""
    workflows = site.portal_workflow
    everything = [case for shard in site["cases"].objectValues() for case in shard.objectValues()]
    everything += [site.unrestrictedTraverse(path) for path in site.portal_catalog._catalog.uids]
    found = []
    for item in everything:
        for workflow in workflows.getWorkflowsFor(item):
            if workflow.updateRoleMappingsFor(item):
                found.append("/".join(item.getPhysicalPath()))
    return found


def fresh(var: Path, report: Path) -> None:
    """A site as it is made today, with the demonstration, in a database of its own."""
    import create_site
    import transaction

    os.environ.setdefault("COMMUNES_DEMO_PASSWORD", server.PASSWORD)
    house = server.start(var)
    server.use_paper_converter()
    with server.Inside(house.database) as root:
        create_site.create(root, os.environ)
        transaction.commit()
    with server.Inside(house.database, SITE) as site:
        told = {"configuration": configuration.of_site(site), "versions": versions(site)}
    report.write_text(json.dumps(told, sort_keys=True, default=str), encoding="utf-8")
    house.database.close()


def answers(house: server.Zope) -> dict[str, int]:
    """Address -> status of pages of every kind."""
    found = {page: house.ask(f"/{SITE}{page}").status for page in PAGES}
    return found | {page: house.ask(f"/{SITE}{page}", user="admin").status for page in STAFF_PAGES}


def main(var: Path, report: Path) -> None:
    """Upgrade twice, compare, report."""
    import transaction

    os.environ.setdefault("COMMUNES_DEMO_PASSWORD", server.PASSWORD)
    house = server.start(var)
    server.use_paper_converter()
    told: dict[str, Any] = {}
    with server.Inside(house.database, SITE) as site:
        server.keep_mails(site, var / "mailqueue")
        told["ran"] = upgrade(site)
        transaction.commit()
    with server.Inside(house.database, SITE) as site:
        told["left"] = upgrade(site)
        told["versions"] = versions(site)
        told["after"] = facts.of_site(site)
        told["configuration"] = configuration.of_site(site)
        told["wrong_mappings"] = wrong_mappings(site)
    with server.Inside(house.database, SITE) as site:
        run_all_again(site)
        transaction.commit()
        told["again"] = facts.of_site(site)
        told["configuration_again"] = configuration.of_site(site)
    told["pages"] = answers(house)
    report.write_text(json.dumps(told, sort_keys=True, default=str), encoding="utf-8")
    house.database.close()


if __name__ == "__main__":
    {"upgrade": main, "fresh": fresh}[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
