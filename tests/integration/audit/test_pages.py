"""Managers read and export the log, heads of a service the journal of its cases; nobody else reads a line."""

from communesplone.core.audit import api as audit
from communesplone.core.audit import checking
from communesplone.core.audit.domain import digest
from communesplone.core.audit.search import entries
from communesplone.core.audit.search import Wanted
from communesplone.core.keys import site_keys
from communesplone.core.moments import at
from communesplone.core.moments import now
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from tests.integration.core.conftest import Browser
from tests.integration.core.conftest import live_town  # noqa: F401
from tests.integration.core.conftest import web  # noqa: F401
import csv
import io
import json
import pytest
import transaction


@pytest.fixture
def office(live_town, live_journal):  # noqa: F811
    """A case with a few entries; mona is a Manager."""
    with live_town.manager():
        api.user.create("mona@example.org", "mona", live_town.password, roles=("Manager",))
    case = live_town.order(applicant_user="carla")
    live_town.move(case, "take")
    transaction.commit()
    transaction.begin()
    live_town.case = case
    live_town.journal = live_journal
    return live_town


def test_a_manager_reads_the_log_and_that_is_noted_too(office, web: Browser):  # noqa: F811
    answer = web.get("/@@audit", "mona")
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert f"case:{office.case.reference}" in answer.text
    assert "Submitted" in answer.text
    assert "in_progress" not in answer.text
    assert "Lemaire" not in answer.text
    again = web.get("/@@audit?action=log.read", "mona")
    assert "Read the log" in again.text


def test_the_page_says_whether_the_digests_are_of_this_site(office, web):  # noqa: F811
    found = office.journal.log
    found.digests["2026-11-23"] = digest.make(site_keys()[0], date(2026, 11, 23), 1, found.chain.head).line()
    for key, words in (
        (site_keys(), "All daily digests bear the mark"),
        ([b"other"], "a mark of this site: 2026-11-23"),
    ):
        checking.check_and_note(found, now(), key)
        transaction.commit()
        assert words in web.get("/@@audit", "mona").text
        transaction.begin()


@pytest.mark.parametrize("user", ["", "carla", "anna", "hedwig"])
def test_nobody_else_reads_it(office, web, user):  # noqa: F811
    for page in ("/@@audit", "/@@audit-export?format=json", "/@audit"):
        for accept in ("text/html", "application/json"):
            answer = web.get(page, user, accept=accept)
            assert answer.status in (302, 401, 404)
            assert "case:" not in answer.text


def test_the_head_of_the_service_reads_the_journal_of_its_case(office, web):  # noqa: F811
    page = f"/@@case/{office.case.reference}/journal"
    for user in ("hedwig", "mona"):
        answer = web.get(page, user)
        assert answer.status == 200
        assert "Case received" in answer.text
        assert "Submitted" in answer.text
        assert "in_progress" not in answer.text
    for user in ("", "carla", "otto", "anna", "sam", "wim", "wanda"):
        assert web.get(page, user).status == 404
    transaction.begin()
    readers = [one.actor for one in office.journal.entries(action="case.opened") if one.details["part"] == "journal"]
    assert readers == ["hedwig", "mona"]


def test_the_files_hold_what_was_asked_for_and_are_noted(office, web):  # noqa: F811
    about = f"case:{office.case.reference}"
    answer = web.get(f"/@@audit-export?format=json&about={about}", "mona")
    assert answer.headers["Content-Type"] == "application/x-ndjson"
    found = [json.loads(line) for line in answer.text.splitlines()]
    assert [one["action"] for one in found] == ["case.moved", "case.filed"]
    assert len(found[0]["seal"]) == 64
    sheet = web.get("/@@audit-export?action=case.moved", "mona")
    rows = list(csv.reader(io.StringIO(sheet.text.lstrip("\ufeff")), delimiter=";"))
    assert [row[3] for row in rows] == ["action", "case.moved"]
    transaction.begin()
    noted = [one.details for one in office.journal.entries(action="log.exported")]
    assert noted == [{"filters": "about", "format": "json"}, {"filters": "action", "format": "csv"}]


