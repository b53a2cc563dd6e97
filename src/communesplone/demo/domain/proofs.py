"""Tiny files to attach to orders: a picture and a page, valid and empty of any person's data."""

from struct import pack
from zlib import compress
from zlib import crc32


def png(width: int = 24, height: int = 16) -> bytes:
    """A grey picture (PNG, 8 bits, no palette)."""
    rows = b"".join(b"\0" + bytes([200 + (row + column) % 40 for column in range(width)]) for row in range(height))
    header = pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(data)) + name + data + pack(">I", crc32(name + data)) for name, data in chunks
    )


def pdf(words: str) -> bytes:
    """One page (PDF 1.4) with a line of words; letters outside of ASCII are left out."""
    line = "".join(sign for sign in words if sign.isascii() and sign not in "()\\").encode()
    content = b"BT /F1 14 Tf 72 760 Td (" + line + b") Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 6\n0000000000 65535 f \n%s" % table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    )
