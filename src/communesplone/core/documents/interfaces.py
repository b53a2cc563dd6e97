"""What the documents service offers and asks for."""

from zope.interface import Interface


class IConverter(Interface):
    """Utility that turns an ODT into a PDF; tests register one of their own."""

    def to_pdf(odt: bytes, *, timeout: float = 5.0, fallback: bool = True) -> bytes:
        """PDF/A-2b within `timeout` seconds, or `communesplone.core.documents.convert.ConversionFailed`."""

    def is_alive(timeout: float = 1.0) -> bool:
        """Whether the service answers within `timeout` seconds."""


class ISeal(Interface):
    """Port: utility that seals an issued PDF for the commune. `communesplone.identity` brings one; core has none."""

    def seal(pdf: bytes, info: dict) -> bytes:
        """The PDF with the commune's electronic seal.

        `info` tells what is sealed: "reference" and "number" of the document, "title", "verify_url".
        """
