"""When people are reminded of cases, and who is told when a case stays late."""

from communesplone import _
from communesplone.core.domain.contact import normalise_email
from communesplone.core.domain.reminders import Rules
from plone.registry.interfaces import IRegistry
from zope import schema
from zope.component import getUtility
from zope.component import queryUtility
from zope.interface import Interface
from zope.interface import Invalid


PREFIX = "communesplone.core.cases"


def one_address(value: str) -> bool:
    """Constraint of a field; raises Invalid for what is no e-mail address."""
    if value and not normalise_email(value):
        raise Invalid(_("Write one e-mail address, like name@example.org."))
    return True


class ICaseClock(Interface):
    """Days are working days; an empty field means never."""

    remind_before = schema.Int(
        title=_("Remind so many working days before a case is due"),
        description=_(
            "Also the time from which on the queue marks a case as due soon. 0: on the day itself. Empty: never."
        ),
        default=2,
        min=0,
        max=60,
        required=False,
    )
    remind_late = schema.Bool(
        title=_("Remind when a case is late"),
        description=_("The person in charge, or the clerks of the service when nobody is."),
        default=True,
        required=False,
    )
    heads_after = schema.Int(
        title=_("Tell the head of the service after so many working days late"),
        description=_("0: on the first day late. Empty: never."),
        default=3,
        min=0,
        max=200,
        required=False,
    )
    top_after = schema.Int(
        title=_("Tell the general director after so many working days late"),
        description=_("Empty: never."),
        default=10,
        min=0,
        max=200,
        required=False,
    )
    top_address = schema.TextLine(
        title=_("Address of the general director"),
        description=_("Gets one letter a day at most. Empty: the members of the group below."),
        constraint=one_address,
        default="",
        required=False,
        missing_value="",
    )
    top_group = schema.TextLine(
        title=_("Group of the general director"),
        description=_("Id of a group of users, for example direction."),
        default="",
        required=False,
        missing_value="",
    )


class _Defaults:
    """The values of a new site, for sites that are not upgraded yet."""

    def __getattr__(self, name: str):
        return ICaseClock[name].default


def case_clock() -> ICaseClock:
    """The settings of the current site."""
    registry = queryUtility(IRegistry)
    if registry is None or f"{PREFIX}.remind_before" not in registry.records:
        return _Defaults()
    return registry.forInterface(ICaseClock, prefix=PREFIX, check=False)


def rules() -> Rules:
    """The same as plain rules."""
    found = case_clock()
    return Rules(found.remind_before, bool(found.remind_late), found.heads_after, found.top_after)


def top_address() -> str:
    """The general director's address; '' when none was given."""
    return normalise_email(case_clock().top_address or "")


def register() -> None:
    """Make the records; values that are there stay."""
    getUtility(IRegistry).registerInterface(ICaseClock, prefix=PREFIX)
