"""`@@home-block/KEY`: the options of one block of the home page."""

from communesplone import _
from communesplone.core.forms.base import AccessibleForm
from communesplone.website.domain import arrangement
from communesplone.website.domain.links import wrong
from communesplone.website.home import store
from communesplone.website.home.block import offered
from communesplone.website.home.block import options_of
from plone import api
from z3c.form import button
from z3c.form.browser.textlines import TextLinesFieldWidget
from z3c.form.field import Fields
from z3c.form.interfaces import WidgetActionExecutionError
from zExceptions import NotFound
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import Invalid
from zope.publisher.interfaces import IPublishTraverse
from zope.schema.interfaces import IList


WRONG_LINK = _("This line is no link: ${line}. Write words | address, the address starting with / or https://.")


@implementer(IPublishTraverse)
class OneBlock(AccessibleForm):
    """The form of the block's own schema; what is saved goes into the draft."""

    id = "home-block"
    key = ""
    ignoreContext = False
    personal_page = True
    primary = "save"

    def publishTraverse(self, request, name: str):
        if self.key:
            raise NotFound(name)
        self.key = name
        return self

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        try:
            self.placed = arrangement.find(store.draft(self.context, self.request), self.key)
        except arrangement.Unknown as error:
            raise NotFound(self.key) from error
        self.block = offered(self.context, self.request).get(self.placed.block)
        if self.block is None or self.block.options is None:
            raise NotFound(self.key)
        return super().__call__()

    @property
    def label(self):
        title = translate(self.block.title, context=self.request)
        return _("Block of the home page: ${title}", mapping={"title": title})

    @property
    def description(self):
        return self.block.description

    @property
    def action(self) -> str:
        return f"{self.context.absolute_url()}/@@home-block/{self.key}"

    def getContent(self) -> dict:
        return options_of(self.block, self.placed.options)

    @property
    def fields(self) -> Fields:
        """Those of the block first, those that every block has at the end."""
        names = list(Fields(self.block.options))
        common = [name for name in ("heading", "language") if name in names]
        found = Fields(self.block.options).select(*(name for name in names if name not in common), *common)
        for field in found.values():
            if IList.providedBy(field.field):
                field.widgetFactory = TextLinesFieldWidget
        return found

    @button.buttonAndHandler(_("Save"), name="save")
    def save(self, action):
        data, errors = self.extractData()
        if errors:
            return
        for name, value in data.items():
            self._check_links(name, value)
        kept = {name: value for name, value in data.items() if value not in (None, "", [])}
        store.keep_draft(arrangement.set_options(store.draft(self.context, self.request), self.key, kept))
        self._leave()

    @button.buttonAndHandler(_("Cancel"), name="cancel")
    def cancel(self, action):
        self._leave()

    def _check_links(self, name: str, value) -> None:
        bad = wrong(value) if isinstance(value, list) else []
        if bad:
            message = _(WRONG_LINK, mapping={"line": bad[0]})
            raise WidgetActionExecutionError(name, Invalid(message))

    def _leave(self) -> None:
        url = api.portal.get().absolute_url()
        self.request.response.redirect(f"{url}/@@arrange-home#block-{self.key}")
