"""Sending a file out: always as what it is, never run by the browser, never kept by a cache."""

from urllib.parse import quote


def send(request, file, name: str, content_type: str, inline: bool = False) -> bytes:
    """Set the headers and return the bytes of a NamedBlobFile. Only a PDF may be shown inline."""
    response = request.response
    shown = inline and content_type == "application/pdf"
    plain = name.encode("ascii", "ignore").decode().replace('"', "") or "file"
    disposition = "inline" if shown else "attachment"
    response.setHeader("Content-Type", content_type)
    response.setHeader("Content-Disposition", f"{disposition}; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}")
    response.setHeader("X-Content-Type-Options", "nosniff")
    response.setHeader("Cache-Control", "private, no-store")
    if not shown:
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'")
    response.setHeader("Content-Length", str(file.getSize()))
    return file.data


def document_name(order) -> str:
    """File name of an issued document: its number, or the reference of the order for a draft."""
    return f"{order.number or order.reference}.pdf"
