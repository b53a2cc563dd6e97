"""A coat of arms is a drawing and nothing else."""

from communesplone.website import svg
from communesplone.website.svg import Reason
import pytest


def drawing(inside, more=""):
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"{more}>{inside}</svg>'.encode()


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0" fill="url(#g)"/><defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs>',
        "<style>.a{fill:#fff}</style><g class='a'><use href='#x'/></g><title>Arms</title><!-- made by hand -->",
    ],
)
def test_shapes_gradients_and_own_styles_are_fine(inside):
    assert svg.trouble(drawing(inside)) is None


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("<script>alert(1)</script>", Reason.SCRIPT),
        ("<SCRIPT/>", Reason.SCRIPT),
        ("<foreignObject><p/></foreignObject>", Reason.SCRIPT),
        ('<a href="#x"><path/></a>', Reason.SCRIPT),
        ('<path onclick="x()"/>', Reason.SCRIPT),
        ('<path ONLOAD="x()"/>', Reason.SCRIPT),
        ('<set attributeName="href" to="javascript:x"/>', Reason.SCRIPT),
        ('<use href="https://evil.example/x.svg#a"/>', Reason.OUTSIDE),
        ('<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="data:x"/>', Reason.OUTSIDE),
        ("<style>@import 'https://evil.example/x.css'</style>", Reason.OUTSIDE),
        ('<path fill="url(https://evil.example/x)"/>', Reason.OUTSIDE),
        ("<?xml-stylesheet href='https://evil.example/x.css'?>", Reason.OUTSIDE),
        ("<g/>" * (svg.MOST_ELEMENTS + 1), Reason.TOO_MUCH),
    ],
)
def test_whatever_could_run_or_load_something_is_refused(inside, reason):
    assert svg.trouble(drawing(inside)) is reason


def test_a_bomb_of_entities_and_what_is_no_drawing_are_refused():
    assert svg.trouble(b'<!DOCTYPE svg [<!ENTITY a "b">]>' + drawing("&a;")) is Reason.ENTITIES
    assert svg.trouble(b"<svg") is Reason.NOT_SVG
    assert svg.trouble(b"<html/>") is Reason.NOT_SVG
    assert svg.trouble(b"") is Reason.NOT_SVG
    assert svg.trouble(drawing("<script/>", ' onload="x()"')) is Reason.SCRIPT
