"""`@case-message/REFERENCE` and `@case-note/REFERENCE`: a program writes for the clerk whose account it uses."""

from communesplone.core.cases import thread
from communesplone.core.cases.batch import visible_case
from communesplone.core.cases.workflow import NotPossible
from communesplone.core.moments import now
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services import Service
from zExceptions import BadRequest
from zExceptions import Forbidden
from zExceptions import NotFound
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


@implementer(IPublishTraverse)
class _Post(Service):
    """POST `{"text": "..."}`: 204; 400 for no text or too much, 403 where the case takes none, 404 as `@case`.

    Without a token, like all services of plone.restapi: `core.security.guard` refuses what another site sends.
    """

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request, name: str):
        self.path.append(name)
        return self

    def reply(self) -> None:
        self.request.response.setHeader("Cache-Control", "private, no-store")
        case = visible_case(self.path[0]) if len(self.path) == 1 else None
        if case is None:
            raise NotFound("case")
        text = self._text()
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            self.keep(case, text)
        except (thread.NothingSaid, thread.TooLong) as problem:
            raise BadRequest("text") from problem
        except NotPossible as problem:
            raise Forbidden("case") from problem
        return self.reply_no_content()

    def _text(self) -> str:
        try:
            text = json_body(self.request).get("text")
        except DeserializationError as problem:
            raise BadRequest("JSON") from problem
        if not isinstance(text, str):
            raise BadRequest("text")
        return text

    def keep(self, case, text: str) -> None:
        """Write the text where it belongs; raises NotPossible and its kinds."""
        raise NotImplementedError


class MessagePost(_Post):
    """A message of the office to the citizen, with the letter that says so."""

    def keep(self, case, text: str) -> None:
        thread.write(case, text, [], now())


class NotePost(_Post):
    """An internal note."""

    def keep(self, case, text: str) -> None:
        thread.add_note(case, text, now())
