"""What a list of offices says of today: for the home page and whoever else has rows of the catalog."""

from communesplone.core.hours import places
from communesplone.core.hours.behavior import IOpeningHours
from communesplone.core.hours.caching import until_midnight
from communesplone.core.hours.showing import openings_for_script
from communesplone.core.hours.showing import Words
from communesplone.core.interfaces import IOpenToday
from datetime import datetime
from plone import api
from zope.globalrequest import getRequest
from zope.interface import implementer


@implementer(IOpenToday)
class OpenToday:
    """From catalog rows; the words stay true until midnight, the script of the page says whether it is open now."""

    def today(self, uids: list, moment: datetime, language: str) -> dict:
        """UID -> hours of the day in words, and the openings for the script; places without hours are left out."""
        request = getRequest()
        rows = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
            UID=list(uids), object_provides=IOpeningHours.__identifier__
        )
        words, said, known = Words(request, language), {}, {row.UID: row for row in rows}
        for row in rows:
            first = places.first_of(places.stored_in(row), known)
            if first is not None:
                hours = first[1].hours
                day = hours.day_of(moment)
                said[row.UID] = {
                    "text": "",
                    "state": "",
                    "hours": words.day_in_short(hours, day),
                    "openings": openings_for_script(hours, day),
                }
        if said and request is not None:
            until_midnight(request)
        return said


open_today = OpenToday()
