"""The disk of the database is full, the database is read-only or gone: told in the visitor's language, nothing torn."""

from .test_case_by_number import Form
from .test_case_by_number import fresh
from communesplone.website.browser import storage_trouble
from ZEO.Exceptions import ClientDisconnected
from ZODB.POSException import ConflictError
from ZODB.POSException import POSKeyError
from ZODB.POSException import ReadConflictError
from ZODB.POSException import ReadOnlyError
from ZODB.POSException import StorageTransactionError
import errno
import pytest
import re
import transaction


FULL = OSError(errno.ENOSPC, "No space left on device", "/srv/var/filestorage/Data.fs")
UNSAVED = "cannot save anything"
UNREACHED = "cannot reach its data"
BUSY = "is very busy"


@pytest.fixture
def failing(functional, live_town, web, monkeypatch):
    """`failing(trouble)`: the answer to a clerk who takes a case while the storage fails with that at the commit."""
    case = live_town.order()
    transaction.commit()

    def send(trouble, **headers):
        changes = live_town.portal._p_jar.db().storage.changes
        form = Form(web, "anna")
        page = web.get
        form.web = type("Web", (), {"get": lambda _self, *args, **more: page(*args, **merged(more, headers))})()

        def vote(*_args):
            raise trouble

        with monkeypatch.context() as patch:
            patch.setattr(changes, "tpc_vote", vote)
            answer = form.send("/@@case-people", reference=case.reference, user="anna")
        assert fresh(case.reference).assignee == ""
        return answer

    send.reference = case.reference
    return send


def merged(more: dict, headers: dict) -> dict:
    return {**more, "headers": {**(more.get("headers") or {}), **headers}}


@pytest.mark.parametrize(
    ("trouble", "words", "seconds"),
    [
        (FULL, UNSAVED, "300"),
        (OSError(errno.EROFS, "Read-only file system", "/srv/var"), UNSAVED, "300"),
        (ReadOnlyError("/srv/var"), UNSAVED, "300"),
        (ClientDisconnected("/srv/var"), UNREACHED, "300"),
        (StorageTransactionError("/srv/var"), UNREACHED, "300"),
        (ConflictError("/srv/var"), BUSY, "10"),
        (ReadConflictError("/srv/var"), BUSY, "10"),
    ],
)
def test_who_sends_while_nothing_can_be_saved_is_told_what_became_of_it_and_when_to_try_again(
    failing, trouble, words, seconds
):
    answer = failing(trouble)
    assert answer.status == 503, answer.text[answer.text.find("<h1") :][:300]
    assert answer.headers["Retry-After"] == seconds
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert words in answer.text and re.search("(is|was) lost", answer.text)
    assert "/srv" not in answer.text and "Traceback" not in answer.text


def test_the_page_has_the_look_of_the_site_and_does_not_say_that_anything_was_done(failing):
    answer = failing(FULL)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "++plone++communesplone" in answer.headers["Content-Security-Policy"]
    assert "sandbox" not in answer.headers["Content-Security-Policy"]
    assert "Location" not in answer.headers
    assert 'class="notice messages' not in answer.text


def test_the_storage_that_works_again_takes_the_same_form(failing, web):
    failing(FULL)
    assert Form(web, "anna").send("/@@case-people", reference=failing.reference, user="anna").status == 302
    assert fresh(failing.reference).assignee == "anna"


def test_a_program_gets_json_without_the_names_of_our_files(failing):
    answer = failing(FULL, Accept="application/json")
    assert answer.status == 503
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.json()["type"] == "ServiceUnavailable"
    assert "/srv" not in answer.text


def test_a_missing_record_is_no_passing_trouble():
    assert storage_trouble.trouble_of(POSKeyError(b"\0" * 8)) is None
    assert storage_trouble.trouble_of(OSError(errno.ECONNRESET, "reset")) is None
    assert storage_trouble.trouble_of(KeyError("x")) is None


@pytest.mark.parametrize(
    ("headers", "language"),
    [
        ({"Accept-Language": "nl-BE,nl;q=0.9"}, "nl"),
        ({"Accept-Language": "xx, de;q=0.5"}, "de"),
        ({"Accept-Language": "é;;q=,"}, "en"),
        ({"Cookie": "I18N_LANGUAGE=fr", "Accept-Language": "nl"}, "fr"),
        ({}, "en"),
    ],
)
def test_the_language_is_what_the_request_says_without_the_database(headers, language):
    class Request(dict):
        cookies = {"I18N_LANGUAGE": "fr"} if "Cookie" in headers else {}

        def getHeader(self, name):
            return headers.get(name)

    assert storage_trouble.language_of(Request()) == language
