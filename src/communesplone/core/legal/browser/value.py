"""`@@legal-value/KEY`: one legal value, what the commune set in its place, and the form to set it."""

from communesplone import _
from communesplone.core.forms.base import AccessibleForm
from communesplone.core.legal import listing
from communesplone.core.legal import store
from communesplone.core.legal.api import law
from communesplone.core.legal.api import override
from communesplone.core.legal.api import say
from communesplone.core.legal.api import withdraw
from communesplone.core.moments import today
from communesplone.core.settings import commune
from communesplone.law.keys import Key
from communesplone.law.keys import KEYS
from communesplone.law.overrides import LONGEST_REASON
from communesplone.law.overrides import made
from communesplone.law.phrases import Phrase
from communesplone.law.units import Kind
from communesplone.law.units import read
from communesplone.law.units import UNITS
from communesplone.law.units import written
from communesplone.law.units import WrongValue
from communesplone.law.values import Value
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from z3c.form import button
from z3c.form.field import Fields
from z3c.form.interfaces import WidgetActionExecutionError
from zExceptions import NotFound
from zope import schema
from zope.interface import implementer
from zope.interface import Interface
from zope.interface import Invalid
from zope.publisher.interfaces import IPublishTraverse
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


KIND_HINTS = {
    Kind.NUMBER: _("A whole number, or lines “inhabitants: number”. A hyphen says that there is none."),
    Kind.SHARE: _("A share such as 1/3, or “majority”; or lines “inhabitants: share”."),
    Kind.TRUTH: _("“yes” or “no”; or lines “inhabitants: yes”."),
    Kind.CHOICE: _("The words of the rule."),
    Kind.NAMES: _(
        "Words separated by commas. Those of the law are written in English here and shown in the reader's language; "
        "your own are shown as you write them."
    ),
    Kind.SEASON: _("First and last day as month-day/month-day, such as 07-11/08-15."),
}


class IOverride(Interface):
    """What a commune says when it sets a value itself, besides the value and its unit, which depend on the key."""

    valid_from = schema.Date(title=_("From"))
    valid_until = schema.Date(title=_("Until"), description=_("Leave empty while no end is known."), required=False)
    article = schema.TextLine(
        title=_("Article"),
        description=_("Of the law, the decree or your own rules of procedure."),
        required=False,
        max_length=200,
    )
    reason = schema.Text(
        title=_("Reason"),
        description=_("Why the commune has a value of its own. It is shown with the value, in public too."),
        max_length=LONGEST_REASON,
    )


def value_fields(key: Key, holds: Value | None, request) -> list:
    """The value, chosen among rules or typed; and its unit, where there is a choice. What holds stands there first."""
    if key.units == ("rule",) and key.options:
        terms = [SimpleTerm(one, str(number), say(Phrase(one), request)) for number, one in enumerate(key.options)]
        value = schema.Choice(__name__="value", title=_("Value"), vocabulary=SimpleVocabulary(terms))
        value.default = holds.value if holds is not None and holds.value in key.options else None
    else:
        hint = KIND_HINTS[UNITS[key.units[0]][0]]
        value = schema.Text(__name__="value", title=_("Value"), description=hint, max_length=2000)
        value.default = written(holds.value) if holds is not None else None
    if len(key.units) == 1:
        return [value]
    terms = [SimpleTerm(unit, str(number), say(UNITS[unit][1], request)) for number, unit in enumerate(key.units)]
    unit = schema.Choice(__name__="unit", title=_("Unit"), vocabulary=SimpleVocabulary(terms))
    unit.default = holds.unit if holds is not None else None
    return [value, unit]


@implementer(IPublishTraverse)
class LegalValue(AccessibleForm):
    """The form; nothing that was typed is lost when something is wrong with it."""

    template = ViewPageTemplateFile("value.pt")
    id = "legal-value"
    primary = "set"
    key = ""

    def publishTraverse(self, request, name: str):
        if self.key or name not in KEYS:
            raise NotFound(name)
        self.key = name
        return self

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if not self.key:
            raise NotFound("legal-value")
        if self.request.get("REQUEST_METHOD") == "POST" and "withdraw" in self.request.form:
            return self._withdraw()
        return super().__call__()

    @property
    def label(self) -> str:
        return say(KEYS[self.key].title, self.request)

    @property
    def action(self) -> str:
        return f"{api.portal.get().absolute_url()}/@@legal-value/{self.key}"

    @property
    def listing_url(self) -> str:
        return f"{api.portal.get().absolute_url()}/@@legal-values"

    def update(self) -> None:
        if not self.key:
            raise NotFound("legal-value")
        holds = law().find(self.key, today())
        self.fields = Fields(*value_fields(KEYS[self.key], holds, self.request)) + Fields(IOverride)
        super().update()

    def updateWidgets(self, prefix=None) -> None:
        super().updateWidgets(prefix)
        for name in ("value", "reason"):
            self.widgets[name].rows = 3

    def current(self) -> dict | None:
        """The value that holds today; None when there is none."""
        found = law().find(self.key, today())
        return listing.row(found, self.request) if found is not None else None

    def own(self) -> list[dict]:
        """What the commune set for this key under this jurisdiction, latest first."""
        found = []
        for number, one in enumerate(store.overrides(api.portal.get())):
            if one.value.key == self.key and one.jurisdiction == commune().jurisdiction:
                found.append(
                    {
                        **listing.row(one.value, self.request),
                        "number": number,
                        "by": one.by,
                        "at": api.portal.get_localized_time(one.at, long_format=True),
                        "active": one.active,
                        "withdrawn_by": one.withdrawn_by,
                    }
                )
        return found[::-1]

    @button.buttonAndHandler(_("Set this value"), name="set")
    def handle_set(self, action):
        """Check and store; what is wrong is told beside its field."""
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        try:
            unit = data.get("unit") or KEYS[self.key].units[0]
            value = made(
                self.key,
                read(data["value"], unit),
                unit,
                valid_from=data["valid_from"],
                valid_until=data["valid_until"],
                reason=data["reason"],
                article=data["article"] or "",
            )
            override(value)
        except WrongValue as wrong:
            field = wrong.about if wrong.about in self.widgets else "value"
            raise WidgetActionExecutionError(field, Invalid(say(wrong.phrase, self.request))) from wrong
        api.portal.show_message(_("The value of the commune is stored."), self.request)
        self.request.response.redirect(self.action)

    def _withdraw(self):
        CheckAuthenticator(self.request)
        number = self.request.form["withdraw"]
        mine = {str(one["number"]) for one in self.own() if one["active"]}
        if number not in mine:
            raise NotFound("withdraw")
        withdraw(int(number))
        api.portal.show_message(_("Withdrawn: the value of the law holds again."), self.request)
        return self.request.response.redirect(self.action)
