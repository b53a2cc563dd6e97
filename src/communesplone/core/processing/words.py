"""Words that several activities share, so that they are called the same everywhere."""

from communesplone import _
from communesplone.core.domain.processing import Basis
from communesplone.core.domain.retention import Rule


BASES = {
    Basis.CONSENT: _("Your consent (GDPR, art. 6, 1, a)"),
    Basis.CONTRACT: _("What you asked for (GDPR, art. 6, 1, b)"),
    Basis.LEGAL_DUTY: _("A duty laid down by law (GDPR, art. 6, 1, c)"),
    Basis.PUBLIC_TASK: _("A task in the public interest (GDPR, art. 6, 1, e)"),
}
VISITORS = _("visitors of the site")
APPLICANTS = _("people who ask for something")
STAFF = _("staff of the commune")
ACCOUNTS = _("people with an account")
NAME = _("name")
CONTACT = _("e-mail address, telephone number")
HANDLING_SERVICE = _("the service that handles the request")
MANAGERS = _("administrators of the site")
NOBODY_ELSE = _("nobody outside the commune")
FOR_GOOD = _("for good")
NO_PERIOD = _("no period is set yet: until the commune sets one")


def days(number: int):
    """So many days."""
    return _("${days} days", mapping={"days": number})


def days_after_last_step(rule: Rule | None) -> tuple:
    """How long cases under a rule are kept: those without a document, and those with one when that differs."""
    if rule is None:
        return (NO_PERIOD,)
    found = [_("${days} days after the last step", mapping={"days": rule.days})]
    if rule.issued_days is not None and rule.issued_days != rule.days:
        found.append(
            _("${days} days after the last step when a document was issued", mapping={"days": rule.issued_days})
        )
    return tuple(found)
