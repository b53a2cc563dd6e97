"""A citizen adds proofs to an order; what could harm the town hall is refused with a reason."""

from communesplone.core.domain import uploads
from communesplone.core.domain.archives import ArchiveLimits
from communesplone.core.domain.uploads import Accepted
from communesplone.core.domain.uploads import Reason
from communesplone.core.domain.uploads import Rejected
from communesplone.core.domain.uploads import Rules
from dataclasses import replace
from hypothesis import given
from hypothesis import strategies as st
import io
import pytest
import struct
import unicodedata
import zipfile


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
ODT_MIME = "application/vnd.oasis.opendocument.text"
USUAL = Rules()
OFFICE = Rules(extensions=frozenset({"pdf", "jpg", "png", "odt", "docx"}))
TIGHT = replace(OFFICE, archives=ArchiveLimits(unpacked=50_000, entries=5))


def png(width=10, height=10):
    """The beginning of a PNG of that many pixels."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + b"\x08\x02\0\0\0" + b"\0" * 20


def jpeg(width=10, height=10, before=b"\xff\xe0\0\x10JFIF\0" + b"\0" * 9, frame=0xC0):
    """The beginning of a JPEG of that many pixels; ``before`` are the segments in front of the frame."""
    return b"\xff\xd8" + before + struct.pack(">BBHBHHB", 0xFF, frame, 17, 8, height, width, 3) + b"\0" * 20


def archive(entries, method=zipfile.ZIP_DEFLATED):
    """A zip file of (name, content) pairs; "mimetype" is stored, as ODF wants it."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        for name, content in entries:
            packed.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else method)
    return written.getvalue()


def odt(*more, mime=ODT_MIME):
    """A document of LibreOffice, with more entries."""
    return archive([("mimetype", mime), ("content.xml", "<x/>" * 50), *more])


def docx(*more):
    """A document of Word, with more entries."""
    return archive([("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<x/>" * 50), *more])


def with_declared_size(packed, name, size):
    """The same zip file, lying about the unpacked size of one entry in both its headers."""
    lying = bytearray(packed)
    for signature, name_at, size_at in ((b"PK\x03\x04", 30, 22), (b"PK\x01\x02", 46, 24)):
        start = lying.find(signature)
        while lying[start + name_at : start + name_at + len(name)] != name.encode():
            start = lying.find(signature, start + 1)
        lying[start + size_at : start + size_at + 4] = struct.pack("<L", size)
    return bytes(lying)


class CountingStream(io.BytesIO):
    """Knows how much was read from it."""

    consumed = 0

    def read(self, size=-1):
        piece = super().read(size)
        self.consumed += len(piece)
        return piece


def send(name, content, rules=USUAL):
    return uploads.inspect(name, len(content), content[: uploads.HEAD], io.BytesIO(content), rules)


def reason(name, content, rules=USUAL):
    found = send(name, content, rules)
    return found.reason if isinstance(found, Rejected) else "accepted"


@pytest.mark.parametrize(
    ("name", "content", "extension", "mime"),
    [
        ("preuve.pdf", PDF, "pdf", "application/pdf"),
        ("preuve.pdf", b"\n" * 1000 + PDF, "pdf", "application/pdf"),
        ("preuve.pdf", b"\xef\xbb\xbf" + PDF, "pdf", "application/pdf"),
        ("photo.JPG", jpeg(), "jpg", "image/jpeg"),
        ("photo.jpeg", jpeg(frame=0xC2), "jpg", "image/jpeg"),
        ("scan.png", png(), "png", "image/png"),
    ],
)
def test_usual_files_are_accepted(name, content, extension, mime):
    assert send(name, content) == Accepted(name, extension, mime, len(content))


@pytest.mark.parametrize(("name", "content"), [("lettre.odt", odt()), ("lettre.docx", docx())])
def test_office_documents_only_where_the_commune_allows_them(name, content):
    assert reason(name, content) == Reason.EXTENSION
    assert isinstance(send(name, content, OFFICE), Accepted)


def test_a_rule_may_say_jpeg_for_jpg():
    assert isinstance(send("photo.jpg", jpeg(), Rules(extensions=frozenset({".JPEG"}))), Accepted)


def test_an_empty_file_is_refused():
    assert reason("preuve.pdf", b"") == Reason.EMPTY


def test_a_large_file_is_refused_with_both_sizes():
    found = uploads.inspect("preuve.pdf", 100 * 1000**2, PDF, io.BytesIO(PDF), USUAL)
    assert found.reason is Reason.TOO_LARGE
    assert found.params["size"] == 100 * 1000**2
    assert found.params["limit"] == 10 * 1000**2
    assert (found.params["size_mb"], found.params["limit_mb"]) == ("100", "10")


def test_the_limit_itself_is_allowed_and_one_byte_more_is_not():
    rules = Rules(max_size=len(PDF))
    assert reason("preuve.pdf", PDF, rules) == "accepted"
    assert reason("preuve.pdf", PDF + b"\n", rules) == Reason.TOO_LARGE


