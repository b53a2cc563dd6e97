"""Cases live apart: no stock catalog, search, navigation or address knows them."""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from communesplone.core.cases import indexing
from communesplone.core.cases import people
from communesplone.core.cases import store
from communesplone.core.cases.catalog import get_catalog
from plone import api
from plone.app.linkintegrity.interfaces import IRetriever
from Products.CMFCore.indexing import processQueue
from zExceptions import NotFound
from zope.component import getUtility
from zope.intid.interfaces import IIntIds
from zope.keyreference.interfaces import IKeyReference
import pytest
import transaction


def test_the_store_has_its_shards_and_no_row_in_the_portal_catalog(portal):
    assert len(portal["cases"].objectIds()) == 64
    catalog = api.portal.get_tool("portal_catalog")
    assert not catalog.unrestrictedSearchResults(portal_type=["CaseStore", "CaseShard"])


def test_an_unknown_reference_finds_nothing(portal):
    assert store.find("7KQ2-94MX") is None
    assert store.find("<script>") is None


def test_a_case_is_found_as_its_number_is_typed(town):
    case = town.order()
    for typed in (case.reference, case.reference.lower(), f" {case.reference.replace('-', ' ')} "):
        assert store.find(typed) == case


def test_one_number_is_one_case(town):
    case = town.order()
    with pytest.raises(KeyError):
        store.put(case.aq_base)


def test_the_counter_of_the_portal_catalog_stands_still_through_the_life_of_a_case(live_town):
    """The counter is in the ETag of every page: one order would drop the cache of the whole site."""
    catalog = live_town.portal.portal_catalog
    before = catalog.getCounter(), len(catalog)

    def check():
        transaction.commit()
        transaction.begin()
        assert (catalog.getCounter(), len(catalog)) == before

    case = live_town.order()
    check()
    case.applicant_name = "Somebody Else"
    case.reindexObject()
    check()
    live_town.move(case, "take", "send_to_sign")
    check()
    people.assign(case, "anna")
    people.hand_over(case, live_town.works, "Roads.")
    check()
    case.reindexObjectSecurity()
    case.notifyModified()
    check()
    live_town.delete(case)
    check()
    assert len(get_catalog()) == 0


def test_the_counter_does_move_for_a_page(live_town):
    catalog = live_town.portal.portal_catalog
    before = catalog.getCounter()
    with live_town.manager():
        api.content.create(live_town.portal, "Document", title="A page")
    transaction.commit()
    assert catalog.getCounter() > before


def test_rebuilding_the_portal_catalog_keeps_cases_out(town):
    case = town.order()
    with town.manager():
        town.portal.portal_catalog.clearFindAndRebuild()
        processQueue()
    paths = list(town.portal.portal_catalog._catalog.uids)
    assert [path for path in paths if "/cases" in path or "case_catalog" in path] == []
    assert "/plone/population" in paths
    assert case.getPhysicalPath()


def test_a_case_has_no_intid_no_relation_and_no_version(town):
    case = town.order()
    assert IKeyReference(case, None) is None
    assert IRetriever(case, None) is None
    assert getUtility(IIntIds).queryId(case) is None
    assert "Order" not in town.portal.portal_repository.getVersionableContentTypes()


def test_adding_a_case_writes_neither_store_nor_shard(town):
    town.order()
    transaction.savepoint(optimistic=True)
    jar = town.portal._p_jar
    for number in range(70):
        town.order(f"Citizen {number}")
    changed = [thing for thing in jar._registered_objects if type(thing).__name__ in ("CaseStore", "CaseShard")]
    fresh = {shard.getId() for shard in town.portal["cases"].objectValues() if len(shard.objectIds()) > 1}
    assert [shard.getId() for shard in changed if shard.getId() in fresh] == [] or len(changed) <= 64
    assert "CaseStore" not in {type(thing).__name__ for thing in changed}


@pytest.mark.parametrize("user", ["", "carla", "otto", "wim", "anna"])
def test_nobody_reads_the_case_catalog_by_its_name(town, user):
    town.order(applicant_user="carla")
    town.index()
    with town.user(user):
        assert not getSecurityManager().checkPermission("Search ZCatalog", town.portal["case_catalog"])
        with pytest.raises(Unauthorized):
            town.portal.restrictedTraverse("case_catalog")
        for name in ("visible", "count", "of_applicant", "revisions", "note", "searchResults", "uniqueValuesFor"):
            with pytest.raises((Unauthorized, NotFound, KeyError)):
                town.portal.restrictedTraverse(f"case_catalog/{name}")


@pytest.mark.parametrize("user", ["", "carla", "otto", "wim"])
def test_nobody_but_the_service_sees_the_case_itself(town, user):
    """Not even the applicant: citizens go through `@@track` and `@@my-orders`, which show what is theirs to see."""
    case = town.order(applicant_user="carla")
    with town.user(user):
        for permission in ("View", "Access contents information", "Modify portal content"):
            assert not api.user.has_permission(permission, obj=case)
        with pytest.raises((Unauthorized, NotFound)):
            town.portal.restrictedTraverse("/".join(case.getPhysicalPath()))


def test_the_maker_of_a_case_does_not_own_it(town):
    with town.user("carla"):
        case = town.order(applicant_user="carla")
    assert case.get_local_roles_for_userid("carla") == ()
    assert "Owner" not in town.portal.acl_users.getUserById("carla").getRolesInContext(case)


def test_roles_given_on_the_site_end_at_the_store(town):
    case = town.order()
    town.portal.manage_setLocalRoles("otto", ["CaseHandler", "CaseHead"])
    town.index()
    with town.user("otto"):
        assert not api.user.has_permission("View", obj=case)
        assert get_catalog().count() == 0


def test_rows_can_be_made_at_once_for_bulk_work(town):
    for number in range(3):
        town.order(f"Citizen {number}")
    assert indexing.sync_now(town.portal) == 3
    assert len(get_catalog()) == 3
    assert indexing.sync_now(town.portal) == 0
