"""Pages for what went wrong, in the look of the site: what happened, what to do; never a traceback."""

from communesplone import _
from communesplone.website.browser import storage_trouble
from plone import api
from plone.rest.errors import ErrorHandling
from plone.rest.interfaces import IAPIRequest
from Products.CMFPlone.browser.exceptions import ExceptionView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zope.component import queryMultiAdapter
from zope.component.hooks import getSite
import json
import logging


logger = logging.getLogger(__name__)

GENTLE = {
    "NotFound": (
        404,
        _("This page does not exist"),
        _("The address may be mistyped, or the page was moved or removed."),
    ),
    "Unauthorized": (
        401,
        _("You may not see this page"),
        _("Log in with an account that may, or go back to the home page."),
    ),
    "Forbidden": (
        403,
        _("This was not accepted"),
        _("The form may have been open for too long. Go back, load the page again and send it once more."),
    ),
    "TooManyRequests": (
        429,
        _("Too many tries"),
        _("Wait a few minutes, then try again. If you forgot your password, ask for a new one on the login page."),
    ),
}
BROKEN = (
    500,
    _("Something went wrong on our side"),
    _("It was noted for the people who look after this site. Try again in a few minutes, or call us."),
)


# What an answer said of itself that was given up: its policy would keep the style sheet from this page.
GIVEN_UP = ("content-security-policy", "content-disposition", "content-length", "location")


class ErrorPage(ExceptionView):
    """View of every exception in a site with the suite."""

    light_page = True
    label = ""
    page = ViewPageTemplateFile("error.pt")
    plain_page = ViewPageTemplateFile("error_plain.pt")

    def __call__(self):
        for name in GIVEN_UP:
            self.request.response.headers.pop(name, None)
        trouble = storage_trouble.trouble_of(self.context)
        if trouble is not None:
            return self._tell(trouble)
        if IAPIRequest.providedBy(self.request):
            return ErrorHandling(self.context, self.request)()
        exception = self.context
        self.kind = type(exception).__name__
        if self.kind == "NotFound" and self._redirected():
            return None
        status, self.title, self.advice = self._words(exception)
        self.context = self._place()
        self.request.response.setStatus(status if self.kind in GENTLE else type(exception))
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if not self._wants_page():
            self.request.response.setHeader("Content-Type", "application/json")
            return json.dumps({"error_type": self.kind})
        return self._render()

    def _tell(self, trouble) -> str:
        """That nothing can be saved for a while: without the database where that does not answer."""
        self.kind, response = type(self.context).__name__, self.request.response
        response.setStatus(503, lock=True)  # plone.transformchain would set it to that of the exception
        response.setHeader("Retry-After", str(trouble.seconds))
        response.setHeader("Cache-Control", "private, no-store")
        IStatusMessage(self.request).show()  # "Saved." is not true any more
        self.language = storage_trouble.language_of(self.request)
        self.title = storage_trouble.words(trouble.title, self.language)
        self.advice = storage_trouble.words(trouble.advice, self.language)
        if IAPIRequest.providedBy(self.request) or not self._wants_page():
            response.setHeader("Content-Type", "application/json")
            return json.dumps({"type": "ServiceUnavailable", "message": self.advice})
        self.context = self._place()
        return self._render() if trouble.reads else self.plain_page()

    def page_title(self):
        """Words of the browser's tab."""
        return self.title

    def _wants_page(self) -> bool:
        return "text/html" in (self.request.getHeader("Accept") or "text/html")

    def _redirected(self) -> bool:
        redirector = queryMultiAdapter((self.__parent__, self.request), name="plone_redirector_view")
        return redirector is not None and bool(redirector.attempt_redirect())

    def _words(self, exception):
        names = (kind.__name__ for kind in type(exception).__mro__)
        return next((GENTLE[name] for name in names if name in GENTLE), BROKEN)

    def _place(self):
        """Where the page stands: the site, so that nothing of an object that may not be seen is shown."""
        return getSite() or self.__parent__

    def _render(self):
        try:
            return self.page()
        except Exception:
            logger.exception("The error page itself failed")
            self.language = getattr(self, "language", "") or self._language()
            return self.plain_page()

    def _language(self) -> str:
        try:
            return api.portal.get_current_language()
        except Exception:
            logger.exception("No language could be found for the error page")
            return "en"
