"""`@@case-filters`: keep, rename and forget named filters of the queue."""

from communesplone import _
from communesplone.core.cases import saved
from communesplone.core.cases.queue import Filters
from communesplone.core.forms.sent import text_of
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView
from urllib.parse import urlencode
from zExceptions import Forbidden


PROBLEMS = {
    "name": _("Give the filter a name of its own, at most 60 signs."),
    "number": _("There are twenty filters already. Delete one first."),
    "unit": _("Only the head of a service shares filters with it."),
}


class CaseFilters(BrowserView):
    """POST with `do` (save, rename, drop), `name`, `new_name`, `shared` (UID of a unit) and the fields of the queue."""

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.request.get("REQUEST_METHOD") != "POST":
            raise Forbidden("case-filters")
        CheckAuthenticator(self.request)
        filters = Filters.from_form(self.request.form)
        try:
            said = self._act(filters)
        except saved.NotSaved as problem:
            api.portal.show_message(PROBLEMS[problem.args[0]], self.request, type="error")
        else:
            if said:
                api.portal.show_message(said, self.request)
        asked = urlencode(filters.form())
        back = f"{api.portal.get().absolute_url()}/@@cases" + (f"?{asked}" if asked else "")
        return self.request.response.redirect(back)

    def _act(self, filters: Filters):
        asked, name, unit = (text_of(self.request, field) for field in ("do", "name", "shared"))
        if asked == "save":
            saved.save(name, filters, unit)
            return _("The filter is kept.")
        if asked == "rename":
            saved.rename(name, text_of(self.request, "new_name"), unit)
            return _("The filter has its new name.")
        if asked == "drop":
            saved.drop(name, unit)
            return _("The filter is deleted.")
        return None
