"""The morning letter: what is due soon and what is late, once, to who can do something about it."""

from communesplone.core.cases import reminders
from communesplone.core.cases import settings
from communesplone.core.domain.timetable import Daily
from communesplone.core.jobs.interfaces import ITimedWork
from communesplone.core.mail.letters import as_text
from communesplone.core.settings import working_days
from datetime import date
from datetime import timedelta
from plone import api
from zope.component import getUtility
import pytest


DAY = date(2026, 11, 24)  # a Tuesday


@pytest.fixture
def posted(town, monkeypatch):
    """Letters that would have been sent, by address."""
    sent = {}
    monkeypatch.setattr(reminders, "post", lambda letter: bool(sent.setdefault(letter.to, []).append(letter)) or True)
    return sent


@pytest.fixture
def case(town):
    """`case(-3)`: an open case that was due three working days before DAY."""

    def make(days, **more):
        made = town.order(**more)
        calendar = working_days()
        made.due = calendar.add(DAY, days)
        made.reindexObject()
        town.index()
        return made

    return make


def said(letter) -> str:
    return as_text(letter, "Valmeuse")


def test_who_is_in_charge_is_reminded_before_and_after_the_due_date(case, posted):
    soon, late, far = case(1, assignee="anna"), case(-1, assignee="anna"), case(9, assignee="anna")
    assert reminders.remind(DAY) == 1
    (letter,) = posted["anna@example.org"]
    text = said(letter)
    assert f"{soon.reference}: Composition de ménage: 1 working day left" in text
    assert f"{late.reference}: Composition de ménage: 1 working day late" in text
    assert far.reference not in text
    assert "Lemaire" not in text


def test_a_case_of_nobody_goes_to_the_clerks_of_the_service(case, posted):
    case(0)
    reminders.remind(DAY)
    assert set(posted) == {"anna@example.org"}


def test_a_case_of_somebody_who_left_goes_to_the_clerks(case, posted):
    case(0, assignee="wim")
    reminders.remind(DAY)
    assert set(posted) == {"anna@example.org"}


def test_what_stays_late_goes_to_the_head_and_then_to_the_general_director(case, posted, town):
    case(-4, assignee="anna")
    reminders.remind(DAY)
    assert set(posted) == {"anna@example.org", "hedwig@example.org"}
    api.portal.set_registry_record(f"{settings.PREFIX}.top_address", "direction@example.org")
    posted.clear()
    later = working_days().add(DAY, 7)
    reminders.remind(later)
    assert set(posted) == {"direction@example.org"}


def test_the_general_director_may_be_a_group(case, posted, town):
    with town.manager():
        api.group.create("direction")
        api.group.add_user(groupname="direction", username="wanda")
    api.portal.set_registry_record(f"{settings.PREFIX}.top_group", "direction")
    case(-11, assignee="anna")
    reminders.remind(DAY)
    assert set(posted) == {"anna@example.org", "hedwig@example.org", "wanda@example.org"}


def test_a_round_that_is_repeated_tells_nothing_twice(case, posted):
    case(-1, assignee="anna")
    assert reminders.remind(DAY) == 1
    assert reminders.remind(DAY) == 0
    assert reminders.remind(DAY + timedelta(days=1)) == 0
    assert reminders.remind(DAY - timedelta(days=1)) == 0
    assert len(posted["anna@example.org"]) == 1


def test_one_letter_a_person_however_many_cases(case, posted):
    for _number in range(reminders.LONGEST + 5):
        case(-1, assignee="anna")
    assert reminders.remind(DAY) == 1
    assert "And others: 5" in said(posted["anna@example.org"][0])


def test_nothing_on_a_closing_day_nothing_of_a_stopped_or_finished_case(case, posted, town):
    api.portal.set_registry_record("communesplone.core.closing_days", (DAY,))
    stopped, finished = case(-5, assignee="anna"), case(-5, assignee="anna")
    stopped.stopped = DAY
    stopped.reindexObject()
    town.move(finished, "refuse")
    town.index()
    assert reminders.remind(DAY) == 0
    assert reminders.remind(DAY + timedelta(days=1)) == 0
    assert not posted


def test_each_reads_his_own_language(case, posted, town):
    with town.manager():
        api.user.get("anna").setMemberProperties({"language": "fr"})
    case(0, assignee="anna")
    reminders.remind(DAY)
    assert posted["anna@example.org"][0].language == "fr"


def test_the_commune_decides_what_is_told(case, posted, town):
    for name, value in (("remind_before", None), ("remind_late", False), ("heads_after", None), ("top_after", None)):
        town.portal.portal_registry[f"{settings.PREFIX}.{name}"] = value
    case(0, assignee="anna")
    case(-30, assignee="anna")
    assert reminders.remind(DAY) == 0


def test_a_case_without_service_is_told_to_the_general_director(case, posted):
    api.portal.set_registry_record(f"{settings.PREFIX}.top_address", "direction@example.org")
    case(-1, unit="")
    reminders.remind(DAY)
    assert set(posted) == {"direction@example.org"}


def test_it_is_on_the_timetable(town):
    work = getUtility(ITimedWork, name="cases.reminders")
    assert work.schedule == Daily("06:30")


def test_a_manager_finds_the_settings_in_the_control_panel(town, page):
    with town.manager():
        view = api.content.get_view("cases-controlpanel", town.portal, town.portal.REQUEST)
        assert "Remind so many working days" in view()