def test_a_browser_that_lies_about_the_size_gains_nothing():
    content = PDF + b"\n" * 1000
    found = uploads.inspect("preuve.pdf", 10, b"", io.BytesIO(content), Rules(max_size=500))
    assert found.reason is Reason.TOO_LARGE


@pytest.mark.parametrize(("size", "shown"), [(1, "0.1"), (10 * 1000**2, "10"), (10 * 1000**2 + 1, "10.1"), (0, "0")])
def test_sizes_are_rounded_up_so_that_the_message_makes_sense(size, shown):
    assert uploads.megabytes(size) == shown


@pytest.mark.parametrize("name", ["virus.exe", "preuve", "preuve.pdf.exe", "page.svg", "page.html", "", "..", "a.docm"])
def test_other_types_are_refused_and_the_allowed_ones_named(name):
    found = send(name, PDF, OFFICE)
    assert found.reason is Reason.EXTENSION
    assert found.params["allowed"] == "docx, jpg, odt, pdf, png"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("preuve.pdf", png()),
        ("preuve.pdf", b"MZ" + b"\0" * 100),
        ("preuve.pdf", b"just text"),
        ("preuve.pdf", odt()),
        ("preuve.pdf", archive([("%PDF-1.7", "x")], zipfile.ZIP_STORED)),
        ("preuve.pdf", b"<script>alert(1)</script>" + PDF),
        ("preuve.pdf", b"\n" * 1025 + PDF),
        ("photo.jpg", png()),
        ("photo.png", jpeg()),
        ("photo.png", b"GIF89a" + b"\0" * 50),
        ("photo.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("lettre.odt", PDF),
        ("lettre.odt", docx()),
        ("lettre.odt", odt(mime="application/vnd.oasis.opendocument.spreadsheet")),
        ("lettre.odt", archive([("content.xml", "<x/>"), ("mimetype", ODT_MIME)])),
        ("lettre.docx", odt()),
        ("lettre.docx", archive([("virus.exe", "MZ")])),
    ],
)
def test_a_content_that_is_not_what_the_name_says_is_refused(name, content):
    assert reason(name, content, OFFICE) == Reason.CONTENT


@pytest.mark.parametrize(
    ("name", "content"),
    [("bombe.png", png(50_000, 50_000)), ("bombe.jpg", jpeg(60_000, 60_000))],
)
def test_a_picture_of_billions_of_pixels_is_refused(name, content):
    assert reason(name, content) == Reason.DIMENSIONS
    assert send(name, content).params["width"] >= 50_000


def test_a_hundred_megapixels_are_enough_for_any_photo():
    assert reason("photo.png", png(10_000, 10_000)) == "accepted"
    assert reason("photo.png", png(10_000, 10_001)) == Reason.DIMENSIONS


def test_the_size_of_a_photo_is_found_behind_its_thumbnail():
    exif = b"\xff\xe1" + struct.pack(">H", 60_000) + jpeg(1, 1).ljust(59_998, b"\0")
    assert reason("photo.jpg", jpeg(60_000, 60_000, before=exif * 3)) == Reason.DIMENSIONS


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.png", png()[:20]),
        ("photo.png", png(0, 10)),
        ("photo.png", b"\x89PNG" + b"\0" * 40),
        ("photo.jpg", jpeg()[:12]),
        ("photo.jpg", jpeg(0, 10)),
        ("photo.jpg", b"\xff\xd8" + b"\xff\xfe\0\x02" * 2000),
        ("photo.jpg", b"\xff\xd8\xff\xe0\0\0" + b"\0" * 40),
        ("lettre.odt", odt()[:-30]),
        ("lettre.odt", odt()[:60]),
        ("lettre.docx", b"PK\x03\x04" + b"\0" * 40),
    ],
)
def test_a_damaged_file_is_said_to_be_damaged(name, content):
    assert reason(name, content, OFFICE) == Reason.DAMAGED


def test_a_zip_bomb_is_refused_by_its_ratio():
    assert reason("bombe.docx", docx(("word/media/a.bin", b"\0" * 5_000_000)), OFFICE) == Reason.BOMB


def test_a_zip_bomb_that_lies_about_its_size_is_refused():
    bomb = docx(("word/media/a.bin", b"\0" * 5_000_000))
    assert reason("bombe.docx", with_declared_size(bomb, "word/media/a.bin", 10), OFFICE) == Reason.BOMB


def test_even_a_small_lie_is_damage():
    lying = with_declared_size(docx(("word/a.xml", "x" * 500)), "word/a.xml", 10)
    assert reason("lettre.docx", lying, OFFICE) == Reason.DAMAGED


