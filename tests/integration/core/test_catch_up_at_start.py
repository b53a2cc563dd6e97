"""A process killed between a commit and its indexing: the next start finds what is missing."""

from communesplone.core.cases import indexing
from communesplone.core.cases import store
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from plone.dexterity.utils import createContent
from zope.component.hooks import setSite
from zope.processlifetime import DatabaseOpenedWithRoot
import transaction


def test_the_next_start_makes_the_row_that_a_killed_process_left_out(functional_portal):
    login(functional_portal.aq_parent, SITE_OWNER_NAME)
    store.put(createContent("Order", reference="7KQ2-94MK", applicant_name="Nadia Lemaire"))
    transaction.commit()
    path = "/".join(store.find("7KQ2-94MK").getPhysicalPath())
    transaction.begin()
    functional_portal["case_catalog"].forget(path)
    transaction.commit()
    assert functional_portal["case_catalog"].revisions() == {}
    database = functional_portal._p_jar.db()
    indexing.catch_up_at_start(DatabaseOpenedWithRoot(database))
    setSite(functional_portal)
    transaction.begin()
    assert set(functional_portal["case_catalog"].revisions()) == {path}
