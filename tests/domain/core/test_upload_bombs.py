"""Files made to fill the memory or to be two things at once: refused unopened, or kept as what they are."""

from communesplone.core.domain.uploads import Accepted
from communesplone.core.domain.uploads import inspect
from communesplone.core.domain.uploads import Reason
from communesplone.core.domain.uploads import Rejected
from tests.domain.core.test_uploads import archive
from tests.domain.core.test_uploads import docx
from tests.domain.core.test_uploads import jpeg
from tests.domain.core.test_uploads import odt
from tests.domain.core.test_uploads import ODT_MIME
from tests.domain.core.test_uploads import OFFICE
from tests.domain.core.test_uploads import PDF
from tests.domain.core.test_uploads import png
from tests.domain.core.test_uploads import with_declared_size
import io
import pytest
import tracemalloc
import zlib


MOST_MEMORY = 2 * 1024 * 1024
"""Bytes that looking at one file may take beside the file itself: a few pieces of 64 KB, and the directory."""

ZEROS = b"\0" * (64 * 1024 * 1024)
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><l>&j;</l>"
)
XXE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def pdf_bomb() -> bytes:
    """A PDF whose one stream inflates to 64 MB, twice over."""
    packed = zlib.compress(zlib.compress(ZEROS, 9), 9)
    head = b"%%PDF-1.7\n1 0 obj\n<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(packed)
    return head + packed + b"\nendstream\nendobj\ntrailer\n<<>>\n%%EOF\n"


def refused_files():
    """Name, content, reasons that are right."""
    bomb = docx(("word/media/a.bin", ZEROS))
    yield "docx bomb", "a.docx", bomb, {Reason.BOMB}
    yield "odt bomb", "a.odt", odt(("Pictures/a.bin", ZEROS)), {Reason.BOMB}
    yield (
        "docx bomb that lies",
        "a.docx",
        with_declared_size(bomb, "word/media/a.bin", 10),
        {Reason.BOMB, Reason.DAMAGED},
    )
    yield "zip in docx", "a.docx", docx(("a.zip", archive([("b", ZEROS)]))), {Reason.NESTED}
    yield "20,000 entries", "a.docx", docx(*((f"e{n}", "") for n in range(20_000))), {Reason.BOMB}
    yield "png of 4 billion pixels", "a.png", png(65_535, 65_535), {Reason.DIMENSIONS}
    yield "png of 2**62 pixels", "a.png", png(2**31 - 1, 2**31 - 1), {Reason.DIMENSIONS}
    yield "jpeg of 4 billion pixels", "a.jpg", jpeg(65_535, 65_535), {Reason.DIMENSIONS}
    for name in ("a.svg", "a.xml", "a.html", "a.svgz", "a.xhtml"):
        for kind, content in (("laughs", LAUGHS), ("xxe", XXE), ("svg", SVG)):
            yield f"{kind} as {name}", name, content, {Reason.EXTENSION}
    for name in ("a.pdf", "a.png", "a.jpg", "a.docx", "a.odt"):
        for kind, content in (("laughs", LAUGHS), ("xxe", XXE), ("svg", SVG)):
            yield f"{kind} called {name}", name, content, {Reason.CONTENT}
    yield "page before a pdf", "a.pdf", b"<html><script>alert(1)</script>" + PDF, {Reason.CONTENT}
    yield "gif before a pdf", "a.pdf", b"GIF89a/*" + PDF, {Reason.CONTENT}
    yield "png that is a pdf", "a.pdf", png() + PDF, {Reason.CONTENT}
    yield "pdf that is a docx", "a.docx", PDF + docx(), {Reason.CONTENT}
    yield "program and zip", "a.odt", b"MZ\x90\0" + odt(), {Reason.CONTENT}
    yield "jar called odt", "a.odt", archive([("META-INF/MANIFEST.MF", "x"), ("A.class", "x")]), {Reason.CONTENT}
    yield "odt called docx", "a.docx", odt(), {Reason.CONTENT}
    yield "two extensions", "a.pdf.exe", PDF, {Reason.EXTENSION}


def kept_files():
    """Name, content: nothing of ours opens them, and they are sent as what their type says, to be kept."""
    yield "pdf bomb", "a.pdf", pdf_bomb()
    yield "laughs in docx", "a.docx", docx(("word/styles.xml", LAUGHS))
    yield "xxe in docx", "a.docx", docx(("customXml/item1.xml", XXE))
    yield "laughs in odt", "a.odt", odt(("styles.xml", LAUGHS))
    yield "page behind a png", "a.png", png() + b"<script>alert(1)</script>"
    yield "page in a jpeg's comment", "a.jpg", jpeg(before=b"\xff\xfe\0\x1b<script>alert(1)</script>")
    yield "script in a pdf", "a.pdf", PDF + b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"


def looked_at(name: str, content: bytes):
    """What is said of the file, and the most memory it took, in bytes."""
    stream = io.BytesIO(content)
    tracemalloc.start()
    try:
        found = inspect(name, len(content), content[:8192], stream, OFFICE)
        return found, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(("name", "content", "reasons"), [pytest.param(*one[1:], id=one[0]) for one in refused_files()])
def test_it_is_refused_with_little_memory(name, content, reasons):
    found, memory = looked_at(name, content)
    assert isinstance(found, Rejected)
    assert found.reason in reasons
    assert memory < MOST_MEMORY


@pytest.mark.parametrize(("name", "content"), [pytest.param(*one[1:], id=one[0]) for one in kept_files()])
def test_it_is_kept_unopened_as_what_its_type_says(name, content):
    found, memory = looked_at(name, content)
    assert isinstance(found, Accepted)
    assert found.mime in ("application/pdf", "image/png", "image/jpeg", ODT_MIME) or "wordprocessingml" in found.mime
    assert memory < MOST_MEMORY


def test_most_memory_of_all_is_known():
    """Printed for docs/reference/security.rst."""
    refused, kept = list(refused_files()), list(kept_files())
    most = max(looked_at(one[1], one[2])[1] for one in (*refused, *kept))
    print(f"{len(refused)} refused, {len(kept)} kept, at most {most // 1024} KB")
    assert most < MOST_MEMORY
