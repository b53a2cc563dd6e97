"""Base class of the forms that citizens and clerks fill in."""

from communesplone import _
from communesplone.core.forms.interfaces import ICommunesFormLayer
from communesplone.core.forms.kit import error_texts
from communesplone.core.forms.kit import focus_id
from communesplone.core.forms.sent import drop_the_impossible
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import form
from z3c.form.group import GroupForm
from zope.i18n import translate
from zope.interface import alsoProvides


def apply_form_layer(request) -> None:
    """Make this request render widgets with the accessible templates; safe to repeat."""
    if not ICommunesFormLayer.providedBy(request):
        alsoProvides(request, ICommunesFormLayer)


class AccessibleForm(GroupForm, form.Form):
    """A form page: summary of errors on top with links to the fields, labels and hints tied to them, real buttons.

    Register it as a browser page. `label` and `description` head the page; `groups` become fieldsets. What was typed
    stays, except files, which browsers do not send twice. With `enableCSRFProtection` the form carries Plone's token,
    and handlers refuse without it. The macros of `@@form-kit`
    (summary, fields, buttons, form, answers) serve pages that need a template of their own.
    """

    light_page = True
    enableCSRFProtection = True
    ignoreContext = True
    template = ViewPageTemplateFile("templates/form.pt")
    description = ""
    back = ""  # address of the page that the form belongs to, named above its title
    back_title = ""
    primary = ""  # name of the main button; the first one when empty
    guard_leaving = False  # ask before a half-filled form is left (with script)
    formErrorsMessage = _("Some answers are missing or not right. Nothing was stored yet.")

    def update(self) -> None:
        apply_form_layer(self.request)
        drop_the_impossible(self.request, self.fields)
        super().update()

    def all_widgets(self) -> list:
        """The widgets of the form and of its groups, in the order of the page."""
        found = list(self.widgets.values()) if self.widgets is not None else []
        for group in self.groups:
            found += list(group.widgets.values())
        return found

    def errors(self) -> list[dict]:
        """The summary on top: text of each error, label of its field, and the id to go to ('' for the whole form)."""
        snippets = list(self.widgets.errors or ())
        for group in self.groups:
            snippets += list(group.widgets.errors or ())
        found = []
        for snippet in snippets:
            widget = getattr(snippet, "widget", None)
            for text in error_texts(snippet):
                found.append(
                    {
                        "text": text,
                        "label": _label(widget) if widget is not None else "",
                        "target": focus_id(widget) if widget is not None else "",
                    }
                )
        return found

    def page_title(self) -> str:
        """Words of the browser's tab; a screen reader says first that there are errors."""
        title = translate(self.label or "", context=self.request)
        if self.widgets is not None and self.errors():
            return translate(_("Error: ${title}", mapping={"title": title}), context=self.request)
        return title

    def button_class(self, action, first: bool) -> str:
        """Style of a button: one main button per form."""
        name = action.field.__name__
        main = name == self.primary if self.primary else first
        return "btn" if main else "btn ghost"


def _label(widget):
    return getattr(widget.field, "title", "") or widget.label
