"""Finding the place in a template, for people: which paragraph holds an expression or an instruction."""

from lxml import etree


_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_BLOCKS = (f"{{{_TEXT}}}p", f"{{{_TEXT}}}h")
_ANNOTATION = f"{{{_OFFICE}}}annotation"
_LONGEST = 200


def _parse(text: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(text.encode(), parser)


def malformed(text: str) -> str:
    """Why an XML text is not well formed; "" when it is."""
    try:
        _parse(text)
    except etree.XMLSyntaxError as error:
        return str(error)
    return ""


def unescape(text: str) -> str:
    """The text that a piece of XML content stands for."""
    return "".join(_parse(f"<x xmlns:text='{_TEXT}'>{text}</x>").itertext())


def paragraph_of(expression: str, contents: dict[str, str]) -> str:
    """Text of the first paragraph around `expression` in the parts of an ODT, shortened; "" when it is not found.

    A comment belongs to the paragraph that holds it. A paragraph without words of its own (a cell of a table) is told
    together with the text before it (the cell's label).
    """
    wanted = _squeezed(expression)
    if not wanted:
        return ""
    for text in contents.values():
        try:
            tree = _parse(text)
        except etree.XMLSyntaxError:
            continue
        for block in tree.iter(*_BLOCKS):
            if wanted in _squeezed("".join(block.itertext())) and not _in_comment(block):
                return _shown(block, wanted)
    return ""


def _in_comment(block: etree._Element) -> bool:
    return any(parent.tag == _ANNOTATION for parent in block.iterancestors())


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _own_text(node: etree._Element) -> str:
    """Text of a paragraph without its comments."""
    parts = [node.text or ""]
    for child in node:
        if child.tag != _ANNOTATION and isinstance(child.tag, str):
            parts.append(_own_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _shown(block: etree._Element, wanted: str) -> str:
    before = text = ""
    for other in block.getroottree().iter(*_BLOCKS):
        if _in_comment(other):
            continue
        text = " ".join(_own_text(other).split())
        if other is block:
            break
        before = text or before
    if _squeezed(text) in ("", wanted):
        text = f"{before} {text}".strip()
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
