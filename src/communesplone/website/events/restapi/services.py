"""`GET @registration`: where registration for an event stands; `GET @registrations`: who comes, for the organiser."""

from communesplone.core.audit import api as audit
from communesplone.core.forms.sent import text_of
from communesplone.core.moments import now
from communesplone.website.events import programme
from communesplone.website.events.domain.door import Door
from plone import api
from plone.restapi.services import Service


MOST = 200


class RegistrationGet(Service):
    """For everybody who sees the event: no person is named."""

    def reply(self) -> dict:
        url, rules = self.context.absolute_url(), programme.rules_of(self.context)
        offers = programme.offers(self.context, now())
        return {
            "@id": f"{url}/@registration",
            "active": rules.active,
            "open": any(one.door in (Door.OPEN, Door.WAITING) for one in offers),
            "opens": rules.opens.isoformat() if rules.opens else None,
            "closes": rules.closes.isoformat() if rules.closes else None,
            "persons_at_most": rules.most,
            "waiting_list": rules.waiting_list,
            "register": f"{url}/@@register" if rules.active else None,
            "dates": [
                {
                    "when": one.occasion.when or None,
                    "begin": one.occasion.begin.isoformat(),
                    "end": one.occasion.end.isoformat(),
                    "state": one.door.value,
                    "seats": rules.seats,
                    "seats_left": one.left,
                }
                for one in offers
            ],
        }


class RegistrationsGet(Service):
    """For whoever may edit the event: one date (`when`), in pages (`b_start`); the reading is logged."""

    def reply(self) -> dict:
        self.request.response.setHeader("Cache-Control", "private, no-store")
        book, when = programme.register_of(self.context), text_of(self.request, "when")
        found = book.of(when) if book is not None else []
        start = text_of(self.request, "b_start")
        first = int(start) if start.isdecimal() and len(start) < 8 else 0
        if found:
            about = f"event:{api.content.get_uuid(self.context)}"
            audit.record_reading("registrations.read", about, details={"count": len(found)})
        return {
            "@id": f"{self.context.absolute_url()}/@registrations",
            "items_total": len(found),
            "items": [self._item(one) for one in found[first : first + MOST]],
        }

    @staticmethod
    def _item(entry) -> dict:
        return {
            "when": entry.when or None,
            "standing": entry.standing,
            "persons": entry.persons,
            "name": entry.name,
            "email": entry.email,
            "phone": entry.phone,
            "note": entry.note,
            "made": entry.made.isoformat(),
        }
