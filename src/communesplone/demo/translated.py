"""Some pages and news of Valmeuse in Dutch and German, linked with the French ones."""

from Acquisition import aq_base
from communesplone.demo.data import load
from communesplone.website.languages import facts
from communesplone.website.languages import shown
from plone.app.multilingual.interfaces import ITranslationManager
from plone.app.textfield import RichTextValue


def build(site, create) -> None:
    """Only in languages that the site has; what is there is not touched. `create`: makes and publishes."""
    for known in load("translations"):
        root = shown.root_of(site, known["language"])
        if root is site:
            continue
        source = _at(site, known["of"])
        container = _at(root, known.get("within", ""))
        if source is None or container is None or known["id"] in container:
            continue
        made = create(container, known["type"], known["id"], **_fields(known, source))
        if source.effective_date is not None:
            made.setEffectiveDate(source.effective())
        ITranslationManager(source).register_translation(known["language"], made)
        if known.get("behind"):
            setattr(aq_base(made), facts.MADE_FROM, (facts.stamp_of(made), facts.stamp_of(made)))
        made.reindexObject()


def _at(container, path: str):
    for name in filter(None, path.split("/")):
        if name not in container:
            return None
        container = container[name]
    return container


def _fields(known: dict, source) -> dict:
    fields = {name: known[name] for name in ("title", "description", "language")}
    if "subject" in known:
        fields["subject"] = tuple(known["subject"])
    if "text" in known:
        fields["text"] = RichTextValue(known["text"], "text/html", "text/x-html-safe")
    if getattr(source, "image", None) is not None:
        fields.update(image=source.image, image_caption=known.get("shows", ""))
    return fields
