"""Zip-based files (ODT, DOCX) looked at without being unpacked: bombs, nested archives, encryption.

``zipfile`` believes what the central directory says of sizes; a bomb lies there. The entries are therefore inflated
here, piece by piece and thrown away, and the counting stops at the limit.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO
import filetype
import struct
import zipfile
import zlib


_END = b"PK\x05\x06"
_END_LENGTH = 22
_LONGEST_COMMENT = 65_535
_ZIP64_LOCATOR = b"PK\x06\x07"
_ZIP64_LOCATOR_LENGTH = 20
_DIRECTORY_BYTES_PER_ENTRY = 512
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1
_CHUNK = 64 * 1024
_RATIO_MATTERS_FROM = 1024 * 1024
_ARCHIVE_EXTENSIONS = frozenset(
    {"7z", "ar", "bz2", "cab", "gz", "jar", "lz", "lz4", "rar", "rpm", "tar", "tgz", "xz", "z", "zip", "zst"}
)
_ARCHIVE_SUFFIXES = tuple(f".{extension}" for extension in _ARCHIVE_EXTENSIONS)


class ArchiveFault(StrEnum):
    """Why a zip-based file is refused."""

    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    BOMB = "bomb"
    NESTED = "nested"


@dataclass(frozen=True)
class ArchiveLimits:
    """How much a zip-based file may hold: bytes unpacked, entries, unpacked bytes per packed byte (from 1 MB on)."""

    unpacked: int = 100 * 1024 * 1024
    entries: int = 2_000
    ratio: int = 100


class _Refused(Exception):
    def __init__(self, fault: ArchiveFault) -> None:
        super().__init__(fault)
        self.fault = fault


def inspect_archive(stream: BinaryIO, size: int, limits: ArchiveLimits) -> ArchiveFault | frozenset[str]:
    """Return the names of the entries, or why the file is refused.

    ``stream`` can seek; ``size`` is its length in bytes. At most ``limits.unpacked`` bytes are inflated, 64 KB a time.
    """
    try:
        _check_directory(stream, size, limits)
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
        _check_declared(entries, size, limits)
        _check_inflated(stream, entries, size, limits)
    except _Refused as refused:
        return refused.fault
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, ValueError, OSError, RuntimeError):
        return ArchiveFault.DAMAGED
    return frozenset(entry.filename for entry in entries)


def _check_directory(stream: BinaryIO, size: int, limits: ArchiveLimits) -> None:
    """Refuse a directory too long to be read into memory, before zipfile does just that."""
    stream.seek(max(0, size - _END_LENGTH - _LONGEST_COMMENT))
    tail = stream.read(_END_LENGTH + _LONGEST_COMMENT)
    found = len(tail) - _END_LENGTH
    if not (tail[found:].startswith(_END) and tail.endswith(b"\0\0")):
        found = tail.rfind(_END)
    if found < 0:
        raise _Refused(ArchiveFault.DAMAGED)
    # A document that needs the 64-bit form has more than 65,535 entries or 4 GB.
    if tail[max(0, found - _ZIP64_LOCATOR_LENGTH) : found].startswith(_ZIP64_LOCATOR):
        raise _Refused(ArchiveFault.BOMB)
    (directory_size,) = struct.unpack_from("<L", tail, found + 12)
    if directory_size > limits.entries * _DIRECTORY_BYTES_PER_ENTRY:
        raise _Refused(ArchiveFault.BOMB)


def _check_declared(entries: list[zipfile.ZipInfo], size: int, limits: ArchiveLimits) -> None:
    if len(entries) > limits.entries or _is_bomb(sum(entry.file_size for entry in entries), size, limits):
        raise _Refused(ArchiveFault.BOMB)
    # Entries that share packed data would have it inflated once for each: work without end from a small file.
    if sum(entry.compress_size for entry in entries) > size:
        raise _Refused(ArchiveFault.DAMAGED)
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise _Refused(ArchiveFault.ENCRYPTED)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _Refused(ArchiveFault.DAMAGED)
        if entry.filename.lower().endswith(_ARCHIVE_SUFFIXES):
            raise _Refused(ArchiveFault.NESTED)


def _check_inflated(stream: BinaryIO, entries: list[zipfile.ZipInfo], size: int, limits: ArchiveLimits) -> None:
    total = 0
    for entry in entries:
        seen = 0
        for piece in _inflated(stream, entry):
            if seen == 0 and _is_archive(piece):
                raise _Refused(ArchiveFault.NESTED)
            seen += len(piece)
            if _is_bomb(total + seen, size, limits):
                raise _Refused(ArchiveFault.BOMB)
        if seen != entry.file_size:
            raise _Refused(ArchiveFault.DAMAGED)
        total += seen


def _is_bomb(unpacked: int, size: int, limits: ArchiveLimits) -> bool:
    return unpacked > limits.unpacked or unpacked > max(_RATIO_MATTERS_FROM, size * limits.ratio)


def _is_archive(piece: bytes) -> bool:
    kind = filetype.guess(piece)
    return piece.startswith(b"PK\x03\x04") or (kind is not None and kind.extension.lower() in _ARCHIVE_EXTENSIONS)


def _inflated(stream: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the content of one entry in pieces of at most 64 KB, as long as it really is."""
    stream.seek(entry.header_offset)
    signature, name_length, extra_length = _LOCAL_HEADER.unpack(stream.read(_LOCAL_HEADER.size))
    if signature != b"PK\x03\x04":
        raise _Refused(ArchiveFault.DAMAGED)
    stream.seek(name_length + extra_length, 1)
    packed = _packed(stream, entry.compress_size)
    if entry.compress_type == zipfile.ZIP_STORED:
        yield from packed
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for chunk in packed:
        while chunk and not inflater.eof:
            piece = inflater.decompress(chunk, _CHUNK)
            if piece:
                yield piece
            chunk = inflater.unconsumed_tail
    rest = inflater.flush(_CHUNK)
    if rest:
        yield rest


def _packed(stream: BinaryIO, length: int) -> Iterator[bytes]:
    while length > 0:
        chunk = stream.read(min(_CHUNK, length))
        if not chunk:
            raise _Refused(ArchiveFault.DAMAGED)
        length -= len(chunk)
        yield chunk
