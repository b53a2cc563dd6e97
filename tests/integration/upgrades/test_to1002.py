"""A commune of before the log gets one; its entries stay when the step is repeated."""

from communesplone.core.audit import api as audit
from communesplone.core.audit import log
from communesplone.core.audit import writer
from communesplone.core.upgrades.to1002 import step
from zope.annotation.interfaces import IAnnotations


def test_the_step_makes_room_and_keeps_what_is_there(portal):
    IAnnotations(portal).pop(log.ANNOTATION)
    step(portal.portal_setup)
    audit.record("case.taken", "case:7KQ2-94MX")
    writer.chain_now(portal)
    step(portal.portal_setup)
    assert log.get_log(portal).chain.count == 1
    assert "Manager" in [
        role["name"] for role in portal.rolesOfPermission("CommunesPlone: Read the log") if role["selected"]
    ]
