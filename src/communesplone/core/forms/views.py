"""The macros of the form kit."""

from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class FormKit(BrowserView):
    """`context/@@form-kit/macros/NAME`: form, summary, fields, field, buttons, answers."""

    template = ViewPageTemplateFile("templates/macros.pt")

    @property
    def macros(self):
        return self.template.macros
