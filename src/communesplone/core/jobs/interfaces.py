"""What does jobs and timed work, and the ways in which a job can end."""

from communesplone.core.domain.timetable import Schedule
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zope.interface import Attribute
from zope.interface import Interface


@dataclass(frozen=True)
class Again:
    """Returned by a handler that did a slice: commit it, show `done` of `total`, go on with this payload later."""

    payload: dict
    done: int
    total: int


class Trouble(Exception):
    """Why a job was not done, in words (a message) that a Manager may read: no name, no address, no number of a
    person."""


class Hopeless(Trouble):
    """Trying again changes nothing: a human is needed."""


class IJobHandler(Interface):
    """Utility named by the kind of job it does."""

    title = Attribute("What it does, for a Manager (a message)")

    def do(payload: dict, job: Any) -> Again | None:
        """Do the job in the running transaction, which the worker commits together with the mark "done".

        The site is set, the user is the system, the request a bare one. At least once: killed between the commit and
        an effect outside the database, it is done again. Raises Trouble with a reason, Hopeless when trying again is
        of no use; anything else counts as trouble without a reason.
        """


class ITimedWork(Interface):
    """Utility under a name of its own: work on the timetable. Called in every site with `communesplone.core`."""

    title = Attribute("What it does, for a Manager (a message)")
    schedule: Schedule = Attribute("`Every(minutes=5)` or `Daily('03:10')`, in the commune's own time")
    at_start = Attribute("True: also whenever a worker starts; may be left out")

    def do(moment: datetime) -> None:
        """Do what is due at that moment: the slot (aware, the commune's time), which may lie hours back.

        A job like others: repeated with back-off when it fails, in a transaction of its own.
        """
