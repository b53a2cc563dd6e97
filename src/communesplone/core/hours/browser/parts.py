"""`@@hours-parts`: the pieces of a page that show opening hours; macros, and the list of offices of a home page."""

from communesplone import _
from communesplone.core.hours import places
from communesplone.core.hours.behavior import IOpeningHours
from communesplone.core.hours.caching import until_midnight
from communesplone.core.hours.places import Found
from communesplone.core.hours.showing import CHANNELS
from communesplone.core.hours.showing import openings_for_script
from communesplone.core.hours.showing import Words
from communesplone.core.moments import today
from communesplone.core.moments import zone
from plone import api
from plone.memoize.view import memoize
from Products.Five import BrowserView


MOST_OFFICES = 6


class HoursParts(BrowserView):
    """Macros `today`, `week`, `changes`, `offices`; each takes a dict made here, so that nothing is asked twice."""

    @property
    @memoize
    def words(self) -> Words:
        return Words(self.request)

    def here(self) -> list[dict]:
        """The hours of the content itself, the desk first; empty without any."""
        return [self.shown(channel, found) for channel, found in places.of_content(self.context).items()]

    def brief_here(self) -> list[dict]:
        """Today in the first channel of the content itself; empty without hours."""
        return [self.today(channel, found) for channel, found in places.of_content(self.context).items()][:1]

    def brief(self, row) -> dict | None:
        """Today at the desk (else by telephone) of a catalog row; None without hours."""
        for channel, found in places.of_row(row).items():
            return self.today(channel, found)
        return None

    def today(self, channel: str, found: Found) -> dict:
        """What holds today, and what the script has to know to say whether it is open now."""
        until_midnight(self.request)
        return {
            "channel": channel,
            "title": CHANNELS[channel],
            "today": self.words.today(found.hours),
            "openings": openings_for_script(found.hours),
            "zone": str(zone()),
        }

    def shown(self, channel: str, found: Found) -> dict:
        """Everything that a page of a place shows of one channel."""
        return {
            **self.today(channel, found),
            "origin": found.origin,
            "week": self.words.week(found.hours, today()),
            "changes": self.words.changes(found.hours, today()),
        }

    def says(self) -> dict[str, str]:
        """The words of the script."""
        say = self.words.say
        return {
            "open": say(_("Open now, until ${time}", mapping={"time": "{time}"})),
            "self": say(_("Self-service, until ${time}", mapping={"time": "{time}"})),
            "appointment": say(_("By appointment, until ${time}", mapping={"time": "{time}"})),
            "closed": say(_("Closed now")),
            "later": say(_("Closed, opens at ${time}", mapping={"time": "{time}"})),
            "opens": say(_("Closed, opens ${day} at ${time}", mapping={"day": "{day}", "time": "{time}"})),
        }

    def offices(self) -> list[dict]:
        """The places with desk hours of their own, by title, at most six: who follows another is not repeated."""
        rows = api.portal.get_tool("portal_catalog")(
            object_provides=IOpeningHours.__identifier__, sort_on="sortable_title"
        )
        found = []
        for row in rows:
            if "like" in (places.stored_in(row).get("desk") or {"like": ""}) or len(found) == MOST_OFFICES:
                continue
            desk = places.of_row(row)["desk"]
            found.append({**self.today("desk", desk), "name": row.Title, "url": f"{row.getURL()}/@@hours"})
        return found
