"""Taking the suite away: no data goes with it, nothing is open afterwards, and it can be put back."""

from communesplone.core.cases import store
from pathlib import Path
from Products.CMFPlone.interfaces import INonInstallable
from zope.component import getAllUtilitiesRegisteredFor
import pytest
import transaction


FEATURES = ("requests", "website", "core")


def uninstall(portal, *names):
    for name in names:
        portal.portal_setup.runAllImportStepsFromProfile(f"profile-communesplone.{name}:uninstall")
    transaction.commit()


def test_no_uninstall_profile_is_a_row_of_the_panel(portal):
    hidden = {name for one in getAllUtilitiesRegisteredFor(INonInstallable) for name in one.getNonInstallableProfiles()}
    ours = {one["id"] for one in portal.portal_setup.listProfileInfo() if one["id"].startswith("communesplone")}
    assert len(ours) >= 9
    assert {name for name in ours if name.endswith(":uninstall")} <= hidden
    assert not {name for name in ours if name.endswith(":default")} & hidden


def test_every_profile_has_a_version(portal):
    for one in portal.portal_setup.listProfileInfo():
        if one["id"].startswith("communesplone"):
            assert portal.portal_setup.getVersionForProfile(one["id"]).isdecimal(), one["id"]


@pytest.mark.parametrize("names", [FEATURES, ("core",)])
def test_uninstalling_keeps_every_case_and_shows_none(live_town, web, functional_portal, names):
    order = live_town.order(data={"last_name": "Lemaire"})
    reference = order.reference
    transaction.commit()
    uninstall(functional_portal, *names)
    assert store.find(reference).data == {"last_name": "Lemaire"}
    path = "/".join(store.find(reference).getPhysicalPath()[2:])
    for user in ("", "carla", "anna"):
        for page in ("/cases", f"/{path}", f"/@@case/{reference}", f"/@case/{reference}", "/@@cases", "/case_catalog"):
            for accept in ("text/html", "application/json"):
                answer = web.get(page, user, accept=accept)
                assert answer.status in (302, 401, 403, 404), (user, page)
                assert "Lemaire" not in answer.text
    assert web.get("/", "").status == 200


def test_what_was_uninstalled_comes_back_with_its_cases(live_town, web, functional_portal):
    order = live_town.order()
    reference = order.reference
    transaction.commit()
    uninstall(functional_portal, *FEATURES)
    with live_town.manager():
        for name in reversed(FEATURES):
            functional_portal.portal_setup.runAllImportStepsFromProfile(f"profile-communesplone.{name}:default")
    transaction.commit()
    answer = web.get("/@@cases", "anna")
    assert answer.status == 200
    assert reference in answer.text


def test_every_profile_folder_is_registered(portal):
    registered = {Path(one["path"]).name for one in portal.portal_setup.listProfileInfo()}
    here = Path(__file__).parents[3] / "profiles"
    assert {one.name for one in here.iterdir() if one.is_dir()} <= registered
