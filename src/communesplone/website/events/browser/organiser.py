"""`@@registrations` of an event: the list for whoever may edit it, and what can be done there."""

from communesplone import _
from communesplone.core.audit import api as audit
from communesplone.core.batches import batch_start
from communesplone.core.cases.browser.sheet import send_sheet
from communesplone.core.forms.sent import text_of
from communesplone.core.moments import now
from communesplone.core.moments import zone
from communesplone.website.events import booking
from communesplone.website.events import letters
from communesplone.website.events import programme
from communesplone.website.events.browser.stand import moment_words
from communesplone.website.events.browser.stand import stand_words
from communesplone.website.events.domain.seats import Standing
from plone import api
from plone.memoize.view import memoize
from plone.protect import CheckAuthenticator
from Products.Five import BrowserView
from z3c.caching.purge import Purge
from zope.event import notify


SIZE = 50
LONGEST = 3000  # characters of a message to everybody
STANDINGS = {
    Standing.CONFIRMED: _("Registered"),
    Standing.WAITING: _("Waiting"),
    Standing.CANCELLED: _("Cancelled"),
}
ORDER = (Standing.CONFIRMED, Standing.WAITING, Standing.CANCELLED)


class Organiser(BrowserView):
    """Shared by the list and its file: who registered for the chosen date."""

    light_page = True
    personal_page = True

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "private, no-store")
        return self._post() if self.request.method == "POST" else self._get()

    def _get(self):
        self._read("registrations.read")
        return self.index()

    def _post(self):
        raise NotImplementedError

    def _read(self, action: str) -> None:
        if self.found():
            audit.record_reading(action, self.about, details={"count": len(self.found())})

    @property
    def about(self) -> str:
        return f"event:{api.content.get_uuid(self.context)}"

    @property
    def language(self) -> str:
        return api.portal.get_current_language()

    @property
    @memoize
    def programme(self) -> letters.Programme:
        """The event as plain values."""
        return programme.programme_of(self.context)

    @property
    @memoize
    def register(self):
        """None before anybody opened registration."""
        return programme.register_of(self.context)

    @property
    def rules(self):
        return programme.rules_of(self.context)

    @memoize
    def dates(self) -> list[dict]:
        """Dates with registrations, and those to come: when, words, taken, waiting, current, url."""
        known = set(self.register.counts) if self.register is not None else set()
        coming = [one.occasion.when for one in programme.offers(self.context, now())]
        all_of_them = sorted(known.union(coming))
        return [self._date(when) for when in all_of_them]

    def _date(self, when: str) -> dict:
        count = self.register.count(when)
        return {
            "when": when,
            "words": self.programme.words(when, self.language),
            "gone": when not in self.programme.times,
            "taken": count.taken,
            "waiting": count.waiting,
            "url": f"{self.url}?when={when}",
            "current": "page" if when == self.when else None,
        }

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@registrations"

    @property
    @memoize
    def when(self) -> str:
        """The date that is shown: the one asked for, else the next one, else the last one with registrations."""
        if self.register is None:
            return ""
        coming = [one.occasion.when for one in programme.offers(self.context, now())]
        asked = text_of(self.request, "when")
        if asked in self.register.counts or asked in coming:
            return asked
        return coming[0] if coming else max(self.register.counts, default="")

    @memoize
    def found(self) -> list:
        """Registrations of the date: those with a seat, those who wait, those who cancelled; each first come first."""
        if self.register is None:
            return []
        return [one for standing in ORDER for one in self.register.of(self.when, standing)]


class Registrations(Organiser):
    """The page."""

    error = ""

    def rows(self) -> list[dict]:
        """One page of the list."""
        return [self._row(one) for one in self.found()[self.start : self.start + SIZE]]

    def _row(self, entry) -> dict:
        return {
            "key": entry.key,
            "name": entry.name,
            "email": entry.email,
            "phone": entry.phone,
            "note": entry.note,
            "persons": entry.persons,
            "standing": entry.standing,
            "words": STANDINGS[entry.standing],
            "made": moment_words(entry.made, self.language),
            "can_cancel": entry.standing != Standing.CANCELLED,
        }

    @property
    def start(self) -> int:
        return batch_start(self.request)

    def newer(self) -> str:
        """Address of the page before, '' on the first one."""
        return f"{self.url}?when={self.when}&b_start={max(0, self.start - SIZE)}" if self.start else ""

    def older(self) -> str:
        """Address of the next page, '' on the last one."""
        more = self.start + SIZE < len(self.found())
        return f"{self.url}?when={self.when}&b_start={self.start + SIZE}" if more else ""

    def figures(self) -> dict:
        """Persons with a seat, who wait, seats; words on where registration stands."""
        count = self.register.count(self.when)
        current = [one for one in programme.offers(self.context, now()) if one.occasion.when == self.when]
        stand = stand_words(current[0].door, current[0].left, self.rules, self.language) if current else ""
        return {"taken": count.taken, "waiting": count.waiting, "seats": self.rules.seats, "stand": stand}

    def date_words(self) -> str:
        """The date that is shown."""
        return self.programme.words(self.when, self.language)

    def traces(self) -> list[dict]:
        """What is left of lists that were deleted."""
        kept = self.register.traces if self.register is not None else ()
        return [
            {"words": self.programme.words(one["when"], self.language), **one, "gone": one["gone_on"]} for one in kept
        ]

    # What is done

    def _post(self):
        CheckAuthenticator(self.request)
        form = self.request.form
        said = None
        if "cancel" in form:
            said = self._cancel(text_of(self.request, "cancel"))
        elif "tell" in form:
            said = self._tell(text_of(self.request, "text").strip())
        if self.error:
            return self.index()
        if said:
            api.portal.show_message(said, self.request)
        self.request.response.redirect(f"{self.url}?when={self.when}", status=303)
        return "redirected"

    def _cancel(self, key: str):
        if self.register is None or not booking.cancel(self.programme, key, by_organiser=True):
            return None
        audit.record("registration.cancelled", self.about)
        notify(Purge(self.context))
        return _("The registration is cancelled. Whoever waits and fits has moved up and was told.")

    def _tell(self, text: str):
        if not text or len(text) > LONGEST:
            self.error = _("Write a message of at most ${number} characters.", mapping={"number": str(LONGEST)})
            return None
        readers = [one for one in self.found() if one.standing != Standing.CANCELLED and one.email]
        for one in readers:
            letters.told(self.programme, one, text)
        audit.record("registrations.told", self.about, details={"count": len(readers)})
        return _("The message goes to ${number} address(es).", mapping={"number": str(len(readers))})

    def page_title(self):
        return _("Registrations")


class RegistrationsSheet(Organiser):
    """`@@registrations-csv`: the list of a date as a file for a spreadsheet."""

    def _get(self):
        self._read("registrations.exported")
        say = api.portal.translate
        head = (
            _("Date"),
            _("Standing"),
            _("Name"),
            _("Persons"),
            _("E-mail address"),
            _("Telephone"),
            _("Note"),
            _("Made"),
        )
        rows = [
            (
                self.programme.words(one.when, self.language),
                say(STANDINGS[one.standing]),
                one.name,
                one.persons,
                one.email,
                one.phone,
                one.note,
                one.made.astimezone(zone()).strftime("%Y-%m-%d %H:%M"),
            )
            for one in self.found()
        ]
        return send_sheet(self.request, f"registrations-{self.context.getId()}", [[say(one) for one in head], *rows])

    _post = _get
