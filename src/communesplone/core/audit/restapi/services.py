"""`@audit`: entries of the log, newest first, for Managers."""

from communesplone.core.audit.api import record_reading
from communesplone.core.audit.export import plain
from communesplone.core.audit.log import get_log
from communesplone.core.audit.search import entries
from communesplone.core.audit.search import Wanted
from dataclasses import replace
from itertools import islice
from plone import api
from plone.restapi.services import Service
from urllib.parse import urlencode


PAGE = 50
LARGEST_PAGE = 200


class AuditGet(Service):
    """GET: about, person, actor, action, first, last, before, b_size (at most 200)."""

    def reply(self) -> dict:
        self.request.response.setHeader("Cache-Control", "private, no-store")
        wanted, size = Wanted.from_form(self.request.form), self._size()
        found = list(islice(entries(get_log(api.portal.get()).chain, wanted), size + 1))
        record_reading("log.read", "site:", details={"filters": ",".join(sorted(wanted.form()))})
        url = f"{api.portal.get().absolute_url()}/@audit"
        answer = {"@id": url, "items": [plain(entry) for entry in found[:size]]}
        if len(found) > size:
            older = replace(wanted, before=found[size - 1].number).form()
            answer["batching"] = {"next": f"{url}?{urlencode({**older, 'b_size': size})}"}
        return answer

    def _size(self) -> int:
        asked = str(self.request.form.get("b_size", ""))
        return min(int(asked), LARGEST_PAGE) if asked.isdecimal() and asked.isascii() and int(asked) else PAGE
