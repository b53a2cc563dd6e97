"""What a citizen may send: a few types of file, of a decent size, whose content is what the name says.

Looked at with as little reading as possible: the beginning of the file, the size of pictures from their header, the
entries of zip-based documents inflated piece by piece. Nothing is decoded: a crafted file meets no decoder here.
"""

from communesplone.core.domain.archives import ArchiveFault
from communesplone.core.domain.archives import ArchiveLimits
from communesplone.core.domain.archives import inspect_archive
from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from typing import Any
from typing import BinaryIO
import filetype
import os
import re
import struct
import unicodedata


HEAD = 8192
"""Bytes of the beginning that ``inspect`` looks at."""

LONGEST_NAME = 120
_MEGABYTE = 1_000_000
_PDF_START_WITHIN = 1024
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_JPEG_SEGMENTS = 500
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_FORBIDDEN_IN_NAMES = re.compile(r'[<>:"|?*]')
_MIME_TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_ZIP_MEMBERS = {
    "odt": frozenset({"mimetype", "content.xml"}),
    "docx": frozenset({"[Content_Types].xml", "word/document.xml"}),
}


class Reason(StrEnum):
    """Why a file is refused. The forms have one message for each."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    EXTENSION = "extension"
    CONTENT = "content"
    DAMAGED = "damaged"
    DIMENSIONS = "dimensions"
    BOMB = "bomb"
    NESTED = "nested"
    ENCRYPTED = "encrypted"


@dataclass(frozen=True)
class Rules:
    """What may be sent: extensions (jpg stands for jpeg too), bytes, pixels of a picture, content of an archive."""

    extensions: frozenset[str] = frozenset({"pdf", "jpg", "png"})
    max_size: int = 10 * _MEGABYTE
    max_pixels: int = 100_000_000
    archives: ArchiveLimits = field(default_factory=ArchiveLimits)


@dataclass(frozen=True)
class Accepted:
    """The file may be kept: under this name and media type, which come from its content, never from the browser."""

    name: str
    extension: str
    mime: str
    size: int


@dataclass(frozen=True)
class Rejected:
    """The file may not be kept, and what the message to the citizen needs to say.

    ``params``: ``size`` and ``limit`` (bytes) with ``size_mb`` and ``limit_mb`` (text) when too large; ``extension``
    and ``allowed`` (text) for a wrong type; ``width`` and ``height`` (pixels) for a picture.
    """

    reason: Reason
    params: dict[str, Any] = field(default_factory=dict)


def inspect(name: str, size: int, head: bytes, stream: BinaryIO, allowed: Rules) -> Accepted | Rejected:
    """Tell whether a file may be kept.

    ``name`` and ``size`` (bytes) are what the browser said, ``head`` the first ``HEAD`` bytes (b"" to have them read),
    ``stream`` a binary file that can seek; its position is put back to the start. The larger of the stated and the real
    size counts.
    """
    size = max(size, _length(stream))
    head = _read(stream, 0, HEAD) if len(head) < min(size, HEAD) else head[:HEAD]
    cleaned = clean_filename(name)
    extension = _extension(cleaned)
    rejected = (
        _check_size(size, allowed)
        or _check_extension(extension, allowed)
        or _check_content(extension, size, head, stream, allowed)
    )
    stream.seek(0)
    return rejected or Accepted(cleaned, extension, _MIME_TYPES[extension], size)


def clean_filename(name: str) -> str:
    """Return the name without path, control and direction characters, at most 120 characters, extension kept.

    An override of the writing direction (U+202E) would show "gpj.exe" for a program. Without anything left: "file".
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(character for character in last if unicodedata.category(character)[0] != "C")
    tidy = " ".join(_FORBIDDEN_IN_NAMES.sub("", visible).split()).lstrip(". ").rstrip(". ")
    stem, extension = os.path.splitext(tidy)
    if len(extension) > 11:
        stem, extension = tidy, ""
    return f"{stem[: LONGEST_NAME - len(extension)].rstrip('. ')}{extension}" or "file"


def megabytes(size: int) -> str:
    """Return the size in MB with one decimal at most, rounded up: a file one byte over 10 MB is "10.1", not "10"."""
    tenths = -(-size * 10 // _MEGABYTE)
    return f"{tenths // 10}" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}"


