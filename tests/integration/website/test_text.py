"""A visitor reads the same safe text that Plone would show, without Plone's transform machine."""

from communesplone.core.interfaces import ICommunesLayer
from communesplone.website.text import Transformer
from plone import api
from plone.app.textfield.interfaces import ITransformer
from plone.app.textfield.transform import PortalTransformsTransformer
from plone.app.textfield.value import RichTextValue
from zope.interface import alsoProvides
from zope.interface import noLongerProvides
import pytest


TEXTS = [
    "",
    "No tag at all & an ampersand, an entity &eacute;",
    "<p>A <strong>word</strong> and <a href='https://example.org/?a=1&amp;b=2'>a link</a></p><h2>Title</h2>",
    "<p>Before</p><script>alert(1)</script><p onclick='steal()'>after</p>",
    "<p style='position:fixed'>styled</p><style>p{}</style><object data='x'></object>",
    "<a href='javascript:alert(1)'>click</a><a href='JaVaScRiPt:alert(1)'>click</a>",
    "<table><tr><td colspan='2'>cell</td></tr></table><br><hr />",
    "<img src='x' onerror='alert(1)'><img src='https://example.org/a.png' alt='A'>",
    "<svg><script>alert(1)</script></svg><math></math>",
    "<iframe src='https://evil.example'></iframe>",
    "<html><body><p>whole page</p></body></html>",
    "<p>unclosed <b>bold <i>both</b></p>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<!-- a comment --><p>é ü ß €</p>",
    "<p><a href='plans/map.pdf'>relative</a> <a href=other>bare</a> <a href='../up'>up</a> <a name='x'>anchor</a></p>",
    "<a href='mailto:a@b.example'>m</a><a href='tel:+321'>t</a><a href='#x'>x</a><a href='/root'>r</a><a href=''>e</a>",
    "<video src='film.mp4' controls></video>",
    "<a href='resolveuid/0123456789abcdef0123456789abcdef'>gone</a>",
]


@pytest.fixture
def page(portal):
    alsoProvides(portal.REQUEST, ICommunesLayer)
    with api.env.adopt_roles(["Manager"]):
        yield api.content.create(portal, "Document", "page", title="Page")
    noLongerProvides(portal.REQUEST, ICommunesLayer)


def both(page, text: str) -> tuple[str, str]:
    value = RichTextValue(text, "text/html", "text/x-html-safe")
    stock = PortalTransformsTransformer(page)(RichTextValue(text, "text/html", "text/x-html-safe"), "text/x-html-safe")
    return value.output_relative_to(page), stock


@pytest.mark.parametrize("text", TEXTS)
def test_the_text_is_what_plone_shows(page, text):
    ours, stock = both(page, text)
    assert ours == stock


def test_a_link_by_uid_follows_its_target(page):
    text = f"<p><a href='resolveuid/{page.UID()}'>here</a></p>"
    assert page.absolute_url() in both(page, text)[0]
    with api.env.adopt_roles(["Manager"]):
        moved = api.content.rename(page, "elsewhere")
    ours, stock = both(moved, text)
    assert "/elsewhere" in ours and ours == stock


def test_a_changed_filter_setting_counts_at_once(page):
    text = "<p>A <mark>word</mark> and <em>another</em></p>"
    assert "<em>" in both(page, text)[0]
    tags = api.portal.get_registry_record("plone.valid_tags")
    api.portal.set_registry_record("plone.valid_tags", [tag for tag in tags if tag != "em"])
    assert "<em>" not in both(page, text)[0]


def test_a_text_that_only_says_it_is_safe_is_cleaned(page):
    value = RichTextValue("<script>alert(1)</script>text", "text/x-html-safe", "text/x-html-safe")
    assert "script" not in value.output_relative_to(page)


def test_other_kinds_of_text_and_other_sites_are_left_to_plone(page, monkeypatch):
    asked = []
    monkeypatch.setattr(PortalTransformsTransformer, "__call__", lambda self, value, kind: asked.append(kind) or "")
    RichTextValue("plain", "text/plain", "text/x-html-safe").output_relative_to(page)
    noLongerProvides(page.REQUEST, ICommunesLayer)
    RichTextValue("<p>html</p>", "text/html", "text/x-html-safe").output_relative_to(page)
    assert len(asked) == 2


def test_the_site_itself_is_content_too(portal):
    assert isinstance(ITransformer(portal), Transformer)
