"""`@@cpsv`: cards as CPSV-AP 3.2.0, one or all of the catalogue, as Turtle or JSON-LD. Published ones only."""

from communesplone.core import moments
from communesplone.core.batches import batch_start
from communesplone.core.domain import rdf
from communesplone.requests.content.procedure import IProcedure
from communesplone.requests.domain import cpsv
from communesplone.requests.domain.service import Service
from communesplone.requests.publication import service_of
from plone import api
from plone.app.uuid.utils import uuidToObject
from Products.Five import BrowserView
import json


SIZE = 100  # cards in one answer
JSON = "application/ld+json"
TURTLE = "text/turtle"


class Cpsv(BrowserView):
    """Leads to the form of the description that the program asks for in its `Accept`."""

    def __call__(self):
        wanted = self.request.getHeader("Accept", "")
        name = "cpsv.jsonld" if "json" in wanted else "cpsv.ttl"
        self.request.response.setHeader("Vary", "Accept")
        return self.request.response.redirect(f"{self.context.absolute_url()}/@@{name}", status=303)


class CpsvFile(BrowserView):
    """The description in one form."""

    content_type = TURTLE

    def __call__(self) -> bytes:
        response = self.request.response
        response.setHeader("Content-Type", f"{self.content_type}; charset=utf-8")
        response.setHeader("Cache-Control", "public, max-age=300")
        response.setHeader("Access-Control-Allow-Origin", "*")
        return self.written(cpsv.catalogue(self.services())).encode("utf-8", "replace")

    def written(self, triples) -> str:
        """The statements in this form."""
        return rdf.turtle(triples)

    def services(self) -> list[Service]:
        """The card itself, or the cards of this batch of the catalogue; a `Link` header names the next batch."""
        if IProcedure.providedBy(self.context):
            is_public = api.content.get_state(self.context) == "published"
            return [_service(self.context, {})] if is_public else []
        rows = self._published()
        start, known = batch_start(self.request), {row.UID: row.getURL() for row in rows}
        if start + SIZE < len(rows):
            url = f"{self.context.absolute_url()}/@@{self.__name__}?b_start={start + SIZE}"
            self.request.response.setHeader("Link", f'<{url}>; rel="next"')
        return [_service(row._unrestrictedGetObject(), known) for row in rows[start : start + SIZE]]

    def _published(self) -> list:
        query = {"portal_type": "Procedure", "review_state": "published"}
        path = "/".join(self.context.getPhysicalPath())
        return list(api.portal.get_tool("portal_catalog")(path=path, sort_on="getId", **query))


class CpsvJson(CpsvFile):
    """As JSON-LD."""

    content_type = JSON

    def written(self, triples) -> str:
        """One object with all nodes."""
        return json.dumps(rdf.json_ld(triples), ensure_ascii=False)


def _service(procedure, known: dict[str, str]) -> Service:
    unit = uuidToObject(procedure.unit, unrestricted=True) if procedure.unit else None
    related = [known[uid] for uid in procedure.related or () if uid in known]
    return service_of(procedure, moments.today(), unit, related)
