"""What is new and on in Valmeuse: news, events, photographs, publications, and the home page that shows them."""

from communesplone.demo import agenda
from communesplone.demo.data import load
from communesplone.website.alerts.folder import add
from communesplone.website.alerts.folder import folder
from communesplone.website.domain.arrangement import Placed
from communesplone.website.domain.arrangement import write
from communesplone.website.home.store import records
from DateTime import DateTime
from datetime import datetime
from datetime import time
from datetime import timedelta
from importlib.resources import files
from plone import api
from plone.app.textfield import RichTextValue
from plone.namedfile.file import NamedBlobFile
from plone.namedfile.file import NamedBlobImage
import pytz


PHOTOS = {
    "pont": "Le pont et le vieux bourg",
    "marche": "Le marché du samedi",
    "arbres": "Les coteaux au printemps",
    "saint-nicolas": "Saint-Nicolas sur le fleuve",
    "ecole": "L’école du centre",
    "vallee": "La vallée",
}
# Title, summary, kind, how many days old.
PUBLICATIONS = {
    "bulletin": ("Le bulletin communal", "Le numéro d’hiver : place du Pont, bibliothèque, collectes.", "Bulletin", 3),
    "guide-tri": ("Guide du tri", "Ce qui va dans quel sac, et quand.", "Guide", 400),
}


ZONE = agenda.ZONE


def build(places: dict, now: datetime, create) -> None:
    """Safe to repeat: what is there is not touched. `create`: makes and publishes (container, type, id, **fields)."""
    for known in load("news"):
        if known["id"] not in places["actualites"]:
            _news(places["actualites"], known, now, create)
    agenda.build(places["agenda"], now, create, _words)
    for name, title in PHOTOS.items():
        if f"{name}.webp" not in places["photos"]:
            create(places["photos"], "Image", f"{name}.webp", title=title, image=picture(name), language="fr")
    for name, about in PUBLICATIONS.items():
        if f"{name}.pdf" not in places["publications"]:
            _file(places["publications"], name, about, now, create)
    _alerts(places, now)
    _home(places["photos"])


def picture(name: str) -> NamedBlobImage:
    """A drawing of the demonstration."""
    data = (files("communesplone.demo") / "data" / "pictures" / f"{name}.webp").read_bytes()
    return NamedBlobImage(data, contentType="image/webp", filename=f"{name}.webp")


def _alerts(places: dict, now: datetime) -> None:
    """Published; what somebody did with them stays, so only where there is no alert at all."""
    if folder() is not None:
        return
    zone = pytz.timezone(ZONE)
    for known in load("alerts"):
        begin, end = (
            zone.localize(datetime.combine((now + timedelta(days=known[day])).date(), time.fromisoformat(known[hour])))
            for day, hour in (("begins", "from"), ("ends", "to"))
        )
        section = api.content.get_uuid(places[known["section"]]) if "section" in known else ""
        made = add(level=known["level"], start=begin, end=end, section=section, texts=known["texts"])
        api.content.transition(made, "publish")


def _words(known: dict) -> dict:
    return {
        "title": known["title"],
        "description": known["description"],
        "subject": tuple(known["subject"]),
        "text": RichTextValue(known["text"], "text/html", "text/x-html-safe"),
        "language": "fr",
    }


def _news(folder, known: dict, now: datetime, create) -> None:
    fields = _words(known)
    if "picture" in known:
        fields.update(image=picture(known["picture"]), image_caption=known["shows"])
    made = create(folder, "News Item", known["id"], **fields)
    made.setEffectiveDate(DateTime(now - timedelta(days=known["days"])))
    made.reindexObject()


def _file(folder, name: str, about: tuple[str, str, str, int], now: datetime, create) -> None:
    title, description, subject, days = about
    data = (files("communesplone.demo") / "data" / "files" / f"{name}.pdf").read_bytes()
    file = NamedBlobFile(data, contentType="application/pdf", filename=f"{name}.pdf")
    words = {"title": title, "description": description, "subject": (subject,), "language": "fr"}
    made = create(folder, "File", f"{name}.pdf", file=file, **words)
    made.setEffectiveDate(DateTime(now - timedelta(days=days)))
    made.reindexObject()


def _home(photos) -> None:
    """Arranged once; a home page that somebody arranged stays."""
    kept = records()
    if kept is None or kept.shown:
        return
    placed = [Placed(one["key"], one["block"], True, dict(one.get("options", {}))) for one in load("home")]
    for one in placed:
        if one.block == "picture":
            one.options["picture"] = api.content.get_uuid(photos["marche.webp"])
    kept.shown = write(tuple(placed))
