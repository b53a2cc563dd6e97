"""`render(template, context, fmt)`: what features call to make a document.

The ODT is made in process (`pod`), the PDF by the `IConverter` utility. Nothing is written to the database and
nothing is half done: the result is a whole document or an exception that says what to show.
"""

from collections.abc import Mapping
from communesplone import _
from communesplone.core.documents import convert
from communesplone.core.documents.convert import ConversionFailed
from communesplone.core.documents.interfaces import IConverter
from communesplone.core.documents.interfaces import ISeal
from communesplone.core.documents.pod import render_odt
from communesplone.core.documents.pod import TemplateFailed
from zope.component import getUtility
from zope.component import queryUtility
from zope.interface import implementer
import time


__all__ = ["ConversionFailed", "TemplateFailed", "render", "render_odt", "sealed"]


@implementer(IConverter)
class DefaultConverter:
    """The converter of this installation (``COMMUNES_CONVERTER``)."""

    to_pdf = staticmethod(convert.to_pdf)
    is_alive = staticmethod(convert.is_alive)


def render(template: object, context: Mapping, fmt: str = "pdf", timeout: float = 5.0) -> bytes:
    """The document, as "pdf" (PDF/A-2b) or "odt".

    `template` is a PODTemplate of collective.documentgenerator or the bytes of an ODT; `context` holds the names its
    expressions use (see ``context``); `timeout` is the total in seconds, of which filling in takes a few hundredths.
    Raises `TemplateFailed` (wrong template), `ConversionFailed` (no PDF), `ValueError` (unknown format).
    """
    if fmt not in ("pdf", "odt"):
        raise ValueError(f"unknown format {fmt!r}")
    started = time.monotonic()
    odt = render_odt(_bytes_of(template), context)
    if fmt == "odt":
        return odt
    left = timeout - (time.monotonic() - started)
    if left <= 0:
        raise ConversionFailed("timeout", "filling in the template took all the time")
    return getUtility(IConverter).to_pdf(odt, timeout=left)


def _bytes_of(template: object) -> bytes:
    if isinstance(template, bytes):
        return template
    if getattr(template, "merge_templates", None):
        raise TemplateFailed(_("The template includes another document or needs LibreOffice to be filled in."))
    file = template.get_file()
    if file is None:
        raise TemplateFailed(_("The template has no ODT file."))
    return file.data


def sealed(pdf: bytes, info: dict) -> bytes:
    """The PDF with the commune's seal when an `ISeal` utility is there, as it is when none is (see `ISeal.seal`)."""
    seal = queryUtility(ISeal)
    return pdf if seal is None else seal.seal(pdf, info)
