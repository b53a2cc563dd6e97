"""The case: base class of everything that lands in the clerks' queue."""

from AccessControl import ClassSecurityInfo
from AccessControl.class_init import InitializeClass
from communesplone.core.cases import indexing
from communesplone.core.interfaces import ICase
from persistent.mapping import PersistentMapping
from plone.dexterity.content import Item
from zope.interface import implementer


@implementer(ICase)
class Case(Item):
    """Content with a workflow that never enters the portal catalog, the undo-able versions or the intids.

    Stock code finds no catalog here (`_getCatalogTool`), and what rebuilds the portal catalog passes by
    (`isTemporary`). Every indexing call ends in the cases' own after-commit queue.
    """

    security = ClassSecurityInfo()

    reference = ""
    handler = ""
    unit = ""
    assignee = ""
    applicant_user = ""
    applicant_name = ""
    applicant_email = ""
    language = "fr"
    submitted = None
    due = None
    stopped = None
    clock = None
    secret_hash = ""
    token_hash = ""
    failure = ""
    finished = None
    outcome = ""
    taken = None
    in_time = None
    closed_on = None
    held = ()
    gone_on = None
    document_sha256 = ""
    revision = 0
    # Lists are made with their first entry (`thread`): most cases have none.
    messages = ()
    notes = ()
    hand_overs = ()
    proposals = ()
    news = False
    news_for_citizen = False
    handed = False
    channel = "web"  # how it came: web, counter, phone, letter

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.attachments = PersistentMapping()

    security.declarePrivate("_getCatalogTool")

    def _getCatalogTool(self):
        return None

    security.declarePrivate("isTemporary")

    def isTemporary(self) -> bool:
        return True

    security.declarePrivate("indexObject")

    def indexObject(self):
        indexing.schedule(self)

    security.declarePrivate("unindexObject")

    def unindexObject(self):
        indexing.schedule(self)

    security.declarePrivate("reindexObject")

    def reindexObject(self, idxs=None):
        self.revision += 1
        if not idxs:
            self.notifyModified()
        indexing.schedule(self)

    security.declarePrivate("reindexObjectSecurity")

    def reindexObjectSecurity(self, skip_self=False):
        self.reindexObject(idxs=["allowedRolesAndUsers"])


InitializeClass(Case)
