"""Build the ODT templates of the ready procedures from their descriptions.

    python scripts/build_templates.py            writes catalogue/<code>/template-<language>.odt
    python scripts/build_templates.py --check    fails when a committed template is not what would be written

A description (catalogue/<code>/template.yaml) is a list of blocks for each language: name (for the file's properties,
where there are several titles), title, law, text, facts (label and value), table. ``{expression}`` becomes an input
field that LibreOffice shows and edits, a condition becomes a comment ("do text if ..."): both as appy.pod expects
them. The same input gives the same bytes.
"""

from pathlib import Path
from xml.sax.saxutils import escape
from xml.sax.saxutils import quoteattr
import io
import re
import sys
import yaml
import zipfile


CATALOGUE = Path(__file__).resolve().parents[1] / "src" / "communesplone" / "requests" / "catalogue"
MIMETYPE = "application/vnd.oasis.opendocument.text"
# The same for every build, or two builds would differ.
ZIP_DATE = (2026, 1, 1, 0, 0, 0)
DATE = "2026-01-01T00:00:00"
BRAND, ACCENT, INK, MUTED, HAIRLINE, DANGER = "#0e4a5a", "#e6a12c", "#1b2430", "#4a5361", "#ded9cd", "#a3201c"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
        "dc": "http://purl.org/dc/elements/1.1/",
        "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    }.items()
)
# The shield of the house's look; a commune puts its own picture in its place.
ARMS = f"""<svg xmlns="http://www.w3.org/2000/svg" width="46" height="54" viewBox="0 0 46 54">
<path d="M2 2h42v26c0 13-10 20-21 24C12 48 2 41 2 28z" fill="{BRAND}"/>
<path d="M2 31c7-5 14-5 21 0s14 5 21 0c-1 11-10 17-21 21C12 48 3 42 2 31z" fill="{ACCENT}"/>
<path d="M23 8l3 6 7 1-5 5 1 7-6-3-6 3 1-7-5-5 7-1z" fill="#fff"/>
</svg>
"""


def field(expression: str) -> str:
    """An input field that holds a POD expression."""
    return f"<text:text-input text:description={quoteattr(expression)}>{escape(expression)}</text:text-input>"


def note(statement: str) -> str:
    """A comment that holds a POD statement."""
    return (
        f"<office:annotation><dc:creator>POD</dc:creator><dc:date>{DATE}</dc:date>"
        f"<text:p>{escape(statement)}</text:p></office:annotation>"
    )


def inline(text: str) -> str:
    """Text with its {expressions} as fields; the colon keeps to the word before it, as French wants."""
    text = text.replace(" :", "\u00a0:")
    parts = re.split(r"\{([^{}]+)\}", text)
    return "".join(field(part) if index % 2 else escape(part) for index, part in enumerate(parts))


def paragraph(style: str, text: str, statement: str = "") -> str:
    """A paragraph, with the POD statement that governs it or its row."""
    return f'<text:p text:style-name="{style}">{note(statement) if statement else ""}{inline(text)}</text:p>'


def condition(element: str, block: dict) -> str:
    """The statement that leaves a block's element out, or none."""
    return f"do {element} if {block['if']}" if "if" in block else ""


def heading(block: dict) -> str:
    """The title of the document: a heading of level one, for screen readers and bookmarks too."""
    before = note(condition("title", block)) if "if" in block else ""
    return f'<text:h text:style-name="DocTitle" text:outline-level="1">{before}{inline(block["title"])}</text:h>'


def cell(style: str, *paragraphs: str) -> str:
    """A table cell with these paragraphs."""
    inside = "".join(paragraphs)
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{inside}</table:table-cell>'


def table(name: str, style: str, columns: list[str], rows: list[str]) -> str:
    """A table; `columns` are names of column styles, `rows` ready rows."""
    declared = "".join(f'<table:table-column table:style-name="{column}"/>' for column in columns)
    return f'<table:table table:name="{name}" table:style-name="{style}">{declared}{"".join(rows)}</table:table>'


def row(*cells: str) -> str:
    """A table row that no page break divides."""
    return f'<table:table-row table:style-name="Row">{"".join(cells)}</table:table-row>'


