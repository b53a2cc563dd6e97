"""A site of before gets the settings of the security feature and its plugins; what was set stays."""

from communesplone.core.security import accounts
from communesplone.core.security import install
from communesplone.core.security.pas.users import CommunesUsers
from communesplone.core.security.settings import PREFIX
from communesplone.core.security.settings import settings
from communesplone.core.upgrades.to1005 import step


def test_a_site_of_before_is_as_safe_as_a_new_one(portal):
    install.uninstall(portal)
    for name in [name for name in portal.portal_registry.records if name.startswith(f"{PREFIX}.")]:
        del portal.portal_registry.records[name]
    step(portal.portal_setup)
    assert isinstance(portal.acl_users.source_users.aq_base, CommunesUsers)
    assert accounts.accounts(portal) is not None
    assert settings().staff_idle_minutes == 30


def test_twice_is_once(portal):
    kept = accounts.accounts(portal)
    kept.end_all("anna")
    epoch = kept.epoch("anna")
    portal.portal_registry[f"{PREFIX}.staff_idle_minutes"] = 15
    step(portal.portal_setup)
    assert accounts.accounts(portal).epoch("anna") == epoch
    assert settings().staff_idle_minutes == 15


def test_editors_of_before_search_no_accounts_any_more(portal):
    permission = "Sharing page: Delegate roles"
    portal.manage_permission(permission, ["Editor", "Owner"], acquire=1)
    step(portal.portal_setup)
    given = {one["name"] for one in portal.rolesOfPermission(permission) if one["selected"]}
    assert given == {"Manager", "Site Administrator"}
    assert not portal.acquiredRolesAreUsedBy(permission)
