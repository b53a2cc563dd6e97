"""The macros of the pages of second steps."""

from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class Parts(BrowserView):
    """`context/@@two-steps-parts/macros/NAME`: problem, picture, code and the rest; no page by itself."""

    template = ViewPageTemplateFile("parts.pt")

    @property
    def macros(self):
        return self.template.macros
