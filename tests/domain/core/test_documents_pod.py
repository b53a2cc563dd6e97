"""Filling in templates, with real appy and tiny ODTs, without LibreOffice."""

from communesplone.core.documents.pod import render_odt
from communesplone.core.documents.pod import TemplateFailed
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from lxml import etree
from pathlib import Path
from types import SimpleNamespace
import io
import pytest
import tempfile
import zipfile


NS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
)
MANIFEST = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
MIMETYPE = "application/vnd.oasis.opendocument.text"


def styles(footer: str = "") -> str:
    """The least that a word processor and appy expect: one page layout, one master page."""
    return (
        f"<office:document-styles {NS}><office:styles></office:styles><office:automatic-styles>"
        '<style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="21cm" '
        'fo:page-height="29.7cm" fo:margin-left="2cm" fo:margin-right="2cm" fo:margin-top="2cm" '
        'fo:margin-bottom="2cm"/></style:page-layout></office:automatic-styles><office:master-styles>'
        '<style:master-page style:name="Standard" style:page-layout-name="pm1">'
        f"{footer}</style:master-page></office:master-styles></office:document-styles>"
    )


def odt(body: str, mimetype: str = MIMETYPE) -> bytes:
    """A tiny ODT with this XML as its text."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr(
            "content.xml",
            f"<office:document-content {NS}><office:automatic-styles></office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr("styles.xml", styles())
        archive.writestr("meta.xml", f"<office:document-meta {NS}><office:meta></office:meta></office:document-meta>")
        archive.writestr("META-INF/manifest.xml", f"<manifest:manifest {MANIFEST}></manifest:manifest>")
    return out.getvalue()


def field(expression: str) -> str:
    return f"<text:text-input>{expression}</text:text-input>"


def note(statement: str) -> str:
    return f"<office:annotation><dc:creator>me</dc:creator><text:p>{statement}</text:p></office:annotation>"


def content(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("content.xml").decode()


def text(data: bytes) -> str:
    return "".join(etree.fromstring(content(data).encode()).itertext())


def test_names_are_filled_in():
    assert "Bonjour Marie." in text(
        render_odt(odt(f"<text:p>Bonjour {field('data.name')}.</text:p>"), {"data": SimpleNamespace(name="Marie")})
    )


@pytest.mark.parametrize(
    "nasty",
    [
        "<b>gras</b> & \"guillemets\" 'simples'",
        "</text:p><text:p>injected</text:p>",
        "<office:annotation><text:p>do text if True</text:p></office:annotation>",
        '=HYPERLINK("http://evil.example")',
        "=cmd|' /C calc'!A0",
        "emoji 🎉 et œuvre",
        "]]>&amp;",
        ":1+1",
        "${x} %(y)s {z}",
    ],
)
def test_markup_and_formulas_come_out_as_plain_text(nasty):
    result = render_odt(odt(f"<text:p>[{field('x')}]</text:p>"), {"x": nasty})
    assert f"[{nasty}]" in text(result)
    assert content(result).count("<text:p>") == 1


def test_control_characters_and_direction_tricks_are_dropped():
    nasty = "a\x00b\x07c\x1bd\x7fe\u202ef\ufffeg\ud800h"
    assert "[abcdefgh]" in text(render_odt(odt(f"<text:p>[{field('x')}]</text:p>"), {"x": nasty}))


def test_a_line_break_stays_a_line_break():
    result = content(render_odt(odt(f"<text:p>{field('x')}</text:p>"), {"x": "one\r\ntwo"}))
    assert "one<text:line-break/>two" in result


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_a_well_formed_document(value):
    result = render_odt(odt(f"<text:p>{field('x')}</text:p>"), {"x": value})
    etree.fromstring(content(result).encode())


def test_a_table_row_is_repeated_for_every_member():
    table = (
        '<table:table table:name="T"><table:table-column/><table:table-row><table:table-cell>'
        f"<text:p>{note('do row for row in rows')}{field('row[0]')}</text:p>"
        "</table:table-cell></table:table-row></table:table>"
    )
    result = content(render_odt(odt(table), {"rows": [["Marie"], ["<Léo>"]]}))
    assert result.count("<table:table-row>") == 2
    assert "&lt;Léo&gt;" in result
    assert "annotation" not in result


def test_a_paragraph_is_left_out_when_its_condition_is_false():
    body = f"<text:p>{note('do text if draft')}DRAFT</text:p><text:p>end</text:p>"
    assert "DRAFT" not in text(render_odt(odt(body), {"draft": False}))
    assert "DRAFT" in text(render_odt(odt(body), {"draft": True}))


def test_the_context_wins_over_the_functions_of_the_template_engine():
    context = {"document": SimpleNamespace(number="2026/12")}
    assert "2026/12" in text(render_odt(odt(f"<text:p>{field('document.number')}</text:p>"), context))


def test_comprehensions_see_the_names_of_the_context():
    body = f"<text:p>{field('chr(44).join(up(x) for x in names)')}</text:p>"
    assert "A,B" in text(render_odt(odt(body), {"names": ["a", "b"], "up": str.upper}))


def failure(body: str, context=None, mimetype=MIMETYPE) -> TemplateFailed:
    with pytest.raises(TemplateFailed) as caught:
        render_odt(odt(body, mimetype), context or {})
    return caught.value


def test_a_wrong_name_says_which_field_in_which_paragraph():
    failed = failure(
        f"<text:p>First</text:p><text:p>The undersigned certifies that {field('data.nmae')} lives</text:p>"
    )
    assert failed.expression == "data.nmae"
    assert failed.paragraph == "The undersigned certifies that data.nmae lives"
    assert "name 'data' is not defined" in str(failed)
    assert failed.paragraph in str(failed)


def test_a_field_alone_in_its_cell_is_told_with_the_label_before_it():
    failed = failure(f"<text:p>Last name</text:p><text:p>{field('data.nmae')}</text:p>")
    assert failed.paragraph == "Last name data.nmae"


def test_a_failed_first_choice_is_not_blamed_for_a_later_error():
    broken = "<text:p>" + field("x | 'y'") + "</text:p><text:p>Town: " + field("nope") + "</text:p>"
    assert failure(broken).expression == "nope"
    assert "y" in text(render_odt(odt(f"<text:p>{field('x | chr(121)')}</text:p>"), {}))


def test_an_error_in_a_loop_is_located_too():
    failed = failure(f"<text:p>Members:</text:p><text:p>{note('do text for m in members')}{field('m.x')}</text:p>")
    assert failed.expression == "members"
    assert "Members:" in failed.paragraph or "m.x" in failed.paragraph


def test_an_error_inside_a_loop_raises_and_leaves_no_half_document():
    body = f"<text:p>{note('do text for m in members')}- {field('m.x')}</text:p>"
    assert failure(body, {"members": [1]}).expression == "m.x"


def test_a_misspelt_instruction_raises_although_the_engine_would_print_it():
    failed = failure(f"<text:p>List {note('do txt for m in members')}</text:p>", {"members": []})
    assert "txt" in str(failed)
    assert "instruction" in str(failed)


def test_an_empty_comment_raises():
    assert "instruction" in str(failure(f"<text:p>x{note('')}</text:p>"))


def test_curly_quotes_get_their_own_words():
    assert "straight" in str(failure(f"<text:p>{field('label(‘purpose’)')}</text:p>", {"label": str}))


def test_a_wrong_expression_in_the_footer_is_found():
    out = io.BytesIO(odt("<text:p>ok</text:p>"))
    with zipfile.ZipFile(out) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["styles.xml"] = styles(f"<style:footer><text:p>Document {field('nope')}</text:p></style:footer>").encode()
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with pytest.raises(TemplateFailed) as caught:
        render_odt(changed.getvalue(), {})
    assert caught.value.paragraph == "Document nope"


@pytest.mark.parametrize(
    "expression", ["open('/etc/passwd').read()", "__import__('os')", "data.__class__", "eval('1')"]
)
def test_dangerous_words_are_refused(expression):
    assert failure(f"<text:p>{field(expression)}</text:p>", {"data": 1}).expression == expression


@pytest.mark.parametrize("rubbish", [b"", b"PK", b"<html>", b"%PDF-1.7"])
def test_what_is_no_odt_is_refused(rubbish):
    with pytest.raises(TemplateFailed, match="not an ODT"):
        render_odt(rubbish, {})


def test_another_kind_of_document_is_refused():
    assert "not an ODT" in str(failure("<text:p/>", mimetype="application/vnd.oasis.opendocument.spreadsheet"))


def test_an_archive_that_climbs_out_is_refused():
    out = io.BytesIO(odt("<text:p/>"))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("../../evil.txt", "x")
    with pytest.raises(TemplateFailed, match="not an ODT"):
        render_odt(out.getvalue(), {})


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    out = io.BytesIO(odt("<text:p/>"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", bytes(70 * 1024 * 1024))
    with pytest.raises(TemplateFailed, match="too large"):
        render_odt(out.getvalue(), {})


def test_nothing_stays_behind_whatever_happens(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    render_odt(odt(f"<text:p>{field('x')}</text:p>"), {"x": "1"})
    for body in (field("nope"), note("nonsense"), f"{note('do text for')}"):
        failure(f"<text:p>{body}</text:p>")
    assert list(Path(tmp_path).iterdir()) == []
