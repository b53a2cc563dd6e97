"""A commune of before gets the page of legal values; values that were set stay."""

from communesplone.core.legal import api as legal
from communesplone.core.legal import store
from communesplone.core.upgrades.to1006 import PERMISSION
from communesplone.core.upgrades.to1006 import ROLES
from communesplone.core.upgrades.to1006 import step
from communesplone.law.overrides import made
from datetime import date


def test_the_step_shows_the_page_to_who_runs_the_site_and_keeps_values(portal):
    portal.portal_controlpanel.unregisterConfiglet("communesplone.legal")
    portal.manage_permission(PERMISSION, ["Manager"], acquire=1)
    value = made(
        "notice.ordinary", 9, "clear days", valid_from=date(2026, 1, 1), valid_until=None, reason="Rules of procedure"
    )
    legal.override(value)
    for _twice in range(2):
        step(portal.portal_setup)
    shown = [action.id for action in portal.portal_controlpanel.listActions()]
    assert shown.count("communesplone.legal") == 1
    roles = [role["name"] for role in portal.rolesOfPermission(PERMISSION) if role["selected"]]
    assert sorted(roles) == ROLES
    assert [one.value for one in store.overrides(portal)] == [value]
