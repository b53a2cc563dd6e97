"""Who is what on a case: computed from its unit and its applicant, never given by hand."""

from borg.localrole.interfaces import ILocalRoleProvider
from communesplone.core.interfaces import ICase
from communesplone.core.organisation.groups import group_id
from zope.component import adapter
from zope.interface import implementer


ROLES = {"clerks": ("CaseHandler",), "heads": ("CaseHandler", "CaseHead"), "signers": ("CaseSigner",)}


@implementer(ILocalRoleProvider)
@adapter(ICase)
class CaseRoles:
    """The handling unit's groups and the applicant; global roles such as Clerk open no case."""

    def __init__(self, case):
        self.case = case

    def getRoles(self, principal_id):
        return dict(self.getAllRoles()).get(principal_id, ())

    def getAllRoles(self):
        if self.case.unit:
            for kind, roles in ROLES.items():
                yield group_id(self.case.unit, kind), roles
        if self.case.applicant_user:
            yield self.case.applicant_user, ("Applicant",)
