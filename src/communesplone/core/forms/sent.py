"""Reading what a browser sent, in which anything may stand."""

from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection
from ZPublisher.HTTPRequest import FileUpload


def text_of(request, name: str) -> str:
    """The field as text; '' when it was not sent, or sent as something else (a list, a file, a record)."""
    value = request.form.get(name, "")
    return value if isinstance(value, str) else ""


def drop_the_impossible(request, fields) -> None:
    """Take away what no page sends for these fields (z3c.form), and what converters would break on.

    A text or a file is possible for all, a list of texts for choices and collections.
    """
    for name in fields:
        key, field = f"form.widgets.{name}", fields[name].field
        several = IChoice.providedBy(field) or ICollection.providedBy(field) or IBool.providedBy(field)
        if key in request.form and not _is_possible(request.form[key], several):
            del request.form[key]


def _is_possible(value, several: bool) -> bool:
    if several and isinstance(value, (list, tuple)):
        return all(isinstance(one, str) for one in value)
    return isinstance(value, (str, FileUpload))
