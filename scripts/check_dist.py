"""``python scripts/check_dist.py`` in an environment that has only the built distribution: does it work when installed?

Loads all ZCML as a Zope instance does, creates a site through the distribution "Commune", imports every profile of the
suite, then the uninstall profiles. Nothing of the checkout is used but this file; exit code 1 names what failed.
"""

from pathlib import Path
import sys
import tempfile


CONFIGURATION = """
instancehome {home}
<zodb_db main>
  mount-point /
  <demostorage>
  </demostorage>
</zodb_db>
"""
ANSWERS = {
    "site_id": "commune",
    "title": "Valmeuse",
    "description": "",
    "default_language": "fr",
    "languages": ["fr", "nl", "de", "en", "es"],
    "portal_timezone": "Europe/Brussels",
    "jurisdiction": "wallonia",
    "modules": ["website", "requests"],
    "setup_content": False,
}


def check_place() -> None:
    """See that the installed distribution is what we import, not the checkout.

    :raises SystemExit: when it is not.
    """
    import communesplone

    found = Path(communesplone.__file__).resolve()
    checkout = Path(__file__).resolve().parent.parent
    if checkout / "src" in found.parents:
        sys.exit(f"{found} is the checkout, not an installed distribution.")
    if not (found.parent / "profiles" / "default" / "metadata.xml").is_file():
        sys.exit("The distribution holds no profiles.")
    print(f"communesplone is in {found.parent}")


def check_programs() -> None:
    """See that every program of the distribution can be loaded, and that the legal values came along.

    :raises SystemExit: when one cannot, or a jurisdiction has no values.
    """
    from communesplone.law.book import Law
    from communesplone.law.jurisdictions import Jurisdiction
    from importlib.metadata import distribution

    for entry in distribution("communesplone").entry_points.select(group="console_scripts"):
        print(f"program {entry.name}: {entry.load().__doc__}")
    for jurisdiction in Jurisdiction:
        Law(jurisdiction)


def start_zope(home: Path):
    """The application root of a Zope with an empty database in memory."""
    from AccessControl.SecurityManagement import newSecurityManager
    from AccessControl.users import system
    from Testing.makerequest import makerequest
    from zope.globalrequest import setRequest
    from Zope2.Startup.run import configure_wsgi
    import Zope2

    configuration = home / "zope.conf"
    configuration.write_text(CONFIGURATION.format(home=home), encoding="utf-8")
    configure_wsgi(str(configuration))
    application = makerequest(Zope2.app())
    setRequest(application.REQUEST)
    newSecurityManager(None, system.__of__(application.acl_users))
    return application


def own_profiles(site) -> tuple[list[str], list[str]]:
    """The suite's profiles to install and to uninstall with, in the order of registration."""
    names = [info["id"] for info in site.portal_setup.listProfileInfo() if info["id"].startswith("communesplone")]
    return [name for name in names if not name.endswith(":uninstall")], [
        name for name in reversed(names) if name.endswith(":uninstall")
    ]


def import_profiles(site) -> int:
    """Import them all, then uninstall; returns how many there were."""
    install, uninstall = own_profiles(site)
    for name in [*install, *uninstall]:
        print(f"profile {name}")
        site.portal_setup.runAllImportStepsFromProfile(f"profile-{name}")
    return len(install) + len(uninstall)


def main() -> int:
    """Run all checks; 0 when the distribution works."""
    check_place()
    check_programs()
    with tempfile.TemporaryDirectory() as folder:
        application = start_zope(Path(folder))
        from plone.distribution.api import site as site_api
        from zope.component.hooks import setSite
        import transaction

        site = site_api.create(application, "commune", dict(ANSWERS))
        setSite(site)
        count = import_profiles(site)
        transaction.abort()
    print(f"check_dist: ZCML loaded, site created, {count} profiles imported")
    return 0 if count else 1


if __name__ == "__main__":
    sys.exit(main())
