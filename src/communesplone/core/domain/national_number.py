"""The Belgian national register number and the bis number (NISS, INSZ).

Royal decree of 3 April 1984 on the composition of the number, as changed on 25 November 1997; bis numbers: royal decree
of 8 February 1991. Eleven digits: date of birth (YYMMDD), serial number (odd for men, even for women), 97 minus the
first nine digits modulo 97, with a 2 in front of them for those born from 2000 on. In a bis number the month is raised
by 20 or 40. Checked by python-stdnum, which reads the clock in one thing: nobody is born in a year to come.

The number is protected by law (act of 8 August 1983, art. 8): never log it, never index it, show it masked.
"""

from datetime import date
from stdnum.be import ssn


_MASK = "•••.••"
_LONGEST_INPUT = 100


def normalise(text: str) -> str:
    """Return the typed text without spaces, dots, dashes; nothing else is changed or checked. Never raises."""
    return ssn.compact(text) if len(text) <= _LONGEST_INPUT else ""


def is_valid(text: str) -> bool:
    """Tell whether the text is a national or bis number with the right check digits."""
    return ssn.is_valid(normalise(text))


def display(number: str) -> str:
    """Return the number in its printed form, YY.MM.DD-SSS.CC. Raises ValueError when it is not valid."""
    return ssn.format(_checked(number))


def mask(number: str) -> str:
    """Return the printed form without serial number and check digits, for screens and mails. Never raises.

    Of a number that is not valid nothing is shown.
    """
    return f"{ssn.format(normalise(number))[:9]}{_MASK}" if is_valid(number) else _MASK


def birth_date(number: str) -> date | None:
    """Return the date of birth in the number, or None when the number is not valid or does not hold a whole date.

    Month and day are 00 when the date is not known exactly, or when the serial numbers of that day were used up.
    """
    return ssn.get_birth_date(normalise(number)) if is_valid(number) else None


def make(birth: date, serial: int) -> str:
    """Return an invented national number with the right check digits, for demo data and tests.

    ``serial`` is 1 to 998: odd for a man, even for a woman. Raises ValueError outside of that, or before 1900.
    """
    if not 1 <= serial <= 998 or not 1900 <= birth.year <= 2099:
        raise ValueError("serial must be 1 to 998 and the year 1900 to 2099")
    first_nine = f"{birth:%y%m%d}{serial:03d}"
    century = "2" if birth.year >= 2000 else ""
    return f"{first_nine}{97 - int(century + first_nine) % 97:02d}"


def _checked(number: str) -> str:
    if not is_valid(number):
        raise ValueError("not a valid national number")
    return normalise(number)
