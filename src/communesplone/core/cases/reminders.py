"""The daily round over the open cases: one letter a person, with what is due soon and what is late.

What was told is kept beside the cases, in the same transaction as the letters: a round that is repeated, or was killed
and begins again, tells nothing twice. Letters name cases by number and kind, never a citizen.
"""

from BTrees.OOBTree import OOBTree
from collections import defaultdict
from communesplone import _
from communesplone.core.cases import people
from communesplone.core.cases import settings
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.cases.store import get_store
from communesplone.core.cases.words import day as day_of
from communesplone.core.cases.words import days_left
from communesplone.core.cases.words import days_left_text
from communesplone.core.domain.reminders import remember
from communesplone.core.domain.reminders import Step
from communesplone.core.domain.reminders import steps_on
from communesplone.core.domain.reminders import Told
from communesplone.core.jobs.api import Daily
from communesplone.core.jobs.api import ITimedWork
from communesplone.core.mail.letters import Letter
from communesplone.core.mail.letters import post
from communesplone.core.organisation.groups import members
from communesplone.core.settings import working_days
from datetime import date
from datetime import datetime
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


KEY = "communesplone.core.cases.reminders"
LONGEST = 50  # cases named in one letter
WHY = {
    Step.SOON: _("These cases are due soon, or today:"),
    Step.LATE: _("These cases are late:"),
    Step.HEADS: _("These cases of your service have been late for days:"),
    Step.TOP: _("These cases have been late for long:"),
}


class Ledger(Persistent):
    """`told`: reference -> (due date as ordinal, steps); `last`: ordinal of the last day whose round was done."""

    def __init__(self):
        self.told = OOBTree()
        self.last = 0


@implementer(ITimedWork)
class CaseReminders:
    """Timed work: once a day, before the offices open."""

    title = _("Reminders of cases")
    schedule = Daily("06:30")

    def do(self, moment: datetime) -> None:
        remind(moment.date())


def remind(day: date) -> int:
    """The round of one day; returns the number of letters. A second round of a day, or of a past one, does nothing."""
    rules, calendar, ledger = settings.rules(), working_days(), _ledger()
    if ledger.last >= day.toordinal() or not calendar.is_working(day):
        return 0
    ledger.last = day.toordinal()
    _forget_finished(ledger)
    who, digests = _Recipients(), defaultdict(lambda: defaultdict(list))
    for row in get_catalog().running(rules.horizon(day, calendar)):
        due = day_of(row.due)
        told = _told(ledger, row.reference)
        steps = steps_on(day, due, True, told, rules, calendar)
        if steps:
            known = remember(told, due, steps)
            ledger.told[row.reference] = (due.toordinal(), tuple(sorted(known.steps)))
        for step in steps:
            for person in who.of(step, row):
                digests[person][step].append((row, days_left(row, day, calendar)))
    return sum(_post(address, language, steps) for (address, language), steps in sorted(digests.items()))


def _ledger() -> Ledger:
    notes = IAnnotations(get_store())
    if KEY not in notes:
        notes[KEY] = Ledger()
    return notes[KEY]


def _told(ledger: Ledger, reference: str) -> Told | None:
    known = ledger.told.get(reference)
    if known is None:
        return None
    due, steps = known
    return Told(date.fromordinal(due), frozenset(Step(step) for step in steps))


def _forget_finished(ledger: Ledger) -> None:
    """A finished case is not told of again; should it be reopened, it has another due date."""
    still_open = get_catalog().open_references()
    for reference in [one for one in ledger.told if one not in still_open]:
        del ledger.told[reference]


class _Recipients:
    """Addresses and languages by step and case, looked up once a round."""

    def __init__(self):
        self._groups: dict[tuple[str, str], list[str]] = {}
        self._people: dict[str, tuple[str, str]] = {}

    def of(self, step: Step, row) -> list[tuple[str, str]]:
        """Pairs of address and language; empty when nobody is to be told, or nobody has an address."""
        if step is Step.TOP or row.unit == "-":
            return self._top() if step in (Step.TOP, Step.LATE) else []
        heads = self._group(row.unit, "heads")
        if step is Step.HEADS:
            return self._addresses(heads)
        clerks = self._group(row.unit, "clerks")
        if row.assignee in clerks or row.assignee in heads:
            return self._addresses([row.assignee])
        return self._addresses(clerks or heads)

    def _top(self) -> list[tuple[str, str]]:
        address = settings.top_address()
        if address:
            return [(address, people.default_language())]
        group = settings.case_clock().top_group
        found = api.portal.get_tool("portal_groups").getGroupById(group) if group else None
        return self._addresses(found.getGroupMemberIds() if found else [])

    def _group(self, unit: str, kind: str) -> list[str]:
        if (unit, kind) not in self._groups:
            self._groups[unit, kind] = members(unit, kind)
        return self._groups[unit, kind]

    def _addresses(self, users) -> list[tuple[str, str]]:
        for user in users:
            if user not in self._people:
                self._people[user] = (people.address_of(user), people.language_of(user))
        return [self._people[user] for user in users if self._people[user][0]]


def _post(address: str, language: str, steps: dict) -> bool:
    """One letter with everything that this person is told today."""
    number = len({row.reference for rows in steps.values() for row, _left in rows})
    view = "late" if any(step is not Step.SOON for step in steps) else "unit"
    return post(
        Letter(
            to=address,
            language=language,
            subject=_("Cases that need you: ${number}", mapping={"number": str(number)}),
            paragraphs=tuple(WHY[step] for step in Step if step in steps),
            facts=_facts(steps),
            link=f"{api.portal.get().absolute_url()}/@@cases?view={view}",
            link_text=_("Open the queue"),
        )
    )


def _facts(steps: dict) -> tuple:
    """Number, kind and days of each case once, the longest late first."""
    rows = {row.reference: (row.title, left) for found in steps.values() for row, left in found}
    ordered = sorted(rows.items(), key=lambda item: (item[1][1], item[0]))
    facts = [
        (reference, _("${kind}: ${days}", mapping={"kind": title, "days": days_left_text(left)}))
        for reference, (title, left) in ordered[:LONGEST]
    ]
    if len(ordered) > LONGEST:
        facts.append((_("And others"), str(len(ordered) - LONGEST)))
    return tuple(facts)