def letterhead(words: dict) -> str:
    """Coat of arms, name of the commune and service at the left, address at the right."""
    arms = (
        '<draw:frame draw:name="Arms" draw:style-name="Picture" text:anchor-type="as-char" svg:width="1.53cm" '
        f'svg:height="1.8cm"><draw:image xlink:href="Pictures/arms.svg" xlink:type="simple" xlink:show="embed" '
        f'xlink:actuate="onLoad" draw:mime-type="image/svg+xml"/><svg:title>{escape(words["arms"])}</svg:title>'
        "</draw:frame>"
    )
    name = [
        paragraph("Overline", words["commune"]),
        paragraph("Commune", "{commune.name}"),
        paragraph("Unit", "{unit.title}"),
    ]
    address = ("{commune.address}", "{commune.postcode} {commune.city}", "{commune.phone}", "{commune.email}")
    contact = [paragraph("Contact", line) for line in address]
    picture = cell("Bare", f'<text:p text:style-name="Plain">{arms}</text:p>')
    cells = row(picture, cell("Bare", *name), cell("Bare", *contact))
    return table("Letterhead", "Wide", ["HeadArms", "HeadName", "HeadContact"], [cells]) + paragraph("Rule", "")


def reference(words: dict) -> str:
    """Number, date and reference of the order, side by side."""
    wanted = [
        (words["number"], "{document.number or '—'}"),
        (words["date"], "{document.date}"),
        (words["order"], "{order.reference}"),
    ]
    cells = [cell("Bare", paragraph("SmallLabel", label), paragraph("RefValue", value)) for label, value in wanted]
    return table("Reference", "Wide", ["Third", "Third", "Third"], [row(*cells)])


def facts(block: dict, others: list[list[str]]) -> str:
    """Labels and values, one a row; the labels in the other languages when `block["also"]` holds."""
    rows = []
    for index, (label, value, *when) in enumerate(block["facts"]):
        # The statement on the row must come before any other in it, or appy no longer sees the row.
        labels = [paragraph("Label", label, f"do row if {when[0]}" if when else "")]
        if "also" in block:
            also = " · ".join(dict.fromkeys(other[index] for other in others if other[index] != label))
            labels.append(paragraph("Also", also, f"do text if {block['also']}"))
        rows.append(row(cell("Line", *labels), cell("Line", paragraph("Value", value))))
    return table("Facts", "Wide", ["FactLabel", "FactValue"], rows) + paragraph("Gap", "")


def listing(block: dict) -> str:
    """A table with a head and one row for each item of an expression that gives rows."""
    head = row(*(cell("Head", paragraph("HeadText", text)) for text in block["head"]))
    loop = f"do row for item in {block['rows']}"
    cells = [
        cell("Line", paragraph("ListText" if index else "Value", f"{{item[{index}]}}", "" if index else loop))
        for index in range(len(block["head"]))
    ]
    rows = [f"<table:table-header-rows>{head}</table:table-header-rows>", row(*cells)]
    return table("List", "Wide", ["ListA", "ListA", "ListB", "ListC"], rows) + paragraph("Gap", "")


def signature(words: dict) -> str:
    """Place and date, function and name of who signs; kept together on one page."""
    return (
        paragraph("Place", words["place"])
        + paragraph("SignFunction", "{officer.function}")
        + paragraph("SignSpace", "")
        + paragraph("SignName", "{officer.name}")
    )


def body(blocks: list[dict], words: dict, others: list[list[str]]) -> str:
    """The blocks of a description as ODF."""
    makers = {
        "title": heading,
        "law": lambda block: paragraph("Law", block["law"]) + reference(words),
        "text": lambda block: paragraph("Text", block["text"], condition("text", block)),
        "facts": lambda block: facts(block, others),
        "table": lambda block: listing(block["table"]),
    }
    return "".join(makers[next(iter(block))](block) for block in blocks if "name" not in block)


def style(name: str, family: str, properties: str, parent: str = "") -> str:
    """A style of ODF from its properties."""
    inherits = f' style:parent-style-name="{parent}"' if parent else ""
    return f'<style:style style:name="{name}" style:family="{family}"{inherits}>{properties}</style:style>'


def paragraph_style(name: str, paragraph: str, text: str) -> str:
    """A paragraph style from its ODF attributes; what follows a ">" in `paragraph` are its children."""
    attributes, _more, children = paragraph.partition(">")
    properties = f"<style:paragraph-properties {attributes}>{children}</style:paragraph-properties>"
    return style(name, "paragraph", f"{properties}<style:text-properties {text}/>", "Standard")