def test_too_much_content_is_refused():
    assert reason("lettre.odt", odt(("a.bin", bytes(range(256)) * 180)), TIGHT) == "accepted"
    assert reason("lettre.odt", odt(("a.bin", bytes(range(256)) * 200)), TIGHT) == Reason.BOMB


def test_too_many_entries_are_refused():
    assert reason("lettre.odt", odt(*[(str(i), "") for i in range(3)]), TIGHT) == "accepted"
    assert reason("lettre.odt", odt(*[(str(i), "") for i in range(4)]), TIGHT) == Reason.BOMB


def test_a_directory_of_megabytes_is_not_read():
    content = odt(*[(f"{i:0200d}", "") for i in range(1500)])
    end = content.rindex(b"PK\x05\x06")
    lying = content[: end + 10] + struct.pack("<HL", 3, 50_000_000) + content[end + 16 :]
    assert reason("lettre.odt", lying, OFFICE) == Reason.BOMB


def test_the_form_for_giant_archives_is_refused():
    content = odt()
    end = content.rindex(b"PK\x05\x06")
    giant = content[:end] + b"PK\x06\x07" + b"\0" * 16 + content[end:]
    assert reason("lettre.odt", giant, OFFICE) == Reason.BOMB


def test_entries_that_share_their_data_are_refused():
    content = docx(("a", bytes(range(256)) * 8))
    last, end = content.rindex(b"PK\x01\x02"), content.rindex(b"PK\x05\x06")
    shared = content[:end] + content[last:end] * 3 + content[end:]
    size_at = len(shared) - 10
    (directory_size,) = struct.unpack_from("<L", shared, size_at)
    longer = struct.pack("<L", directory_size + 3 * (end - last))
    assert reason("lettre.docx", content, OFFICE) == "accepted"
    assert reason("lettre.docx", shared[:size_at] + longer + shared[size_at + 4 :], OFFICE) == Reason.DAMAGED


@pytest.mark.parametrize(
    ("name", "inner"),
    [
        ("inner.zip", b"anything"),
        ("INNER.7Z", b"anything"),
        ("word/embeddings/sheet.xlsx", archive([("x", "y")])),
        ("word/media/image.png", b"\x1f\x8b\x08" + b"\0" * 50),
        ("word/media/image.png", b"Rar!\x1a\x07\x00" + b"\0" * 50),
    ],
)
def test_an_archive_in_the_archive_is_refused(name, inner):
    assert reason("lettre.docx", docx((name, inner)), OFFICE) == Reason.NESTED


def test_an_encrypted_document_is_refused_as_such():
    content = bytearray(docx())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert reason("lettre.docx", bytes(content), OFFICE) == Reason.ENCRYPTED


def test_pictures_inside_a_document_are_welcome():
    assert reason("lettre.docx", docx(("word/media/image.png", png())), OFFICE) == "accepted"


def test_only_the_beginning_is_read():
    for name, content in [("a.pdf", PDF), ("a.png", png()), ("a.jpg", jpeg())]:
        stream = CountingStream(content + b"\0" * 5_000_000)
        assert isinstance(uploads.inspect(name, 1, b"", stream, USUAL), Accepted)
        assert stream.consumed <= 2 * uploads.HEAD
        assert stream.tell() == 0


@given(st.sampled_from(["a.pdf", "a.png", "a.jpg", "a.odt", "a.docx"]), st.binary(max_size=300), st.data())
def test_no_content_breaks_the_check(name, noise, data):
    whole = {"a.pdf": PDF, "a.png": png(), "a.jpg": jpeg()} | {
        "a.odt": odt(),
        "a.docx": docx(),
    }
    at = data.draw(st.integers(0, len(whole[name])))
    for content in (noise, whole[name][:at] + noise, whole[name][:at] + noise + whole[name][at + len(noise) :]):
        assert isinstance(send(name, content, OFFICE), Accepted | Rejected)


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("preuve.pdf", "preuve.pdf"),
        ("C:\\Users\\Anna\\preuve.pdf", "preuve.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("fdp\u202efdp.exe", "fdpfdp.exe"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ("  deux   mots .pdf ", "deux mots.pdf"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        ('a<b>"c".pdf', "abc.pdf"),
        (".htaccess", "htaccess"),
        ("", "file"),
        ("///", "file"),
        ("x" * 300 + ".jpeg", "x" * 115 + ".jpeg"),
        ("x." + "y" * 300, "x." + "y" * 118),
    ],
)
def test_names_are_cleaned(name, cleaned):
    assert uploads.clean_filename(name) == cleaned


@given(st.text(max_size=200))
def test_a_cleaned_name_is_harmless_and_stays_the_same(name):
    cleaned = uploads.clean_filename(name)
    assert 0 < len(cleaned) <= 120
    assert not set(cleaned) & set('/\\<>:"|?*')
    assert not any(unicodedata.category(character)[0] == "C" for character in cleaned)
    assert not cleaned.startswith(".")
    assert uploads.clean_filename(cleaned) == cleaned
