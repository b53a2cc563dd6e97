"""What a clerk may type into the rows and addresses of a card."""

from communesplone import _
from communesplone.requests.domain.rows import Fault
from communesplone.requests.domain.rows import fault
from communesplone.requests.domain.rows import is_web_address
from zope.schema import ValidationError


WORDS = {
    Fault.EMPTY: _("Line ${number} begins with a stroke: say first what it is about."),
    Fault.TOO_LONG: _("Line ${number} is too long."),
    Fault.TOO_MANY: _("Line ${number} has too many strokes ( | ): three parts are possible."),
    Fault.NO_LINK: _("The last part of line ${number} is no address of a page. It begins with https://"),
}


class BadLine(ValidationError):
    """A line of a text that is no row; says which one and why."""

    def __init__(self, number: int, why: Fault):
        super().__init__(number, why)
        self.number, self.why = number, why

    def doc(self):
        """The message for the page."""
        return _(WORDS[self.why], mapping={"number": self.number})


class BadAddress(ValidationError):
    __doc__ = _("This is no address of a page. It begins with https://")


def three_parts(value: tuple) -> bool:
    """Each line has at most three parts. Raises BadLine."""
    return _check(value, is_link=False)


def linked(value: tuple) -> bool:
    """Each line has at most three parts, the third is an address of the web. Raises BadLine."""
    return _check(value, is_link=True)


def web_address(value: str) -> bool:
    """An address that a browser may open. Raises BadAddress."""
    if value and not is_web_address(value):
        raise BadAddress(value)
    return True


def _check(value: tuple, is_link: bool) -> bool:
    for number, line in enumerate(value or (), start=1):
        if why := fault(line, 3, is_link):
            raise BadLine(number, why)
    return True
