"""What cannot be read of a request is told to who sent it: 400, or a page that is not there; no bare 500."""

from AccessControl import getSecurityManager
from communesplone.core.security.addresses import as_utf8
from communesplone.core.security.addresses import filter_factory
from io import BytesIO
from pathlib import Path
from plone import api
from typing import NamedTuple
from urllib.parse import unquote_to_bytes
from zExceptions import BadRequest
from zope.dottedname.resolve import resolve
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.HTTPResponse import HTTPResponse
import configparser
import http.client
import pytest
import tomllib


RECORDS = "Subject.y:records=2&Subject.y:records=1"


class Answer(NamedTuple):
    status: int
    text: str


@pytest.fixture
def ask(functional, functional_portal):
    """`ask(path, method, **headers)`: the answer of the real server to what no client would put right before."""

    def send(path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection(functional["host"], functional["port"], timeout=60)
        connection.request(method, f"/{functional_portal.getId()}{path}", headers={"Accept": "text/html", **headers})
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return Answer(answer.status, text)

    return send


def told(answer: Answer, status: int) -> bool:
    """Whether it is that status and nothing of the inside."""
    return answer.status == status and "Traceback" not in answer.text and "site-packages" not in answer.text


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_fields_that_are_not_what_their_names_say_are_a_bad_request(ask, accept):
    for method in ("GET", "POST", "HEAD", "PATCH"):
        for path in ("/@@search?a:long=x", "/login?a.b:date:records=x", "/++api++/@search?x:int:list=%C2%B2"):
            assert told(ask(path, method, Accept=accept), 400), (method, path)


@pytest.mark.parametrize("header", ["Basic x", "Basic AA==", "Basic /w=="])
def test_a_basic_header_that_is_none_is_a_bad_request_for_pages_and_services(ask, header):
    assert told(ask("", Authorization=header), 400)
    assert told(ask("/++api++/@search", Authorization=header), 400)
    assert told(ask("/@search", Authorization=header, Accept="application/json"), 400)


def test_a_list_of_records_is_nothing_to_search_for(ask):
    # The page asks for what it knows only and leaves it out.
    assert told(ask(f"/@@search?SearchableText=x&{RECORDS}"), 200)
    assert told(ask(f"/++api++/@search?{RECORDS}"), 400)


@pytest.mark.parametrize("path", ["/%ff", "/d%E9marches", "/%c0%ae%c0%ae/etc", "/@@search/%ed%a0%80", "/++api++/%ff"])
def test_an_address_that_is_no_utf8_is_a_page_that_is_not_there(ask, path):
    assert told(ask(path), 404)


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("/", "/"),
        ("/d%C3%A9marches", "/démarches"),
        ("/d%E9marches", "/démarches"),
        ("/%C3%A9/%E9", "/Ã©/é"),
        ("/%F0%9F%91%A9", "/\U0001f469"),
        ("/%ff%00", "/ÿ\0"),
    ],
)
def test_an_address_of_an_old_site_is_read_as_it_was_meant(asked, read):
    assert as_utf8(unquote_to_bytes(asked).decode("latin-1")) == read.encode().decode("latin-1")


def test_our_build_puts_that_filter_before_zope():
    root = Path(__file__).parents[3]
    build = configparser.ConfigParser(interpolation=None)
    build.read(root / "buildout.cfg")
    assert build["instance"]["pipeline"].split()[-2:] == ["egg:communesplone#legible", "zope"]
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    assert resolve(project["entry-points"]["paste.filter_factory"]["legible"].replace(":", ".")) is filter_factory


def test_the_answer_to_a_form_that_cannot_be_read_is_not_made_for_the_user_of_the_last_request(portal):
    environ = {"SERVER_NAME": "localhost", "SERVER_PORT": "80", "REQUEST_METHOD": "GET", "QUERY_STRING": "a:long=x"}
    request = HTTPRequest(BytesIO(), environ, HTTPResponse())
    with api.env.adopt_roles(["Manager"]):
        with pytest.raises(BadRequest):
            request.processInputs()
        assert getSecurityManager().getUser().getUserName() == "Anonymous User"
