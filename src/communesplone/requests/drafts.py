"""What a citizen has typed and sent but not yet confirmed: kept two days, under the token of the form.

A draft exists so that a valid file is never asked for twice: it survives errors elsewhere in the form and the way
from the form to the review page and back.
"""

from BTrees.OOBTree import OOBTree
from datetime import datetime
from datetime import timedelta
from persistent import Persistent
from persistent.mapping import PersistentMapping
from plone import api
from zope.annotation.interfaces import IAnnotations
import hashlib


ANNOTATION = "communesplone.requests.drafts"
SHARDS = 64
KEPT = timedelta(days=2)
# A shard is never empty: two writers of an empty one could not be merged.
NOBODY = ""


class Draft(Persistent):
    """`data`: values by field as the schema has them; `files`: Attachment by field; `complete`: passed validation.

    `passed`: by name of the step, which questions were asked when it was passed; `typed`: wrong answers as typed.
    """

    passed: dict = {}
    typed: dict = {}

    def __init__(self, procedure: str, moment: datetime):
        self.procedure = procedure
        self.moment = moment
        self.data = {}
        self.files = PersistentMapping()
        self.complete = False

    def take_over(self, other: "Draft") -> None:
        """Have what the other draft has."""
        self.data = {**self.data, **other.data}
        self.files.update(other.files)
        self.passed, self.typed = other.passed, other.typed


def install(site) -> None:
    """Make room for drafts in a site."""
    annotations = IAnnotations(site)
    if ANNOTATION not in annotations:
        annotations[ANNOTATION] = OOBTree({f"{number:02x}": OOBTree({NOBODY: None}) for number in range(SHARDS)})


def _place(token: str) -> tuple[OOBTree, str]:
    key = hashlib.sha256(token.encode()).hexdigest()
    return IAnnotations(api.portal.get())[ANNOTATION][f"{int(key[:4], 16) % SHARDS:02x}"], key


def find(token: str, procedure: str) -> Draft | None:
    """The draft of that form and procedure, or None."""
    place, key = _place(token)
    draft = place.get(key)
    return draft if draft is not None and draft.procedure == procedure else None


def keep(token: str, procedure: str, now: datetime) -> Draft:
    """The draft of that form, made when there is none; what is older than two days goes from the same shard."""
    place, key = _place(token)
    if key not in place:
        for old in [name for name, draft in place.items() if draft is not None and draft.moment < now - KEPT]:
            del place[old]
        place[key] = Draft(procedure, now)
    return place[key]


def drop(token: str) -> None:
    """Forget a draft; nothing happens when there is none."""
    place, key = _place(token)
    if key in place:
        del place[key]