SMALL = f'fo:font-size="8pt" fo:color="{MUTED}"'
WHOLE = 'fo:hyphenate="false"'
TOGETHER = 'fo:keep-with-next="always" fo:margin-left="9cm"'
STOP = '<style:tab-stops><style:tab-stop style:position="16.6cm" style:type="right"/></style:tab-stops>'
# Name: attributes of the paragraph, attributes of its text.
PARAGRAPHS = {
    "Plain": ("", ""),
    "Overline": ("", SMALL),
    "Commune": ("", f'fo:font-size="17pt" fo:font-weight="bold" fo:color="{BRAND}" {WHOLE}'),
    "Unit": ("", f'fo:color="{MUTED}"'),
    "Contact": ('fo:text-align="end"', f'fo:font-size="8.5pt" fo:color="{MUTED}" {WHOLE}'),
    "Rule": (f'fo:border-bottom="1.5pt solid {ACCENT}" fo:margin-bottom="0.8cm"', 'fo:font-size="4pt"'),
    "DocTitle": (
        'fo:keep-with-next="always" fo:margin-bottom="0.15cm"',
        f'fo:font-size="21pt" fo:font-weight="bold" fo:color="{BRAND}" {WHOLE}',
    ),
    "Law": ('fo:margin-bottom="0.6cm"', f'fo:font-size="9pt" fo:color="{MUTED}"'),
    "SmallLabel": ("", SMALL),
    "RefValue": ('fo:margin-bottom="0.45cm"', f'fo:font-weight="bold" {WHOLE}'),
    "Text": ('fo:line-height="130%" fo:margin-top="0.1cm" fo:margin-bottom="0.35cm" fo:orphans="2" fo:widows="2"', ""),
    "Label": ("", f'fo:font-size="9.5pt" fo:color="{MUTED}"'),
    "Also": ("", f'fo:font-size="7pt" fo:color="{MUTED}"'),
    "Value": ("", 'fo:font-weight="bold"'),
    "ListText": ("", ""),
    "HeadText": ("", f'fo:font-size="9pt" fo:font-weight="bold" fo:color="{BRAND}"'),
    "Gap": ("", 'fo:font-size="6pt"'),
    "Place": (f'fo:margin-top="0.7cm" fo:margin-bottom="0.4cm" {TOGETHER}', ""),
    "SignFunction": (TOGETHER, f'fo:color="{MUTED}"'),
    "SignSpace": (f'{TOGETHER} fo:margin-bottom="1.5cm"', ""),
    "SignName": ('fo:margin-left="9cm"', 'fo:font-weight="bold"'),
    "Draft": (
        'fo:text-align="center"',
        f'fo:font-size="13pt" fo:font-weight="bold" fo:color="{DANGER}" fo:letter-spacing="0.05cm"',
    ),
    "Foot": (f'fo:border-top="0.5pt solid {HAIRLINE}" fo:padding-top="0.15cm">{STOP}', f"{SMALL} {WHOLE}"),
}


def paragraph_styles(language: str, country: str) -> str:
    """All paragraph styles; a clerk finds them by name in LibreOffice."""
    default = (
        '<style:default-style style:family="paragraph"><style:paragraph-properties fo:hyphenation-ladder-count="2" '
        'style:tab-stop-distance="1.25cm"/><style:text-properties style:font-name="Liberation Sans" '
        f'fo:font-size="10.5pt" fo:color="{INK}" fo:language="{language}" fo:country="{country}" fo:hyphenate="true" '
        'fo:hyphenation-remain-char-count="3" fo:hyphenation-push-char-count="3"/></style:default-style>'
        '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
    )
    return default + "".join(paragraph_style(name, *attributes) for name, attributes in PARAGRAPHS.items())


def table_styles() -> str:
    """Styles of tables, columns, rows and cells (automatic styles)."""
    columns = {"HeadArms": 2.1, "HeadName": 8.5, "HeadContact": 6.0, "Third": 5.533}
    columns |= {"FactLabel": 5.5, "FactValue": 11.1, "ListA": 4.1, "ListB": 3.4, "ListC": 5.0}
    pad = 'fo:padding-top="0.13cm" fo:padding-bottom="0.13cm" fo:padding-right="0.2cm"'
    cells = {
        "Bare": 'fo:padding="0cm"',
        "Line": f'{pad} fo:padding-left="0cm" fo:border-bottom="0.5pt solid {HAIRLINE}"',
        "Head": f'{pad} fo:padding-left="0cm" fo:border-bottom="1pt solid {BRAND}" style:vertical-align="bottom"',
    }
    return (
        style("Wide", "table", '<style:table-properties style:width="16.6cm" table:align="left"/>')
        + "".join(
            style(name, "table-column", f'<style:table-column-properties style:column-width="{width}cm"/>')
            for name, width in columns.items()
        )
        + style("Row", "table-row", '<style:table-row-properties fo:keep-together="always"/>')
        + "".join(
            style(name, "table-cell", f"<style:table-cell-properties {attributes}/>")
            for name, attributes in cells.items()
        )
        + style(
            "Picture", "graphic", '<style:graphic-properties style:vertical-pos="middle" style:vertical-rel="line"/>'
        )
    )


def fonts() -> str:
    """The face that LibreOffice brings everywhere."""
    return (
        '<office:font-face-decls><style:font-face style:name="Liberation Sans" '
        'svg:font-family="\'Liberation Sans\'" style:font-family-generic="swiss" style:font-pitch="variable"/>'
        "</office:font-face-decls>"
    )


