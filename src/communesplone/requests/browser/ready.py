"""The ready procedures of the suite, for those who look after the catalogue of procedures."""

from communesplone import _
from communesplone.core.forms.sent import text_of
from communesplone.requests import facets
from communesplone.requests import ready
from communesplone.requests.domain import finding
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView


LONGEST = 100  # signs of a question


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

    @property
    def words(self) -> str:
        """What was searched for."""
        return text_of(self.request, "q").strip()[:LONGEST]

    def themes(self) -> list[dict]:
        """The offers that fit the words, by theme; themes without one are left out."""
        found = {}
        for offer in self.offers():
            found.setdefault(offer["theme"], []).append(offer)
        known = ((token, title) for token, title in facets.THEMES.items() if token in found)
        return [{"id": token, "title": title, "offers": found[token]} for token, title in known]

    def offers(self) -> list[dict]:
        """What is not yet taken over and fits the words: code, title and summary in the language of the page, icon."""
        language = api.portal.get_current_language().split("-")[0]
        asked = finding.words(self.words)
        found = [_offer(code, language) for code in ready.waiting(self.context)]
        fitting = [one for one in found if not asked or finding.score(asked, *_digests(one["code"]))]
        return sorted(fitting, key=lambda one: finding.sort_key(one["title"]))


def _offer(code: str, language: str) -> dict:
    words, known = ready.texts(code, language), ready.card(code)
    return {
        "code": code,
        "title": words["title"],
        "summary": words["description"],
        "icon": known["icon"],
        "theme": known["themes"][0],
        "has_form": ready.is_orderable(code),
    }


def _digests(code: str) -> tuple[str, str]:
    """Words of the titles and of the rest, in every language."""
    said = list(ready.card(code)["texts"].values())
    others = [words["summary"] for words in said] + [one for words in said for one in words.get("keywords") or ()]
    return finding.digest(words["title"] for words in said), finding.digest(others)
