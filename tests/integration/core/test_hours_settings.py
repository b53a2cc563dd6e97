"""School holidays that a commune adds itself."""

from communesplone.core.hours import places
from communesplone.core.hours.domain.mistakes import Mistakes
from communesplone.core.hours.settings import PREFIX
from communesplone.core.hours.settings import read_school_holidays
from communesplone.core.settings import commune
from datetime import date
from plone import api
import pytest


def test_a_commune_in_france_gives_its_school_holidays(portal):
    commune().jurisdiction = "france"
    assert not places._calendar().school(date(2026, 10, 20))
    api.portal.set_registry_record(f"{PREFIX}.school_holidays", "17/10/2026 - 1/11/2026\n19 décembre 2026 - 3/1/2027")
    school = places._calendar().school
    assert [school(day) for day in (date(2026, 10, 17), date(2026, 11, 1), date(2026, 11, 2))] == [True, True, False]
    assert school(date(2027, 1, 3))


@pytest.mark.parametrize("text", ["1/7 - 31/8", "sometimes", "17/10/2026 - 1/10/2026", "17/10/2026 Toussaint"])
def test_a_line_that_is_no_period_is_told(text):
    with pytest.raises(Mistakes):
        read_school_holidays(text)


def test_what_was_written_past_the_form_breaks_no_page(portal):
    api.portal.set_registry_record(f"{PREFIX}.school_holidays", "nonsense")
    assert not places._calendar().school(date(2027, 10, 20))