def styles_xml(language: str, words: dict) -> str:
    """styles.xml: styles, an A4 page, header with the mark of a draft, footer with reference and page."""
    page, of = words["page"]
    footer = (
        '<text:p text:style-name="Foot">'
        + inline("{commune.name} · {document.number or order.reference}")
        + f'<text:tab/>{escape(page)} <text:page-number text:select-page="current">1</text:page-number>'
        + f" {escape(of)} <text:page-count>1</text:page-count></text:p>"
    )
    draft = f"'{words['draft']}' if document.is_draft else ''"
    return (
        f'<office:document-styles {NAMESPACES} office:version="1.3">{fonts()}<office:styles>'
        f"{paragraph_styles(language, words['country'])}</office:styles><office:automatic-styles>"
        '<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" '
        'style:print-orientation="portrait" fo:margin-top="1.1cm" fo:margin-bottom="1.2cm" fo:margin-left="2.2cm" '
        'fo:margin-right="2.2cm"/><style:header-style><style:header-footer-properties fo:min-height="0.9cm" '
        'fo:margin-bottom="0.2cm"/></style:header-style><style:footer-style><style:header-footer-properties '
        'fo:min-height="0.9cm" fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>'
        "</office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="Standard" style:page-layout-name="A4"><style:header>'
        f'<text:p text:style-name="Draft">{field(draft)}</text:p></style:header>'
        f"<style:footer>{footer}</style:footer></style:master-page></office:master-styles></office:document-styles>"
    )


def content_xml(blocks: list[dict], words: dict, others: list[list[str]]) -> str:
    """content.xml: letterhead, blocks, signature."""
    return (
        f'<office:document-content {NAMESPACES} office:version="1.3">{fonts()}<office:automatic-styles>'
        f"{table_styles()}</office:automatic-styles><office:body><office:text>"
        f"{letterhead(words)}{body(blocks, words, others)}{signature(words)}"
        "</office:text></office:body></office:document-content>"
    )


def meta_xml(title: str, language: str) -> str:
    """meta.xml: title and language, which the PDF takes over."""
    return (
        f'<office:document-meta {NAMESPACES} office:version="1.3"><office:meta><dc:title>{escape(title)}</dc:title>'
        f"<dc:language>{language}</dc:language><dc:date>{DATE}</dc:date>"
        f"<meta:creation-date>{DATE}</meta:creation-date><meta:generator>CommunesPlone</meta:generator>"
        "</office:meta></office:document-meta>"
    )


MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}.xml" manifest:media-type="text/xml"/>'
        for name in ("content", "styles", "meta")
    )
    + '<manifest:file-entry manifest:full-path="Pictures/arms.svg" manifest:media-type="image/svg+xml"/>'
    + "</manifest:manifest>"
)


def pack(parts: dict[str, str]) -> bytes:
    """An ODT: the mimetype first and bare (ODF 1.3 part 2, 3.3), fixed dates, the same bytes every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in {"mimetype": MIMETYPE, **parts}.items():
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            head = '<?xml version="1.0" encoding="UTF-8"?>\n' if name.endswith(".xml") else ""
            archive.writestr(entry, (head + text).encode())
    return out.getvalue()


def build(code: str) -> dict[Path, bytes]:
    """All templates of one procedure: path and bytes."""
    shared = yaml.safe_load((CATALOGUE / "template.yaml").read_text())["languages"]
    described = yaml.safe_load((CATALOGUE / code / "template.yaml").read_text())
    labels = {
        language: [label for block in blocks for label, *_rest in block.get("facts", ())]
        for language, blocks in described.items()
    }
    built = {}
    for language, blocks in described.items():
        words = shared[language]
        others = [found for other, found in labels.items() if other != language]
        title = blocks[0].get("name") or blocks[0]["title"]
        built[CATALOGUE / code / f"template-{language}.odt"] = pack(
            {
                "content.xml": content_xml(blocks, words, others),
                "styles.xml": styles_xml(language, words),
                "meta.xml": meta_xml(title, f"{language}-{words['country']}"),
                "Pictures/arms.svg": ARMS,
                "META-INF/manifest.xml": MANIFEST,
            }
        )
    return built


def main(arguments: list[str]) -> int:
    """Write or check all templates; returns the exit status."""
    check = "--check" in arguments
    stale = []
    for description in sorted(CATALOGUE.glob("*/template.yaml")):
        for path, data in build(description.parent.name).items():
            if path.exists() and path.read_bytes() == data:
                continue
            stale.append(path.relative_to(CATALOGUE))
            if not check:
                path.write_bytes(data)
    for path in stale:
        print(f"{'stale' if check else 'written'}: {path}")
    return 1 if stale and check else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
