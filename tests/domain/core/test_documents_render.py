"""`render` for Plone code: template objects, the converter utility, the seal port."""

from communesplone.core.documents import render as render_module
from communesplone.core.documents.interfaces import IConverter
from communesplone.core.documents.interfaces import ISeal
from communesplone.core.documents.render import ConversionFailed
from communesplone.core.documents.render import DefaultConverter
from communesplone.core.documents.render import render
from communesplone.core.documents.render import sealed
from communesplone.core.documents.render import TemplateFailed
from types import SimpleNamespace
from zope.configuration import xmlconfig
from zope.interface import implementer
from zope.interface.registry import Components
from zope.interface.verify import verifyObject
import communesplone.core.documents
import io
import pytest
import zipfile
import zope.component


@implementer(IConverter)
class FakeConverter:
    def __init__(self):
        self.asked = []

    def to_pdf(self, odt, *, timeout=5.0, fallback=True):
        self.asked.append((odt, timeout))
        return b"%PDF-fake"

    def is_alive(self, timeout=1.0):
        return True


@pytest.fixture
def registry(monkeypatch):
    """A component registry of the test's own: the global one belongs to Plone's layers."""
    components = Components()
    monkeypatch.setattr(render_module, "getUtility", components.getUtility)
    monkeypatch.setattr(render_module, "queryUtility", components.queryUtility)
    return components


@pytest.fixture
def converter(registry):
    fake = FakeConverter()
    registry.registerUtility(fake, IConverter)
    return fake


@pytest.fixture
def odt() -> bytes:
    out = io.BytesIO()
    ns = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    )
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {ns}><office:automatic-styles/><office:body><office:text><text:p>"
            "<text:text-input>name</text:text-input></text:p></office:text></office:body></office:document-content>",
        )
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {ns}><office:styles/><office:automatic-styles><style:page-layout "
            'style:name="pm1"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" '
            'fo:margin-left="2cm" fo:margin-right="2cm" fo:margin-top="2cm" fo:margin-bottom="2cm"/>'
            "</style:page-layout></office:automatic-styles><office:master-styles><style:master-page "
            'style:name="Standard" style:page-layout-name="pm1"/></office:master-styles></office:document-styles>',
        )
        archive.writestr("meta.xml", f"<office:document-meta {ns}><office:meta/></office:document-meta>")
        archive.writestr("META-INF/manifest.xml", "<m/>")
    return out.getvalue()


def template(data, **more):
    return SimpleNamespace(get_file=lambda: data and SimpleNamespace(data=data), **more)


def test_a_template_object_becomes_a_pdf_with_the_time_that_is_left(converter, odt):
    assert render(template(odt), {"name": "Marie"}) == b"%PDF-fake"
    filled, timeout = converter.asked[0]
    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        assert "Marie" in archive.read("content.xml").decode()
    assert 4 < timeout < 5


def test_an_odt_needs_no_converter(converter, odt):
    assert zipfile.is_zipfile(io.BytesIO(render(odt, {"name": "Marie"}, "odt")))
    assert converter.asked == []


def test_a_template_error_never_reaches_the_converter(converter, odt):
    with pytest.raises(TemplateFailed):
        render(odt, {})
    assert converter.asked == []


def test_a_template_without_a_file_or_with_parts_to_merge_is_a_template_error(converter, odt):
    with pytest.raises(TemplateFailed, match="no ODT file"):
        render(template(None), {})
    with pytest.raises(TemplateFailed, match="includes another document"):
        render(template(odt, merge_templates=[{"template": "uid"}]), {})


def test_no_time_left_is_a_timeout(converter, odt):
    with pytest.raises(ConversionFailed) as caught:
        render(odt, {"name": "x"}, timeout=0)
    assert caught.value.reason == "timeout"


def test_an_unknown_format_is_the_callers_mistake(converter, odt):
    with pytest.raises(ValueError, match="docx"):
        render(odt, {"name": "x"}, "docx")


def test_the_seal_is_applied_when_there_is_one(registry):
    assert sealed(b"%PDF", {}) == b"%PDF"
    registry.registerUtility(SimpleNamespace(seal=lambda pdf, info: pdf + info["number"].encode()), ISeal)
    assert sealed(b"%PDF", {"number": "7"}) == b"%PDF7"


def test_the_package_registers_the_converter_of_the_installation():
    context = xmlconfig.file("meta.zcml", zope.component, execute=False)
    context = xmlconfig.file("configure.zcml", communesplone.core.documents, context=context, execute=False)
    assert ("utility", IConverter, "") in [action["discriminator"] for action in context.actions]
    assert verifyObject(IConverter, DefaultConverter())
