"""A place that goes leaves its hours to those that followed it."""

from communesplone.core.hours import places
from communesplone.core.hours.behavior import IOpeningHours
from plone import api


def place_removed(context, event) -> None:
    """Give each follower a copy of the hours: an office does not close because another page was deleted."""
    if event.newParent is not None or event.object is not context or not IOpeningHours.providedBy(context):
        return
    uid = api.content.get_uuid(context)
    for row in places.followers(uid):
        follower = row._unrestrictedGetObject()
        taken = {
            channel: (context.opening_hours or {}).get(channel) if one.get("like") == uid else one
            for channel, one in follower.opening_hours.items()
        }
        follower.opening_hours = {channel: one for channel, one in taken.items() if one is not None}
        follower.reindexObject(idxs=["UID"])
