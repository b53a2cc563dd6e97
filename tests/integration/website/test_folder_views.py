"""Questions and answers, documents by year, albums: views of Plone's own folders and collections."""

from communesplone.demo.happening import picture
from DateTime import DateTime
from plone import api
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from plone.app.textfield import RichTextValue
from plone.namedfile.file import NamedBlobFile
from plone.testing.zope import Browser
import json
import pytest
import re
import transaction


@pytest.fixture
def site(functional_portal):
    login(functional_portal.aq_parent, SITE_OWNER_NAME)
    return functional_portal


@pytest.fixture
def visitor(functional):
    browser = Browser(functional["app"])
    browser.handleErrors = False
    return browser


def make(place, kind, name, publish=True, **fields):
    text = fields.pop("text", None)
    if text is not None:
        fields["text"] = RichTextValue(text, "text/html", "text/x-html-safe")
    made = api.content.create(place, kind, name, **fields)
    if publish and api.content.get_state(made, "") not in ("", "published"):
        api.content.transition(made, "publish")
    return made


def shown(browser, place, query="") -> str:
    transaction.commit()
    browser.open(place.absolute_url() + query)
    return browser.contents


@pytest.fixture
def questions(site):
    folder = make(site, "Folder", "questions", title="Questions")
    folder.setLayout("faq_view")
    make(folder, "Document", "how-long", title="How long?", text="<p>Three <b>weeks</b>.</p><script>alert(1)</script>")
    make(folder, "Document", "draft", publish=False, title="Zyxdraft", text="<p>x</p>")
    waste = make(folder, "Folder", "waste", title="Waste")
    make(waste, "Document", "when", title="When?", description="On Monday.")
    return folder


def test_questions_fold_out_without_script_and_have_an_address(questions, visitor):
    contents = shown(visitor, questions)
    assert re.search(r"<details[^>]*>\s*<summary>How long\?</summary>\s*<div[^>]*id=\"how-long\"", contents)
    assert "Three <b>weeks</b>." in contents and "alert(1)" not in contents
    assert contents.index("How long?") < contents.index("<h2>Waste</h2>") < contents.index("When?")
    assert "On Monday." in contents
    assert "Zyxdraft" not in contents


def test_questions_are_told_to_search_engines(questions, visitor):
    told = re.findall(r'<script type="application/ld\+json">(.*?)</script>', shown(visitor, questions), re.DOTALL)
    (facts,) = (json.loads(one) for one in told if "FAQPage" in one)
    assert facts["@type"] == "FAQPage"
    assert [one["name"] for one in facts["mainEntity"]] == ["How long?", "When?"]
    assert facts["mainEntity"][0]["acceptedAnswer"]["text"] == "<p>Three <b>weeks</b>.</p>"
    assert facts["mainEntity"][0]["url"].endswith("/questions#how-long")


def test_a_changed_answer_is_seen_at_once(questions, visitor):
    shown(visitor, questions)
    questions["how-long"].text = RichTextValue("<p>Two days.</p>", "text/html", "text/x-html-safe")
    questions["how-long"].reindexObject()
    assert "Two days." in shown(visitor, questions)


def test_a_question_is_found_by_the_search(questions, visitor, site):
    transaction.commit()
    visitor.open(f"{site.absolute_url()}/@@search?SearchableText=long")
    assert "questions/how-long" in visitor.contents


def test_a_collection_asks_its_own_questions(questions, visitor, site):
    found = make(site, "Collection", "found", title="Found")
    found.query = [
        {"i": "portal_type", "o": "plone.app.querystring.operation.selection.any", "v": ["Document"]},
    ]
    found.setLayout("faq_view")
    contents = shown(visitor, found)
    assert "How long?" in contents and "When?" in contents


