"""Forms of alerts: a new one, a change, a message taken over. What is wrong stands beside its field."""

from communesplone import _
from communesplone.core.forms.base import AccessibleForm
from communesplone.core.forms.sent import drop_the_impossible
from communesplone.core.moments import now
from communesplone.website.alerts import folder
from communesplone.website.alerts.browser import fields
from communesplone.website.alerts.browser.banner import Banner
from communesplone.website.alerts.content import words_of
from communesplone.website.alerts.domain import cap
from communesplone.website.alerts.domain.rules import Alert
from communesplone.website.alerts.words import REFUSED
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from z3c.form.field import Fields
from z3c.form.interfaces import ActionExecutionError
from z3c.form.interfaces import IErrorViewSnippet
from z3c.form.interfaces import WidgetActionExecutionError
from zope import schema
from zope.component import getMultiAdapter
from zope.event import notify
from zope.interface import Interface
from zope.interface import Invalid
from zope.lifecycleevent import ObjectModifiedEvent


class AlertForm(AccessibleForm):
    """Base: one group of words for each language of the site; a preview before anything is stored."""

    id = "alert"
    ignoreContext = False
    personal_page = True
    primary = "save"
    guard_leaving = True
    template = ViewPageTemplateFile("form.pt")
    preview = ""

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return super().__call__()

    def update(self) -> None:
        self.fields = fields.about(self.getContent().get("section") or "")
        known = fields.languages()
        self.groups = [fields.language_group(code, name, first=not number) for number, (code, name) in enumerate(known)]
        for group in self.groups:
            drop_the_impossible(self.request, group.fields)
        super().update()

    @button.buttonAndHandler(_("Save"), name="save")
    def save(self, action):
        values = self._values()
        if values is not None:
            self.request.response.redirect(self.store(values).absolute_url())

    @button.buttonAndHandler(_("Preview"), name="preview")
    def show(self, action):
        values = self._values()
        if values is not None:
            self.preview = self._banner(values)

    def store(self, values: dict):
        """Keep the values; returns the alert."""
        raise NotImplementedError

    def _values(self) -> dict | None:
        data, errors = self.extractData()
        if errors:
            return None
        try:
            return fields.values_of(data)
        except WidgetActionExecutionError as error:
            self._point_at(error)
            return None

    def _point_at(self, error) -> None:
        """Also a field of a group, which z3c.form does not look for."""
        name = error.widgetName
        for form in (self, *self.groups):
            if name in form.widgets:
                widget = form.widgets[name]
                view = getMultiAdapter(
                    (error.error, self.request, widget, widget.field, form, form.getContent()),
                    IErrorViewSnippet,
                )
                view.update()
                widget.error = view
                form.widgets.errors += (view,)
        self.status = self.formErrorsMessage

    def _banner(self, values: dict) -> str:
        words = {code: words_of(parts) for code, parts in values["texts"].items()}
        alert = Alert("", values["level"], values["start"].timestamp(), values["end"].timestamp(), words)
        frame = getMultiAdapter((self.context, self.request), name="light-frame")
        banner = Banner(self.context, self.request)
        return banner.of([alert], frame.language, frame.resources_url, preview=True)


class AddAlert(AlertForm):
    """`@@add-alert`: a draft."""

    label = _("New alert")
    description = _("It is a draft until you publish it on its page.")

    def getContent(self) -> dict:
        return {"level": "information", "section": "", "start_day": now().date(), "start_hour": now().strftime("%H:%M")}

    def store(self, values: dict):
        return folder.add(**values)


class EditAlert(AlertForm):
    """`edit` of an alert."""

    label = _("Change the alert")

    @property
    def description(self):
        shown = api.content.get_state(self.context, "") == "published"
        return _("Visitors see the change at once.") if shown else ""

    def getContent(self) -> dict:
        return fields.answers_of(self.context)

    def store(self, values: dict):
        kept = {code: parts for code, parts in self.context.texts.items() if code not in dict(fields.languages())}
        values["texts"] = {**values["texts"], **kept}
        for name, value in values.items():
            setattr(self.context, name, value)
        notify(ObjectModifiedEvent(self.context))
        api.portal.show_message(_("Saved."), self.request)
        return self.context


class IImport(Interface):
    """A message, pasted or as a file."""

    message = schema.Text(
        title=_("The message"),
        description=_("Paste the XML of a CAP 1.2 message."),
        required=False,
        max_length=cap.LARGEST,
    )
    upload = schema.Bytes(title=_("Or a file"), description=_("An XML file with one CAP 1.2 message."), required=False)


class ImportAlert(AccessibleForm):
    """`@@import-alert`: a draft from a message; one that cannot be taken over leaves nothing behind."""

    id = "import-alert"
    personal_page = True
    label = _("Take over a CAP message")
    description = _("The message becomes a draft. You read it, change it and publish it.")
    fields = Fields(IImport)

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return super().__call__()

    @button.buttonAndHandler(_("Take over"), name="take")
    def take(self, action):
        data, errors = self.extractData()
        if errors:
            return
        sent = data.get("upload") or (data.get("message") or "").encode("utf-8", "replace")
        if not sent.strip():
            raise ActionExecutionError(Invalid(_("Paste a message or choose a file.")))
        try:
            message = cap.read(sent)
        except cap.NotTaken as refused:
            raise ActionExecutionError(Invalid(REFUSED[refused.why])) from refused
        if folder.is_known(message.identifier):
            raise ActionExecutionError(Invalid(REFUSED["known"]))
        alert = folder.take(message)
        self.request.response.redirect(f"{alert.absolute_url()}/edit")
