"""`@@hours-parts`: the pieces of a page that show opening hours, as macros."""

from communesplone import _
from communesplone.core.hours import places
from communesplone.core.hours.behavior import IOpeningHours
from communesplone.core.hours.caching import until_midnight
from communesplone.core.hours.domain.words import SIGNS
from communesplone.core.hours.domain.writing import known
from communesplone.core.hours.places import Found
from communesplone.core.hours.showing import CHANNELS
from communesplone.core.hours.showing import openings_for_script
from communesplone.core.hours.showing import Words
from communesplone.core.moments import today
from communesplone.core.moments import zone
from plone.memoize.view import memoize
from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.annotation.interfaces import IAnnotations


_SAID = "communesplone.core.hours.said"


class HoursParts(BrowserView):
    """Macros `today`, `week`, `changes`, `origin`; each takes a dict made here, so that nothing is asked twice."""

    template = ViewPageTemplateFile("parts.pt")

    @property
    def macros(self):
        return self.template.macros

    @property
    @memoize
    def words(self) -> Words:
        return Words(self.request)

    def here(self) -> list[dict]:
        """The hours of the content itself, the desk first; empty without any."""
        return [self.shown(channel, found) for channel, found in places.of_content(self.context).items()]

    def brief_here(self) -> list[dict]:
        """Today in the first channel of the content itself; empty without hours."""
        stored = self.context.opening_hours if IOpeningHours.providedBy(self.context) else None
        first = places.first_of(stored or {})
        return [self.today(*first)] if first else []

    def remarks(self) -> list[str]:
        """What the unit says about its hours in words."""
        return places.remarks(self.context)

    def brief(self, row, known: dict | None = None) -> dict | None:
        """Today at the desk (else by telephone) of a catalog row; None without hours."""
        first = places.first_of(places.stored_in(row), known)
        return self.today(*first) if first else None

    def today(self, channel: str, found: Found) -> dict:
        """What holds today, and what the script has to know to say whether it is open now."""
        until_midnight(self.request)
        return {
            "channel": channel,
            "title": CHANNELS[channel],
            "today": self.words.today(found.hours, today()),
            "openings": openings_for_script(found.hours, today()),
        }

    def shown(self, channel: str, found: Found) -> dict:
        """Everything that a page of a place shows of one channel."""
        return {
            **self.today(channel, found),
            "origin": found.origin,
            "week": self.words.week(found.hours, today()),
            "changes": self.words.changes(found.hours, today()),
        }

    def says_once(self) -> dict[str, str]:
        """The words of the script and the time zone of the place, the first time that the page asks; then empty."""
        kept = IAnnotations(self.request)
        if _SAID in kept:
            return {}
        kept[_SAID] = True
        say = self.words.say
        return {
            "zone": str(zone()),
            "sign": SIGNS.get(known(self.words.language), ":").replace(" ", "\u00a0"),
            "open": say(_("Open now, until ${time}", mapping={"time": "{time}"})),
            "self": say(_("Self-service, until ${time}", mapping={"time": "{time}"})),
            "appointment": say(_("By appointment, until ${time}", mapping={"time": "{time}"})),
            "closed": say(_("Closed now")),
            "later": say(_("Closed, opens at ${time}", mapping={"time": "{time}"})),
            "opens": say(_("Closed, opens ${day} at ${time}", mapping={"day": "{day}", "time": "{time}"})),
        }
