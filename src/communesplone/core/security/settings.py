"""What a commune may set about its safety; the values given here are those of a new site."""

from communesplone import _
from communesplone.core.security.domain import csp
from plone.registry.interfaces import IRegistry
from zope import schema
from zope.component import queryUtility
from zope.interface import implementer
from zope.interface import Interface
from zope.interface import Invalid
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


PREFIX = "communesplone.core.security"
STAFF = (
    "Manager",
    "Site Administrator",
    "ServiceHead",
    "SigningOfficer",
    "Clerk",
    "CouncilSecretary",
    "Councillor",
    "Editor",
    "Reviewer",
    "Contributor",
)
TITLES = {
    "Manager": _("Manager"),
    "Site Administrator": _("Site administrator"),
    "ServiceHead": _("Head of a unit"),
    "SigningOfficer": _("Signing officer"),
    "Clerk": _("Clerk"),
    "CouncilSecretary": _("Secretary of the council"),
    "Councillor": _("Councillor"),
    "Editor": _("Editor"),
    "Reviewer": _("Reviewer"),
    "Contributor": _("Contributor"),
}


def source_line(value: str) -> bool:
    """Accept a line of the setting below; raises Invalid with the reason."""
    if not csp.is_source_line(value):
        raise Invalid(
            _(
                "Write a directive and one https address, for example: img-src https://tiles.example.org. "
                "These directives can be widened: ${names}.",
                mapping={"names": ", ".join(csp.EXTENSIBLE)},
            )
        )
    return True


class ISecurity(Interface):
    """How the site protects its accounts and its visitors."""

    staff_idle_minutes = schema.Int(
        title=_("Staff are logged out after so many minutes without activity"), default=30, min=5, max=480
    )
    citizen_idle_minutes = schema.Int(
        title=_("Citizens are logged out after so many minutes without activity"), default=120, min=5, max=480
    )
    longest_hours = schema.Int(
        title=_("Everybody logs in again after so many hours at the latest"), default=12, min=1, max=24
    )
    shortest_password = schema.Int(title=_("Shortest password, in characters"), default=12, min=12, max=64)
    two_step_roles = schema.Tuple(
        title=_("Who must log in in two steps"),
        description=_("Everybody may. Recommended for managers at least."),
        value_type=schema.Choice(vocabulary="communesplone.core.security.roles"),
        required=False,
        default=(),
        missing_value=(),
    )
    two_step_days = schema.Int(
        title=_("Days to set the second step up, from the first login after it became a duty"),
        default=14,
        min=0,
        max=90,
    )
    two_step_remember = schema.Bool(
        title=_("A browser may be remembered for 30 days: the second step is not asked for there"), default=True
    )
    report_only = schema.Bool(
        title=_("Only report what the content security policy would stop"),
        description=_("For trying out a change. Nothing is stopped meanwhile."),
        default=False,
        required=False,
    )
    sources = schema.Tuple(
        title=_("Other sites that pages may load from"),
        description=_("One line for each: a directive and an address, for example: img-src https://tiles.example.org"),
        value_type=schema.TextLine(constraint=source_line),
        required=False,
        default=(),
        missing_value=(),
    )
    hsts_days = schema.Int(
        title=_("Days for which browsers shall insist on https"),
        description=_("Only said on pages that were asked for by https. 0 says that they need not any more."),
        default=365,
        min=0,
        max=730,
    )
    antivirus = schema.TextLine(
        title=_("Address of the virus scanner (clamd)"),
        description=_("A host and port like localhost:3310, or the path of a socket. Empty: files are not scanned."),
        default="",
        required=False,
        missing_value="",
    )
    files_per_day = schema.Int(title=_("Files that one address may send in a day"), default=200, min=1)
    megabytes_per_day = schema.Int(title=_("Megabytes that one address may send in a day"), default=500, min=1)


class _Defaults:
    """The values of a new site, for sites that are not upgraded yet."""

    def __getattr__(self, name):
        return ISecurity[name].default


def settings() -> ISecurity:
    """The settings of the current site."""
    registry = queryUtility(IRegistry)
    if registry is None:
        return _Defaults()
    return registry.forInterface(ISecurity, prefix=PREFIX, check=False)


@implementer(IVocabularyFactory)
class Roles:
    """Roles that can be obliged to log in in two steps."""

    def __call__(self, context):
        return SimpleVocabulary([SimpleTerm(name, name, TITLES[name]) for name in STAFF])


roles = Roles()
