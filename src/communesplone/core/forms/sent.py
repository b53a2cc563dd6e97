"""Reading what a browser sent, in which anything may stand."""


def text_of(request, name: str) -> str:
    """The field as text; '' when it was not sent, or sent as something else (a list, a file, a record)."""
    value = request.form.get(name, "")
    return value if isinstance(value, str) else ""
