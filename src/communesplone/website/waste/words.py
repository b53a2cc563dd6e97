"""Kinds of waste in words."""

from communesplone import _


TITLES = {
    "residual": _("Residual waste"),
    "organic": _("Organic waste"),
    "pmc": _("Packaging (PMC)"),
    "paper": _("Paper and cardboard"),
    "glass": _("Glass"),
    "garden": _("Garden waste"),
    "bulky": _("Bulky waste"),
    "textiles": _("Textiles"),
    "christmas-trees": _("Christmas trees"),
}
# What goes in and what does not, for kinds without a page of the commune's own.
HINTS = {
    "residual": _("What cannot be sorted otherwise."),
    "organic": _("Kitchen scraps, coffee grounds, paper tissues."),
    "pmc": _("Plastic packaging, metal packaging, drink cartons; empty and not nested."),
    "paper": _("Newspapers, boxes folded flat; dry and clean."),
    "glass": _("Bottles and jars, empty, without lids."),
    "garden": _("Grass, leaves, small branches in bundles."),
    "bulky": _("Furniture and large things that fit in no bag."),
    "textiles": _("Clothes, shoes in pairs; dry, in closed bags."),
    "christmas-trees": _("Without decoration, stand or pot."),
}
