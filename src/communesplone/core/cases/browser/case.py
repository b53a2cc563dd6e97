"""`@@case/REFERENCE`: one case, on the page of its feature; and `@@case-people`, who is in charge of it."""

from AccessControl import Unauthorized
from communesplone import _
from communesplone.core.audit import cases as audit
from communesplone.core.cases.batch import assign
from communesplone.core.cases.batch import hand_over
from communesplone.core.cases.batch import visible_case
from communesplone.core.cases.browser import proposal
from communesplone.core.cases.queue import my_units
from communesplone.core.cases.workflow import NotPossible
from communesplone.core.forms.sent import text_of
from communesplone.core.interfaces import ICaseHandler
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import Forbidden
from zExceptions import NotFound
from zope.component import queryAdapter
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


NOT_POSSIBLE = _("This is not possible in this state of the case, or you may not do it.")


@implementer(IPublishTraverse)
class CaseView(BrowserView):
    """Finds the case once the user is known; whoever may not see it gets 404, as for an unknown number."""

    light_page = True
    personal_page = True
    gone = ViewPageTemplateFile("gone.pt")

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request, name: str):
        self.path.append(name)
        return self

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        reference, *subpath = self.path or [""]
        case = visible_case(reference)
        if case is None:
            raise NotFound(reference)
        if case.gone_on is not None:
            self.case = case
            return self.gone()
        page = self._page(case, subpath)
        if self.request.method == "GET":
            audit.reading("case.opened", case, part="/".join(subpath))
        return page()

    def day(self, value) -> str:
        return api.portal.get_localized_time(value) if value else "—"

    def _page(self, case, subpath: list[str]):
        """The feature's page for the case, led on by what stands behind the number in the address."""
        if subpath == ["journal"]:
            name, subpath = "case-journal", []
        else:
            handler = queryAdapter(case, ICaseHandler, name=case.handler)
            name = handler.view_name if handler is not None else ""
        try:
            page = case.restrictedTraverse(f"@@{name}", None) if name else None
        except Unauthorized:
            page = None
        if page is None or (subpath and not IPublishTraverse.providedBy(page)):
            raise NotFound(case.reference)
        for name in subpath:
            page = page.publishTraverse(self.request, name)
        return page


class CasePeople(BrowserView):
    """POST with `reference`, and `user` (id, '' for nobody) or `unit` (UID) and `why`: assign, hand over.

    With `do` (propose, accept, decline, take_back): a hand-over that a clerk proposes and the head decides on.
    """

    trouble = NOT_POSSIBLE

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.request.get("REQUEST_METHOD") != "POST":
            raise Forbidden("case-people")
        CheckAuthenticator(self.request)
        form = self.request.form
        case = visible_case(form.get("reference", ""))
        if case is None:
            raise NotFound("case-people")
        self._say(self._act(case, form))
        # By unit: the permission on the case was looked up before it was handed over, and is remembered.
        page = f"@@case/{case.reference}" if case.unit in my_units() else "@@cases"
        return self.request.response.redirect(f"{api.portal.get().absolute_url()}/{page}")

    def _act(self, case, form: dict):
        """What was done, in words; None when nothing was."""
        unit, user = form.get("unit"), form.get("user")
        try:
            if form.get("do") in proposal.ACTS:
                return proposal.act(case, form["do"], text_of(self.request, "unit"), text_of(self.request, "why"))
            if isinstance(unit, str) and unit:
                hand_over(case, unit, text_of(self.request, "why"))
                return _("The case was handed over.")
            if isinstance(user, str):
                assign(case, user)
                return _("The case was assigned.") if user else _("Nobody is in charge of the case any more.")
        except NotPossible as problem:
            self.trouble = next(iter(problem.args[1:]), NOT_POSSIBLE)
        return None

    def _say(self, done) -> None:
        if done:
            api.portal.show_message(done, self.request)
        else:
            api.portal.show_message(self.trouble, self.request, type="error")


class CaseBreadcrumbs(BrowserView):
    """The way to a case leads through the queue, not through the store."""

    def breadcrumbs(self) -> tuple[dict, ...]:
        url = api.portal.get().absolute_url()
        reference = self.context.reference
        return (
            {"Title": api.portal.translate(_("Cases")), "absolute_url": f"{url}/@@cases"},
            {"Title": reference, "absolute_url": f"{url}/@@case/{reference}"},
        )
