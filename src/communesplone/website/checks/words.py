"""What is wrong with a result, in words for who handed it in."""

from communesplone import _
from communesplone.website.checks.domain.result import BadResult
from communesplone.website.checks.domain.result import Reason


WRONG = {
    Reason.LARGE: _("The result of a check may have at most 256 KB."),
    Reason.NOT_JSON: _("This is no JSON text."),
    Reason.NOT_OBJECT: _("The result of a check is an object with date, tool, method, pages, rules and violations."),
    Reason.MORE_FAILED: _("More rules failed than were looked at."),
    Reason.FUTURE: _("The day of the check lies in the future."),
}


def told(problem: BadResult):
    """The message."""
    if problem.reason is Reason.PART:
        return _("The part “${name}” of the result is missing or wrong.", mapping={"name": problem.name})
    return WRONG[problem.reason]