def _check_size(size: int, allowed: Rules) -> Rejected | None:
    if size == 0:
        return Rejected(Reason.EMPTY)
    if size > allowed.max_size:
        limit = allowed.max_size
        sizes = {"size": size, "limit": limit, "size_mb": megabytes(size), "limit_mb": megabytes(limit)}
        return Rejected(Reason.TOO_LARGE, sizes)
    return None


def _check_extension(extension: str, allowed: Rules) -> Rejected | None:
    extensions = {_short(allowed_extension) for allowed_extension in allowed.extensions}
    if extension in extensions and extension in _MIME_TYPES:
        return None
    return Rejected(Reason.EXTENSION, {"extension": extension, "allowed": ", ".join(sorted(extensions))})


def _check_content(extension: str, size: int, head: bytes, stream: BinaryIO, allowed: Rules) -> Rejected | None:
    if extension in _ZIP_MEMBERS:
        return _check_document(extension, size, head, stream, allowed)
    if extension == "pdf":
        return None if _is_pdf(head) else _wrong_content(extension)
    kind = filetype.guess(head)
    if kind is None or kind.extension != extension:
        return _wrong_content(extension)
    found = _png_dimensions(head) if extension == "png" else _jpeg_dimensions(stream)
    if found is None or 0 in found:
        return Rejected(Reason.DAMAGED)
    width, height = found
    if width * height > allowed.max_pixels:
        return Rejected(Reason.DIMENSIONS, {"width": width, "height": height})
    return None


def _wrong_content(extension: str) -> Rejected:
    return Rejected(Reason.CONTENT, {"extension": extension})


def _is_pdf(head: bytes) -> bool:
    # Readers accept some bytes before the header (ISO 32000-1, annex H.3.4.1), but another format's or a web page's
    # beginning there would make one file of two kinds.
    start = head[:_PDF_START_WITHIN].find(b"%PDF-")
    if start < 0 or b"<" in head[:start]:
        return False
    kind = filetype.guess(head)
    return kind is None or kind.extension == "pdf"


def _check_document(extension: str, size: int, head: bytes, stream: BinaryIO, allowed: Rules) -> Rejected | None:
    if not head.startswith(b"PK\x03\x04"):
        return _wrong_content(extension)
    found = inspect_archive(stream, size, allowed.archives)
    if isinstance(found, ArchiveFault):
        return Rejected(Reason(found.value))
    if not found >= _ZIP_MEMBERS[extension]:
        return _wrong_content(extension)
    # ODF 1.3 part 2, 3.3: "mimetype" is the first entry, stored, without extra field; so its content starts at byte 38.
    if extension == "odt" and not head[30:].startswith(b"mimetype" + _MIME_TYPES["odt"].encode()):
        return _wrong_content(extension)
    return None


def _png_dimensions(head: bytes) -> tuple[int, int] | None:
    """Return width and height from the IHDR chunk, which comes first (ISO/IEC 15948, 11.2.2)."""
    if len(head) < 24 or head[:8] != _PNG_SIGNATURE or head[12:16] != b"IHDR":
        return None
    return struct.unpack(">II", head[16:24])


def _jpeg_dimensions(stream: BinaryIO) -> tuple[int, int] | None:
    """Return width and height from the frame header (ITU-T T.81, B.2.2), jumping from segment to segment."""
    position = 2
    for _segment in range(_JPEG_SEGMENTS):
        start = _read(stream, position, 9)
        if len(start) < 9 or start[0] != 0xFF:
            return None
        marker = start[1]
        if marker == 0xFF:
            position += 1
        elif marker in _JPEG_ALONE:
            position += 2
        elif marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", start[5:9])
            return width, height
        else:
            position += 2 + max(2, int.from_bytes(start[2:4], "big"))
    return None


def _extension(name: str) -> str:
    return _short(os.path.splitext(name)[1])


def _short(extension: str) -> str:
    extension = extension.lower().removeprefix(".")
    return "jpg" if extension == "jpeg" else extension


def _length(stream: BinaryIO) -> int:
    return stream.seek(0, os.SEEK_END)


def _read(stream: BinaryIO, position: int, length: int) -> bytes:
    stream.seek(position)
    return stream.read(length)
