"""ODT from a POD template, in this process: appy's renderer without its LibreOffice call.

A POD template is an ODT whose fields hold Python expressions and whose comments hold statements ("do row for r in
rows(data.members, 4)"). appy escapes what is written; this module adds what a public document needs: characters that
XML forbids are dropped, an error is raised with the place where it is (never a half document), pictures are not
fetched from the network, and nothing stays in the temporary folder. Plain Python.
"""

from appy.pod.evaluator import Compromiser
from appy.pod.renderer import Renderer
from collections.abc import Mapping
from communesplone import _
from communesplone.core.documents import places
from pathlib import Path
import appy.pod
import io
import re
import string
import tempfile
import zipfile


# A template is a letter with a coat of arms; what unpacks to more is an accident or an attack.
MAX_UNPACKED = 64 * 1024 * 1024
# XML 1.0 section 2.2 forbids these; C1 controls and bidirectional overrides have no business in a certificate.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_BANNED = ["exec", "eval", "compile", "open", "input", "import", "__import__"]
_CURLY = re.compile("[\u2018\u2019\u201c\u201d\u00ab\u00bb]")
_ERROR_NOTE = re.compile(
    r"<office:annotation><dc:creator>POD</dc:creator><dc:date>[^<]*</dc:date><text:p>(.*?)</text:p>", re.DOTALL
)
_NO_PICTURE = str(Path(appy.pod.__file__).parent / "imageNotFound.jpg")


class TemplateFailed(Exception):
    """A template could not be filled in.

    ``message`` says what is wrong, ``where`` in which field and paragraph; both are translatable messages made for the
    clerk. ``expression`` and ``paragraph`` are the bare texts ("" when unknown).
    """

    def __init__(self, message: str, where: str = "", expression: str = "", paragraph: str = ""):
        super().__init__(message, where)
        self.message = message
        self.where = where
        self.expression = expression
        self.paragraph = paragraph

    def __str__(self) -> str:
        return " ".join(_plain(part) for part in (self.message, self.where) if part)


def _plain(message: str) -> str:
    """A message in English with its values filled in, for logs."""
    return string.Template(message).safe_substitute(getattr(message, "mapping", None) or {})


def clean(value: object) -> object:
    """A text without the characters that an ODT cannot or should not hold; other values as they are."""
    return _UNWANTED.sub("", value) if isinstance(value, str) else value


class _EvaluationFailed(Exception):
    def __init__(self, expression: str, reason: Exception):
        super().__init__(expression)
        self.expression = expression
        self.reason = reason


class _Evaluator(Compromiser):
    """Runs the template's Python, cleans what comes out, remembers which expression failed.

    Templates are code (only a Manager may change them); the banned words keep a pasted template honest.
    """

    def __init__(self):
        super().__init__(banned=_BANNED)
        self.failed: _EvaluationFailed | None = None

    def run(self, expr: str, context: dict) -> object:
        try:
            self.detect(expr)
            # As globals, so that comprehensions inside an expression see the names too.
            return clean(eval(expr.strip(), context))  # noqa: S307
        except Exception as error:
            self.failed = _EvaluationFailed(expr, error)
            raise


class _Renderer(Renderer):
    def getCompleteContext(self, context):
        # Our names win over appy's functions: "document" is the certificate's number and date, not an import.
        return super().getCompleteContext(context) | dict(context)

    def callLibreOffice(self, *args, **kwargs):
        raise TemplateFailed(_("The template includes another document or needs LibreOffice to be filled in."))


def render_odt(template: bytes, context: Mapping) -> bytes:
    """The template filled in with `context` (names for its expressions), as ODT; raises `TemplateFailed`."""
    contents = _open(template)
    evaluator = _Evaluator()
    with tempfile.TemporaryDirectory(prefix="communes-pod-") as folder:
        result = Path(folder) / "result.odt"
        try:
            renderer = _Renderer(
                io.BytesIO(template),
                dict(context),
                str(result),
                raiseOnError=True,
                evaluator=evaluator,
                findImage=lambda url: _NO_PICTURE,
                html=True,
                metadata=False,
            )
            renderer.run()
        except TemplateFailed:
            raise
        except Exception as error:
            raise _failure(error, evaluator, contents) from error
        odt = result.read_bytes()
    _check(odt, contents)
    return odt


def _open(template: bytes) -> dict[str, str]:
    """Texts of the template's content.xml and styles.xml, after a look at the archive as a whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise TemplateFailed(_("The template is too large."))
            if any(name.startswith("/") or ".." in name.split("/") for name in archive.namelist()):
                raise TemplateFailed(_("The template is not an ODT document."))
            if archive.read("mimetype").strip() != b"application/vnd.oasis.opendocument.text":
                raise TemplateFailed(_("The template is not an ODT document."))
            return {name: archive.read(name).decode() for name in ("content.xml", "styles.xml")}
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, RuntimeError) as error:
        raise TemplateFailed(_("The template is not an ODT document.")) from error


def _failure(error: Exception, evaluator: _Evaluator, contents: dict[str, str]) -> TemplateFailed:
    if evaluator.failed is None or not _comes_from(error, evaluator.failed.reason):
        return TemplateFailed(_("The template cannot be read: ${reason}.", mapping={"reason": _reason(error)}))
    expression = evaluator.failed.expression.strip()
    reason = evaluator.failed.reason
    if isinstance(reason, SyntaxError) and _CURLY.search(expression):
        message = _("A field of the template has curly quotation marks; expressions need straight ones.")
    else:
        message = _("A field of the template cannot be worked out: ${reason}.", mapping={"reason": _reason(reason)})
    return _located(message, expression, contents)


def _comes_from(error: BaseException | None, reason: Exception) -> bool:
    """Whether `reason` is behind `error`; an expression that failed and had an alternative ("a | b") is not."""
    while error is not None and error is not reason:
        error = getattr(error, "originalError", None) or error.__context__
    return error is reason


def _reason(error: Exception) -> str:
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"{type(error).__name__}: {text}".strip().rstrip(".")[:300]


def _located(message: str, expression: str, contents: dict[str, str]) -> TemplateFailed:
    paragraph = places.paragraph_of(expression, contents)
    if paragraph:
        where = _('See "${expression}" in: ${paragraph}', mapping={"expression": expression, "paragraph": paragraph})
    else:
        where = _('See "${expression}".', mapping={"expression": expression})
    return TemplateFailed(message, where, expression, paragraph)


def _check(odt: bytes, contents: dict[str, str]) -> None:
    """Refuse a result with an error inside: appy writes a wrong statement into the document instead of raising."""
    with zipfile.ZipFile(io.BytesIO(odt)) as archive:
        for name in ("content.xml", "styles.xml"):
            text = archive.read(name).decode()
            if note := _ERROR_NOTE.search(text):
                statement = places.unescape(note.group(1))
                reason = statement.split(". ")[0].rstrip(".")[:300]
                message = _(
                    "A comment of the template is not a valid instruction: ${reason}.", mapping={"reason": reason}
                )
                raise _located(message, _quoted(statement), contents)
            if problem := places.malformed(text):
                raise TemplateFailed(
                    _("The template produces a damaged document: ${reason}.", mapping={"reason": problem})
                )


def _quoted(statement: str) -> str:
    found = re.search(r'"([^"]+)"', statement)
    return found.group(1) if found else ""
