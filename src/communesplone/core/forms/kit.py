"""What the widget templates need to know: ids that tie hint and error to the field, attributes that help."""

from communesplone import _
from plone.formwidget.namedfile.interfaces import INamedFileWidget
from Products.Five import BrowserView
from z3c.form.interfaces import ICheckBoxWidget
from z3c.form.interfaces import IFileWidget
from z3c.form.interfaces import INPUT_MODE
from z3c.form.interfaces import IPasswordWidget
from z3c.form.interfaces import IRadioWidget
from z3c.form.interfaces import ISingleCheckBoxWidget
from z3c.form.interfaces import NO_VALUE
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IDatetime
from zope.schema.interfaces import IDecimal
from zope.schema.interfaces import IFloat
from zope.schema.interfaces import IInt
from zope.schema.interfaces import ITime


# Purposes of the person's own data, WCAG 2.2 criterion 1.3.5; names as forms of the house use them.
AUTOCOMPLETE = {
    "last_name": "family-name",
    "first_name": "given-name",
    "full_name": "name",
    "email": "email",
    "phone": "tel",
    "street": "street-address",
    "postcode": "postal-code",
    "city": "address-level2",
    "country": "country-name",
    "birth_date": "bday",
}
WIDTHS = {
    "postcode": "w-s",
    "house_number": "w-s",
    "start_hour": "w-s",
    "end_hour": "w-s",
    "phone": "w-m",
    "national_number": "w-m",
}
DIGITS = ("postcode", "national_number")
TYPES = {"email": "email", "phone": "tel"}
MEGABYTE = 1_000_000


def error_texts(snippet) -> list:
    """The messages of an error view, one for each error it stands for."""
    several = getattr(snippet.error, "errors", None)
    if several and not getattr(snippet, "message", None):
        return [text for one in several for text in (error_texts(one) if hasattr(one, "error") else [one])]
    return [getattr(snippet, "message", None) or str(snippet.error)]


def focus_id(widget) -> str:
    """Id that a link of the error summary leads to: the first choice of a group, else the field itself."""
    return f"{widget.id}-0" if ICheckBoxWidget.providedBy(widget) or IRadioWidget.providedBy(widget) else widget.id


def is_file(widget) -> bool:
    """Whether the widget takes a file, z3c.form's own or Plone's."""
    return IFileWidget.providedBy(widget) or INamedFileWidget.providedBy(widget)


