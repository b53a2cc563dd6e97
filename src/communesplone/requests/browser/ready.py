"""The ready procedures of the suite, for those who look after the catalogue of procedures."""

from communesplone import _
from communesplone.requests import ready
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView


class ReadyProcedures(BrowserView):
    """`@@ready-procedures`: what the commune has not yet, each with a button that takes it over as a draft."""

    light_page = True
    personal_page = True
    page_title = _("Ready procedures")
    error = ""

    def __call__(self):
        if self.request.method == "POST" and "code" in self.request.form:
            CheckAuthenticator(self.request)
            made = self._take_over(self.request.form["code"])
            if made is not None:
                return self.request.response.redirect(made.absolute_url())
        return self.index()

    def _take_over(self, code):
        try:
            made = ready.add(self.context, code)
        except ready.AlreadyThere:
            self.error = _("This procedure is there already.")
        except (KeyError, TypeError):
            self.error = _("There is no such ready procedure.")
        else:
            message = _(
                "“${title}” is there as a draft. Name the responsible unit, read it through, then publish it.",
                mapping={"title": made.title},
            )
            api.portal.show_message(message, self.request)
            return made
        return None

    def offers(self) -> list[dict]:
        """What is not yet taken over: code, title and summary in the language of the page, icon."""
        language = api.portal.get_current_language().split("-")[0]
        found = []
        for code in ready.waiting(self.context):
            words = ready.texts(code, language)
            icon = ready.card(code)["icon"]
            found.append({"code": code, "title": words["title"], "summary": words["description"], "icon": icon})
        return sorted(found, key=lambda one: one["title"])
