"""The three groups that come with a unit: who handles its cases, who directs it, who signs for it."""

from Acquisition import aq_base
from communesplone import _
from plone import api


KINDS = {
    "clerks": ("Clerk", _("clerks")),
    "heads": ("ServiceHead", _("heads")),
    "signers": ("SigningOfficer", _("signing officers")),
}


def group_id(unit_uid: str, kind: str) -> str:
    """Id of a unit's group; kind is one of clerks, heads, signers."""
    return f"{unit_uid}-{kind}"


def make_groups(unit) -> None:
    """Create what is missing of a unit's groups; membership is edited on the unit."""
    tool = api.portal.get_tool("portal_groups")
    for kind, (role, title) in KINDS.items():
        name = group_id(api.content.get_uuid(unit), kind)
        if tool.getGroupById(name) is None:
            label = api.portal.translate(title)
            tool.addGroup(name, roles=[role], title=f"{unit.title} – {label}")


def set_members(unit, kind: str, user_ids) -> None:
    """Make exactly these users the members of a unit's group."""
    name = group_id(api.content.get_uuid(unit), kind)
    tool = api.portal.get_tool("portal_groups")
    group = tool.getGroupById(name)
    present, wanted = set(group.getGroupMemberIds()), set(user_ids or ())
    for user_id in wanted - present:
        tool.addPrincipalToGroup(user_id, name)
    for user_id in present - wanted:
        tool.removePrincipalFromGroup(user_id, name)


def members(unit_uid: str, kind: str) -> list[str]:
    """User ids in a unit's group; empty for an unknown unit."""
    # Asked of the plugins: the group and its members as objects would cost a fetch of properties and roles for each.
    names = api.portal.get_tool("portal_groups").getGroupMembers(group_id(unit_uid, kind))
    users = api.portal.get_tool("acl_users")
    return sorted(name for name in names if users.getUserById(name) or users.getGroupById(name))


def units_of(user) -> list[str]:
    """UIDs of the units that a user works in as clerk or head, in order; none for a user without groups."""
    # Without its base a user of the system would find the method of the user folder.
    found = {name.rpartition("-") for name in getattr(aq_base(user), "getGroups", tuple)()}
    return sorted({uid for uid, _dash, kind in found if uid and kind in ("clerks", "heads")})


def drop_groups(unit) -> None:
    """Remove a unit's groups with the unit."""
    tool = api.portal.get_tool("portal_groups")
    names = [group_id(api.content.get_uuid(unit), kind) for kind in KINDS]
    tool.removeGroups([name for name in names if tool.getGroupById(name) is not None])
