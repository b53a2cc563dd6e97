"""The newsletter of Valmeuse: its themes, and a letter of last week in the archive. No address is made up."""

from communesplone.core import moments
from communesplone.demo.data import load
from communesplone.website.newsletter import gathering
from communesplone.website.newsletter.settings import settings
from communesplone.website.newsletter.settings import themes
from communesplone.website.newsletter.store import get_store
from communesplone.website.newsletter.store import Letter
from communesplone.website.newsletter.store import SENT
from datetime import datetime
from datetime import timedelta


MOST = 4  # things of each theme


def build(now: datetime) -> None:
    """Safe to repeat: themes that are there stay, and the letter is made once. `now`: aware."""
    known = load("newsletter")
    kept = settings()
    if kept.themes:
        return
    kept.themes, kept.reply_to = known["themes"], known["reply_to"]
    _letter(known["letter"], now - timedelta(days=known["days_ago"]))


def _letter(told: dict, moment: datetime) -> None:
    store = get_store()
    letter = store.letters[told["id"]] = Letter(told["id"], moment)
    letter.texts = told["texts"]
    letter.themes = tuple(one.id for one in themes())
    with moments.at(moment):
        found = [(one.id, gathering.proposals(one, moment - gathering.WITHOUT_A_LETTER)) for one in themes()]
        letter.chosen = tuple((theme, row.UID) for theme, rows in found for row in rows[:MOST])
        letter.contents = gathering.contents_of(letter)
    store.publish(letter, moment)
    letter.state, letter.run.finished = SENT, moment
