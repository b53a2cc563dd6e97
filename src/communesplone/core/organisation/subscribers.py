"""A unit brings its groups, and takes them along when it goes."""

from communesplone.core.organisation import groups


def unit_added(unit, event):
    groups.make_groups(unit)


def unit_removed(unit, event):
    if event.newParent is None:
        groups.drop_groups(unit)