class FieldKit(BrowserView):
    """`widget/@@field-kit`: the widget as its template sees it."""

    @property
    def widget(self):
        return self.context

    @property
    def field_name(self) -> str:
        return getattr(self.widget.field, "__name__", "") or ""

    @property
    def is_group(self) -> bool:
        """Several inputs under one question: radio buttons, check boxes."""
        many = ICheckBoxWidget.providedBy(self.widget) and not self.is_single_check
        return self.is_input and (many or IRadioWidget.providedBy(self.widget))

    @property
    def is_single_check(self) -> bool:
        return ISingleCheckBoxWidget.providedBy(self.widget)

    @property
    def is_input(self) -> bool:
        return self.widget.mode == INPUT_MODE

    @property
    def label(self):
        """The question."""
        return self.widget.label or getattr(self.widget.field, "title", "")

    @property
    def hint(self):
        """Help below the question; '' when there is none."""
        return getattr(self.widget.field, "description", "") or ""

    @property
    def hint_id(self) -> str:
        return f"{self.widget.id}-hint"

    @property
    def error_id(self) -> str:
        return f"{self.widget.id}-error"

    @property
    def errors(self) -> list:
        """Messages beside the field."""
        return error_texts(self.widget.error) if self.widget.error is not None else []

    @property
    def described_by(self) -> str | None:
        """Ids of hint and error for `aria-describedby`; None when there is neither."""
        ids = [self.error_id] if self.errors else []
        if self.hint or self.limit:
            ids.append(self.hint_id)
        return " ".join(ids) or None

    @property
    def common(self) -> dict:
        """Attributes that every input of the widget has."""
        return {
            "aria-describedby": self.described_by,
            "aria-invalid": "true" if self.errors else None,
        }

    @property
    def attributes(self) -> dict:
        """Attributes of a field with a single element: text, text area, select, file."""
        widget = self.widget
        found = {
            "id": widget.id,
            "name": widget.name,
            "class": " ".join(filter(None, ("input", self._width()))),
            "required": "required" if widget.required and not self.stored else None,
            "autocomplete": getattr(widget, "autocomplete", None) or AUTOCOMPLETE.get(self.field_name),
            "maxlength": self._maxlength(),
            "placeholder": getattr(widget, "placeholder", None),
            **self.common,
        }
        return {name: value for name, value in found.items() if value is not None}

    @property
    def input_attributes(self) -> dict:
        """Attributes of an `input` for text, numbers, dates and passwords, with its value."""
        kind = self._type()
        extra = {
            "type": kind,
            "inputmode": self._inputmode(kind),
            "value": None if kind == "password" or self.widget.value is NO_VALUE else self.widget.value,
        }
        return {**self.attributes, **{name: value for name, value in extra.items() if value is not None}}

    @property
    def select_attributes(self) -> dict:
        """Attributes of a list of choices.

        That one must choose is said with ``aria-required``: HTML allows ``required`` only where "choose…" has an empty
        value, and z3c.form gives it one.
        """
        several = {"multiple": "multiple"} if self.widget.multiple else {}
        found = {**self.attributes, **several, "name": f"{self.widget.name}:list"}
        return {**found, "aria-required": "true"} if found.pop("required", None) else found

    @property
    def file_attributes(self) -> dict:
        """Attributes of a file input."""
        return {**self.attributes, "type": "file", **({"accept": self.accept} if self.accept else {})}

    @property
    def check_attributes(self) -> dict:
        """Attributes of a single check box besides its own."""
        found = {name: value for name, value in self.common.items() if value is not None}
        return {**found, "required": "required"} if self.widget.required else found

    @property
    def text(self) -> str:
        """What was typed into a text area."""
        value = self.widget.value
        return "" if value is None or value is NO_VALUE else value

    # Files

    @property
    def limit(self) -> int:
        """Largest file in bytes, 0 when none is named (attribute `max_size` of the widget or the field)."""
        if not is_file(self.widget):
            return 0
        return getattr(self.widget, "max_size", None) or getattr(self.widget.field, "max_size", None) or 0

    @property
    def stored(self) -> str:
        """Name of a file that was received already, '' when none."""
        return getattr(self.widget, "stored_name", None) or ""

    @property
    def accept(self) -> str | None:
        """Kinds of file, as the attribute of the same name takes them."""
        found = getattr(self.widget, "accept", None) or getattr(self.widget.field, "accept", None)
        return ",".join(found) if isinstance(found, (list, tuple)) else found

    def size_text(self, size: int | None):
        """A size in bytes in words: 2.4 MB, 312 KB."""
        size = size or 0
        numbers = self.request.locale.numbers.getFormatter("decimal")
        if size >= MEGABYTE:
            rounded = round(size / MEGABYTE, 1)
            whole = int(rounded) if rounded == int(rounded) else rounded
            return _("${size} MB", mapping={"size": numbers.format(whole)})
        return _("${size} KB", mapping={"size": numbers.format(max(1, round(size / 1000)))})

    # Details

    def _type(self) -> str:
        field = self.widget.field
        if IPasswordWidget.providedBy(self.widget):
            return "password"
        for interface, kind in ((IDatetime, "datetime-local"), (IDate, "date"), (ITime, "time")):
            if interface.providedBy(field):
                return kind
        if type(field).__name__ == "Email":
            return "email"
        return TYPES.get(self.field_name, "text")

    def _inputmode(self, kind: str) -> str | None:
        field = self.widget.field
        if kind != "text":
            return None
        if IFloat.providedBy(field) or IDecimal.providedBy(field):
            return "decimal"
        if IInt.providedBy(field) or self.field_name in DIGITS or type(field).__name__ == "NationalNumber":
            return "numeric"
        return None

    def _width(self) -> str:
        kind = self._type()
        field = self.widget.field
        if kind in ("date", "time", "datetime-local"):
            return "w-m"
        if IInt.providedBy(field) or IFloat.providedBy(field) or IDecimal.providedBy(field):
            return "w-s"
        if type(field).__name__ == "NationalNumber":
            return "w-m"
        return WIDTHS.get(self.field_name, "")

    def _maxlength(self) -> str | None:
        longest = getattr(self.widget.field, "max_length", None)
        is_text = hasattr(self.widget, "maxlength") or hasattr(self.widget, "rows")
        return str(longest) if longest and is_text and not is_file(self.widget) else None
