"""`@@feedback-pages`: which pages are least clear, for those who write them; the settings; a service."""

from communesplone import _
from communesplone.core.batches import batch_start
from communesplone.core.forms.settings import SettingsForm
from communesplone.core.interfaces import IDeskLink
from communesplone.core.moments import today
from communesplone.website.feedback import counts
from communesplone.website.feedback.domain.remarks import split_path
from communesplone.website.feedback.domain.shares import Answers
from communesplone.website.feedback.domain.shares import worst_first
from communesplone.website.feedback.settings import IFeedback
from communesplone.website.feedback.settings import PREFIX
from plone import api
from plone.restapi.services import Service
from Products.Five import BrowserView
from zope.interface import implementer


SIZE = 50
MONTHS = 12
READ = "CommunesPlone: Read answers about pages"


def found() -> list[tuple[str, Answers]]:
    """Page and answers of the last year, the least clear one first."""
    return worst_first(counts.of_last_months(today(), MONTHS).items())


def titles(paths: list[str]) -> dict[str, str]:
    """Path -> title of its content, where the current user may see that."""
    site = "/".join(api.portal.get().getPhysicalPath())
    known = {path: (split_path(path) or ("", ""))[0] for path in paths}
    wanted = [f"{site}/{content}" for content in known.values() if content]
    if not wanted:
        return {}
    rows = api.portal.get_tool("portal_catalog")(path={"query": wanted, "depth": 0})
    by_path = {row.getPath()[len(site) + 1 :]: row.Title for row in rows}
    return {path: by_path.get(content, "") for path, content in known.items()}


class FeedbackPages(BrowserView):
    """From catalog rows and counts; no content is woken."""

    light_page = True
    personal_page = True
    label = _("How clear pages are")

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.found = found()
        return self.index()

    @property
    def start(self) -> int:
        return batch_start(self.request)

    def rows(self) -> list[dict]:
        """A page of the list."""
        some = self.found[self.start : self.start + SIZE]
        known, site_url = titles([path for path, _answers in some]), api.portal.get().absolute_url()
        return [
            {
                "title": known.get(path) or path,
                "url": f"{site_url}/{path}",
                "yes": answers.yes,
                "no": answers.no,
                "share": f"{round(answers.share * 100)} %",
            }
            for path, answers in some
        ]

    def all(self) -> Answers:
        """All answers together."""
        return sum((answers for _path, answers in self.found), Answers())

    def older(self) -> int | None:
        """First row of the next page; None on the last one."""
        return self.start + SIZE if self.start + SIZE < len(self.found) else None


class FeedbackControlPanel(SettingsForm):
    """`@@feedback-controlpanel`."""

    schema = IFeedback
    schema_prefix = PREFIX
    id = "FeedbackForm"
    label = _("Was this page clear?")
    description = _("Visitors answer with one press. Words that they add become cases of the unit that keeps the page.")


class FeedbackGet(Service):
    """`GET @feedback`: answers of the last twelve months by page, the least clear first."""

    def reply(self) -> dict:
        self.request.response.setHeader("Cache-Control", "private, no-store")
        site_url = api.portal.get().absolute_url()
        some = found()
        return {
            "@id": f"{site_url}/@feedback",
            "items_total": len(some),
            "items": [
                {"page": f"{site_url}/{path}", "yes": one.yes, "no": one.no, "share_no": round(one.share, 4)}
                for path, one in some[: SIZE * 10]
            ],
        }


@implementer(IDeskLink)
class FeedbackLink:
    """Beside the views of the queue."""

    title = _("How clear pages are")
    order = 60

    def __init__(self, site, request):
        self.url = f"{site.absolute_url()}/@@feedback-pages"
        self.available = bool(api.user.has_permission(READ, obj=site))
