"""`faq_view`: the pages of a folder or a collection as questions and answers on one page."""

from communesplone.core.kept import Kept
from communesplone.website.browser.rows import row_title
from plone import api
from plone.memoize.view import memoize
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
import json


MOST = 100
_ANSWERS = Kept()


class Questions(BrowserView):
    """Title: the question; text (or the summary): the answer. Folders below are headings.

    Answers are content, woken once while the catalog has not changed, and kept as words.
    """

    light_page = True
    index = ViewPageTemplateFile("templates/questions.pt")

    def __call__(self):
        return self.index()

    @property
    def language(self) -> str:
        return api.portal.get_current_language()

    @memoize
    def groups(self) -> list[dict]:
        """`heading` ('' for the folder itself) and `questions`: id, title, answer (safe HTML), url."""
        catalog = api.portal.get_tool("portal_catalog")
        here = "/".join(self.context.getPhysicalPath())
        who = tuple(sorted(catalog._listAllowedRolesAndUsers(api.user.get_current())))
        question = (here, self.context.absolute_url(), self.language, who)
        return _ANSWERS.answer(self.request, question, self._ask)

    def _ask(self) -> list[dict]:
        rows = self.rows()
        headings = {row.getPath(): row_title(row, self.language) for row in rows if row.portal_type == "Folder"}
        # What stands in the folder itself comes before its parts.
        found = {path: {"heading": title, "questions": []} for path, title in {"": "", **headings}.items()}
        for row in rows:
            if row.portal_type == "Document":
                parent = row.getPath().rpartition("/")[0]
                found[parent if parent in headings else ""]["questions"].append(self._question(row))
        return [group for group in found.values() if group["questions"]]

    def _question(self, row) -> dict:
        page = row.getObject()
        text = getattr(page.aq_base, "text", None)
        answer = text.output_relative_to(page) if text is not None else ""
        return {
            "id": row.getId,
            "title": row_title(row, self.language),
            "answer": answer or "",
            "summary": row.Description,
            "url": row.getURL(),
        }

    def rows(self) -> list:
        """Pages and folders, in the order of the folder, two levels deep."""
        catalog, here = api.portal.get_tool("portal_catalog"), "/".join(self.context.getPhysicalPath())
        asked = {"portal_type": ["Document", "Folder"], "sort_on": "getObjPositionInParent", "sort_limit": MOST}
        first = catalog(path={"query": here, "depth": 1}, **asked)[:MOST]
        below = []
        for row in first:
            if row.portal_type == "Folder":
                below += catalog(path={"query": row.getPath(), "depth": 1}, **{**asked, "portal_type": "Document"})[
                    :MOST
                ]
        return [*first, *below][:MOST]

    def json_ld(self) -> str:
        """schema.org FAQPage; '<' is written so that no text can end the script."""
        questions = [one for group in self.groups() for one in group["questions"]]
        facts = {
            "@context": "https://schema.org",
            "@type": "FAQPage",
            "inLanguage": self.language,
            "mainEntity": [
                {
                    "@type": "Question",
                    "name": one["title"],
                    "url": f"{self.context.absolute_url()}#{one['id']}",
                    "acceptedAnswer": {"@type": "Answer", "text": one["answer"] or one["summary"]},
                }
                for one in questions
            ],
        }
        return json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c")


class CollectionQuestions(Questions):
    """The pages that the collection's question finds."""

    def rows(self) -> list:
        found = self.context.results(batch=False, brains=True)[:MOST]
        return [row for row in found if row.portal_type == "Document"]