@pytest.fixture
def publications(site):
    folder = make(site, "Folder", "publications", title="Publications")
    folder.setLayout("publications_view")
    for name, title, year, subject, mime in (
        ("report.pdf", "Report", 2024, "Report", "application/pdf"),
        ("guide.pdf", "Guide of sorting", 2026, "Guide", "application/pdf"),
        ("figures.csv", "Figures", 2026, "Report", "text/csv"),
    ):
        data = b"%PDF-1.4" + b"x" * 2_000_000 if name == "guide.pdf" else b"a,b"
        file = NamedBlobFile(data, contentType=mime, filename=name)
        made = make(folder, "File", name, title=title, subject=(subject,), file=file)
        made.setEffectiveDate(DateTime(f"{year}/05/01"))
        made.reindexObject()
    return folder


def titles(contents):
    return re.findall(r"<h3><a [^>]*>([^<]*?) <span", contents)


def test_documents_stand_by_year_with_kind_and_size_in_words(publications, visitor):
    contents = shown(visitor, publications)
    assert re.findall(r"<h2 id=\"year-(\d+)\"", contents) == ["2026", "2024"]
    assert titles(contents) == ["Figures", "Guide of sorting", "Report"]
    plain = re.sub(r"<[^>]+>", "", contents)
    assert "(PDF, 1.9 MB)" in plain and "(Spreadsheet, 1 KB)" in plain
    assert "guide.pdf/@@download/file" in contents


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?year=2024", ["Report"]),
        ("?kind=Report", ["Figures", "Report"]),
        ("?q=SORTING", ["Guide of sorting"]),
        ("?year=2024&kind=Guide", []),
        ("?year=x&kind=&q=", ["Figures", "Guide of sorting", "Report"]),
        ("?year:list=2024&q:list=a", ["Figures", "Guide of sorting", "Report"]),
    ],
)
def test_a_filter_is_in_the_address_and_stays_in_the_form(publications, visitor, query, found):
    contents = shown(visitor, publications, query)
    assert titles(contents) == found
    if not found:
        assert "No document fits." in contents
    if query == "?year=2024":
        assert visitor.getControl(name="year").value == ["2024"]


def test_an_album_shows_pictures_only_with_the_albums_below(site, visitor):
    album = make(site, "Folder", "album", title="Album")
    album.setLayout("album_view")
    make(album, "Document", "note", title="Zyxnote")
    make(album, "Folder", "market", title="The market")
    for name in ("pont", "marche", "arbres"):
        make(album, "Image", name, title=name.title(), image=picture(name))
    contents = shown(visitor, album).partition("<main")[2]
    assert contents.count('class="photo"') == 3
    assert 'alt="Pont"' in contents and 'loading="lazy"' in contents
    assert re.search(r"<img[^>]*width=\"\d+\" height=\"\d+\"", contents)
    assert "The market" in contents and "Zyxnote" not in contents


def test_one_leafs_through_an_album_without_script(site, visitor):
    album = make(site, "Folder", "album", title="Album")
    for name in ("pont", "marche", "arbres"):
        make(album, "Image", name, title=name.title(), image=picture(name))
    transaction.commit()
    visitor.open(f"{album.absolute_url()}/pont/view")
    assert "Photograph 1 of 3" in re.sub(r"<[^>]+>", "", visitor.contents)
    assert "Previous photograph" not in visitor.contents
    visitor.getLink("Next photograph").click()
    assert visitor.url.endswith("/marche/view")
    visitor.getLink("Previous photograph").click()
    visitor.getLink("All photographs").click()
    assert visitor.url == album.absolute_url()


@pytest.mark.parametrize("kind", ["Folder", "Collection"])
def test_editors_find_the_views_in_the_display_menu(site, kind):
    methods = site.portal_types[kind].view_methods
    assert {"faq_view", "publications_view", "album_view"} <= set(methods)
    made = make(site, kind, "one", title="One")
    assert {name for name, _title in made.getAvailableLayouts()} >= {"faq_view", "publications_view"}
