"""What a letter tells: proposals for each theme, and the chosen things as they are sent. From rows of the catalog only.

A letter goes to everybody, so only what everybody may see is in it.
"""

from communesplone.core.moments import now
from communesplone.core.moments import zone
from communesplone.website import cards
from communesplone.website.alerts import running
from communesplone.website.alerts.browser.when import moment_words
from communesplone.website.newsletter.domain.letter import Content
from communesplone.website.newsletter.domain.letter import Item
from communesplone.website.newsletter.domain.letter import paragraphs_of
from communesplone.website.newsletter.domain.letter import Section
from communesplone.website.newsletter.domain.themes import ALERTS
from communesplone.website.newsletter.domain.themes import BY_HAND
from communesplone.website.newsletter.domain.themes import EVENTS
from communesplone.website.newsletter.domain.themes import NEWS
from communesplone.website.newsletter.domain.themes import TAGGED
from communesplone.website.newsletter.domain.themes import Theme
from communesplone.website.newsletter.settings import themes
from communesplone.website.newsletter.store import Letter
from communesplone.website.newsletter.store import query_store
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from plone import api
from typing import Any
from zope.i18n import translate


MOST = 20  # proposals for a theme
AHEAD = timedelta(days=45)
WITHOUT_A_LETTER = timedelta(days=30)
LONGEST_SUMMARY = 300
ANYBODY = "Anonymous"


def since() -> datetime:
    """When the last letter went out; a month ago before the first one."""
    store = query_store()
    last = store.lines(0, 1) if store is not None else []
    return last[0].moment if last else now() - WITHOUT_A_LETTER


def proposals(theme: Theme, moment: datetime) -> list[Any]:
    """Rows that fit the theme and are new since that moment (events: that come), at most 20."""
    if theme.source == BY_HAND or (theme.source == TAGGED and not theme.keyword):
        return []
    query: dict[str, Any] = {"allowedRolesAndUsers": [ANYBODY], "sort_limit": MOST}
    if theme.keyword:
        query["Subject"] = theme.keyword
    return list(_search({**query, **_of_source(theme.source, moment)}))[:MOST]


def _of_source(source: str, moment: datetime) -> dict[str, Any]:
    newest = {"sort_on": "effective", "sort_order": "descending"}
    fresh = {"effective": {"query": (DateTime(moment), DateTime(now())), "range": "min:max"}}
    if source == NEWS:
        return {"portal_type": "News Item", **fresh, **newest}
    if source == EVENTS:
        coming = {"query": (DateTime(now()), DateTime(now() + AHEAD)), "range": "min:max"}
        return {"portal_type": "Event", "start": coming, "sort_on": "start"}
    if source == ALERTS:
        return {"portal_type": "Alert", "expires": {"query": DateTime(now()), "range": "min"}, "sort_on": "expires"}
    return {**fresh, **newest}


def _search(query: dict) -> Any:
    catalog = api.portal.get_tool("portal_catalog")
    return catalog.unrestrictedSearchResults(**query)


def rows_of(uids: list[str]) -> dict[str, Any]:
    """UID -> row of what everybody may see now; what was withdrawn or deleted is missing."""
    if not uids:
        return {}
    found = _search({"UID": uids, "allowedRolesAndUsers": [ANYBODY]})
    shown = DateTime(now())
    return {row.UID: row for row in found if row.effective <= shown}


def contents_of(letter: Letter) -> dict[str, Content]:
    """Language -> what the letter says in it; addresses begin below the site."""
    rows = rows_of([uid for _theme, uid in letter.chosen])
    titles = {one.id: one for one in themes()}
    return {code: _content(letter, code, rows, titles) for code in letter.texts}


def _content(letter: Letter, language: str, rows: dict, known: dict[str, Theme]) -> Content:
    sections = []
    for theme in letter.themes:
        items = [item_of(rows[uid], language) for own, uid in letter.chosen if own == theme and uid in rows]
        title = known[theme].title(language) if theme in known else theme
        sections.append(Section(theme, title, in_own_language(items, language)))
    words = letter.texts[language]
    return Content(words["title"], paragraphs_of(words.get("intro") or ""), tuple(sections), language)


def in_own_language(items: list[Item], language: str) -> tuple[Item, ...]:
    """Those in the language of the letter; all of them where none is."""
    return tuple(one for one in items if one.language in ("", language)) or tuple(items)


def item_of(row: Any, language: str) -> Item:
    """A row as a letter tells it."""
    if row.portal_type == "Alert":
        return _alert(row, language)
    if row.portal_type == "Event":
        card = cards.event(row, language, zone(), now())
        when = " · ".join(part for part in (card["day"], card["where"]) if part)
    else:
        card = cards.news(row, language, zone())
        when = card["day"]
    own = row.Language if isinstance(row.Language, str) else ""
    picture = card["picture"]
    src = _below_site(picture.src) if picture is not None else ""
    return Item(card["title"], _below_site(card["url"]), _short(card["text"]), when, own, src, "")


def _alert(row: Any, language: str) -> Item:
    alert = running.from_row(row)
    code, words = alert.in_language(language)
    start, end = (_say(moment_words(one, language), language) for one in (alert.start, alert.end))
    return Item(words.title, _below_site(row.getURL()), _short(words.summary), f"{start} – {end}", code)


def _say(words: Any, language: str) -> str:
    return translate(words, target_language=language)


def _short(text: str) -> str:
    text = " ".join((text or "").split())
    if len(text) <= LONGEST_SUMMARY:
        return text
    return text[:LONGEST_SUMMARY].rpartition(" ")[0].rstrip(",;:") + "…"


def _below_site(url: str) -> str:
    """The address without that of the site, which the reader of a page and a job may see under different names."""
    site = api.portal.get().absolute_url()
    return url[len(site) :].lstrip("/") if url.startswith(site) else url


def absolute(content: Content, site_url: str) -> Content:
    """The same with whole addresses."""
    sections = tuple(
        Section(one.theme, one.title, tuple(_whole(item, site_url) for item in one.items)) for one in content.sections
    )
    return Content(content.title, content.paragraphs, sections, content.language)


def _whole(item: Item, site_url: str) -> Item:
    url = item.url if "://" in item.url else f"{site_url}/{item.url}"
    picture = item.picture if not item.picture or "://" in item.picture else f"{site_url}/{item.picture}"
    return Item(item.title, url, item.summary, item.when, item.language, picture, item.alt)