def test_a_long_export_comes_in_pieces_and_is_whole(office, web):  # noqa: F811
    for number in range(1200):
        audit.record("case.opened", f"case:{number}")
    transaction.commit()
    answer = web.get("/@@audit-export?format=json", "mona")
    numbers = [json.loads(line)["number"] for line in answer.text.splitlines()]
    assert numbers == list(range(len(numbers), 0, -1))
    assert len(numbers) > 1200


def test_the_service_gives_pages(office, web):  # noqa: F811
    first = web.get("/@audit?b_size=1&person=carla", "mona", accept="application/json").json()
    assert [one["action"] for one in first["items"]] == ["case.moved"]
    more = first["batching"]["next"].partition("/plone")[2]
    second = web.get(more, "mona", accept="application/json").json()
    assert [one["action"] for one in second["items"]] == ["case.filed"]


def test_without_token_nothing_is_done(office, web):  # noqa: F811
    answer = web.get("/@@audit", "mona", method="POST", body="keep=1&digest_address=x@evil.example")
    assert answer.status == 403
    transaction.begin()
    assert api.portal.get_registry_record("communesplone.core.audit.digest_address") in ("", None)


def test_odd_questions_get_an_answer(office, web):  # noqa: F811
    for query in (
        "before=-1",
        "before=x",
        "first=2026-99-99",
        "last=9999-12-31",
        "about=%00",
        "action=%C3%A9",
        "about=a&about=b",
    ):
        assert web.get(f"/@@audit?{query}", "mona").status == 200, query


def test_the_page_checks_the_log_and_keeps_the_address(page_as_manager, journal):
    view = page_as_manager(check="1")
    assert view.request.response.getStatus() == 302
    view = page_as_manager(keep="1", digest_address="nonsense")
    assert view.address_error
    view = page_as_manager(keep="1", digest_address=" anchor@notary.example ")
    assert api.portal.get_registry_record("communesplone.core.audit.digest_address") == "anchor@notary.example"


@pytest.fixture
def page_as_manager(portal):
    """Sends the page's form with a good token, as the site's owner."""
    from communesplone.core.interfaces import ICommunesLayer
    from plone.protect.authenticator import createToken
    from zope.interface import alsoProvides

    def send(**form):
        with api.env.adopt_user(user=portal.aq_parent.acl_users.getUser(SITE_OWNER_NAME)):
            request = portal.REQUEST.clone()
            alsoProvides(request, ICommunesLayer)
            request.method = "POST"
            request.environ["REQUEST_METHOD"] = "POST"
            request.form.update(form, _authenticator=createToken())
            view = api.content.get_view("audit", portal, request)
            view()
            return view

    return send


NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
WANTED = st.builds(
    Wanted,
    about=st.sampled_from(["", "case:0", "case:1", "case:9"]),
    person=st.sampled_from(["", "carla"]),
    actor=st.sampled_from(["", "anna", "wim"]),
    action=st.sampled_from(["", "case.opened", "case.moved"]),
    first=st.one_of(st.none(), st.dates(date(2026, 3, 8), date(2026, 3, 16))),
    last=st.one_of(st.none(), st.dates(date(2026, 3, 8), date(2026, 3, 16)), st.just(date.max)),
    before=st.integers(0, 70),
)


@pytest.fixture
def week(journal):
    """Sixty entries of a week; every seventh joins the chain a day late."""
    for number in range(60):
        with at(NOON + timedelta(days=number // 10)):
            audit.record(
                ("case.opened", "case.moved")[number % 2],
                f"case:{number % 3}",
                person="carla" if number % 5 == 0 else "",
                actor=("anna", "wim")[number % 4 == 0],
            )
            if number % 7:
                journal.entries()
    journal.entries()
    return journal


def test_the_indexes_find_what_a_look_at_every_entry_finds(week):
    everything = week.entries()

    def fits(one, wanted):
        parts = all(
            not getattr(wanted, name) or getattr(wanted, name) == getattr(one, name)
            for name in ("about", "person", "actor", "action")
        )
        return (
            parts
            and (wanted.first is None or one.day >= wanted.first)
            and (wanted.last is None or one.day <= wanted.last)
            and (not wanted.before or one.number < wanted.before)
        )

    @settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(WANTED)
    def check(wanted):
        found = list(entries(week.log.chain, wanted))
        expected = [one for one in reversed(everything) if fits(one, wanted)]
        assert found == expected
        assert Wanted.from_form(wanted.form()) == wanted

    check()
