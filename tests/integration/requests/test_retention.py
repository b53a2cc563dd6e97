"""A finished order goes when its time is over: nothing is left of the person, anywhere; a trace stays."""

from communesplone.core.cases import store
from communesplone.core.cases import thread
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.jobs.worker import run_due
from communesplone.core.moments import now
from communesplone.core.moments import today
from communesplone.core.retention import person
from communesplone.core.retention import records
from communesplone.core.retention import rules
from communesplone.core.retention import work
from communesplone.requests import desk
from communesplone.requests import drafts
from communesplone.requests.content.order import Attachment
from datetime import date
from datetime import timedelta
from io import BytesIO
from plone import api
from tests.integration.audit.conftest import Journal
from tests.integration.requests.test_order_path import order
from tests.integration.requests.test_order_path import said
from zipfile import ZipFile
from ZODB.serialize import referencesf
import json
import pytest
import transaction


CARD = "composition-de-menage"
PDF = b"%PDF-1.4 proof of Nadia"


@pytest.fixture
def refused(town, browse):
    """An order of `citizen`, with a secret too, refused 100 days ago, with a file; its reference and secret."""
    browser = browse()
    order(browser, town)
    reference, secret = said(browser, "reference"), said(browser, "secret")
    transaction.begin()
    case = store.find(reference)
    with api.env.adopt_user(username="clerk"):
        desk.refuse(case, "Madame Lemaire is not of here")
    case.applicant_user = "citizen"
    case.attachments["proof"] = Attachment("proof", "nadia.pdf", "application/pdf", PDF)
    case.closed_on = today() - timedelta(days=100)
    case.reindexObject()
    transaction.commit()
    return reference, secret


def set_rule(town, days=90, action="anonymise", issued=None):
    transaction.begin()
    card = town.demarches[CARD]
    card.keep_days, card.when_over, card.keep_issued_days = days, action, issued
    transaction.commit()


def approve(town, user="head"):
    """As on the page; the job is done afterwards."""
    transaction.begin()
    with api.env.adopt_user(username=user):
        group = rules.Rules().group(f"ORD.{CARD}.0")
        run = work.approve(group, today(), None, user)
        transaction.commit()
        run_id = run.id if run else None
    run_due(town)
    transaction.begin()
    return records.book().runs[run_id] if run_id else None


def reachable(town, *words: bytes) -> list[bytes]:
    """Which of the words stand in a record of the database that can be reached from its root (what a pack keeps)."""
    storage, found, seen, todo = town._p_jar.db().storage, set(), set(), [b"\0" * 8]
    while todo:
        oid = todo.pop()
        if oid in seen:
            continue
        seen.add(oid)
        data, _serial = storage.load(oid)
        found.update(word for word in words if word in data)
        todo.extend(referencesf(data))
    return sorted(found)


def test_without_a_rule_nothing_is_ripe(town, refused):
    transaction.begin()
    assert rules.Rules().group(f"ORD.{CARD}.0").rule is None
    assert all(group.rule is None for group in rules.Rules().groups())


def test_after_anonymising_no_channel_shows_the_person(town, browse, refused):
    reference, secret = refused
    assert reachable(town, b"Nadia", b"Lemaire", b"nadia.pdf", b"not of here") != []
    set_rule(town)
    run = approve(town)
    assert (run.gone, run.total, run.finished is not None) == (1, 1, True)

    case = store.find(reference)
    assert (case.applicant_name, case.applicant_email, case.applicant_user, case.data) == ("", "", "", {})
    assert not case.attachments and not case.messages and not case.versions
    assert (case.gone_on, case.procedure_id, case.outcome) == (today(), CARD, "refused")
    assert len(case.workflow_history["order_workflow"]) > 1
    (row,) = get_catalog().all_rows(gone=True)
    assert (row.reference, row.applicant_name, row.assignee) == (reference, "", "-")
    assert list(get_catalog().all_rows(applicant_user="citizen")) == []
    assert list(get_catalog().all_rows(text="lemaire*")) == []

    clerk = browse("clerk")
    for address in (f"@@case/{reference}", "@@cases?view=finished", "@@cases-csv?view=finished"):
        clerk.open(f"{town.absolute_url()}/{address}")
        assert reference in clerk.contents
        assert "Lemaire" not in clerk.contents
        assert "not of here" not in clerk.contents
    citizen = browse("citizen")
    citizen.open(f"{town.absolute_url()}/@@my-orders")
    assert reference not in citizen.contents
    visitor = browse()
    visitor.open(f"{town.absolute_url()}/@@track?number={reference}")
    visitor.getControl(name="secret").value = secret
    visitor.getControl("Show my order").click()
    assert "is no longer kept" in visitor.contents
    assert "Lemaire" not in visitor.contents


def test_nothing_that_a_pack_keeps_names_the_person(town, refused):
    set_rule(town)
    approve(town)
    assert reachable(town, b"nadia.pdf", b"Lemaire", b"not of here", b"85073003328") == []


def test_deleting_leaves_a_trace_only(town, refused):
    reference, _secret = refused
    set_rule(town, action="delete")
    run = approve(town)
    assert store.find(reference) is None
    trace = records.book().trace(reference)
    assert (trace.kind, trace.action, trace.days, trace.run) == (f"ORD.{CARD}", "delete", 90, run.id)
    assert trace.closed_on == (today() - timedelta(days=100)).isoformat()
    assert "Lemaire" not in repr(trace)
    assert list(get_catalog().all_rows(handler="ORD")) == []


def test_a_list_done_twice_finds_nothing_left_to_do(town, refused):
    set_rule(town, action="delete")
    run = approve(town)
    before = dict(records.book().traces), run.place
    work.advance(run, today())
    assert work.LetGo().do({"run": run.id}, None) is None
    assert (dict(records.book().traces), run.place) == before
    assert approve(town) is None


def test_what_changed_after_the_approval_stays(town, refused):
    reference, _secret = refused
    set_rule(town)
    for change, reason in (
        (lambda case: setattr(case, "held", ("dispute", "head", "2026-01-01")), "held"),
        (lambda case: setattr(case, "closed_on", today()), "not_yet"),
        (lambda case: setattr(case, "closed_on", None), "open"),
    ):
        case = store.find(reference)
        group = rules.Rules().group(f"ORD.{CARD}.0")
        run = records.Run(work.now(), "head", ("ORD", CARD), "", group.rule, [reference, "2222-2222"])
        before = case.held, case.closed_on
        change(case)
        work.advance(run, today())
        assert dict(run.results) == {0: reason, 1: "missing"}
        assert case.applicant_name == "Nadia Lemaire"
        case.held, case.closed_on = before
    run = records.Run(work.now(), "head", ("ORD", CARD), "", group.rule, [reference])
    town.demarches[CARD].keep_days = 95
    work.advance(run, today())
    assert dict(run.results) == {0: "rule_changed"}


def test_many_cases_go_in_batches_and_a_killed_batch_is_done_again(town, refused):
    reference, _secret = refused
    set_rule(town)
    group = rules.Rules().group(f"ORD.{CARD}.0")
    run = records.Run(work.now(), "head", ("ORD", CARD), "", group.rule, ["2222-2222"] * 30 + [reference])
    records.book().runs[run.id] = run
    transaction.commit()
    work.advance(run, today())
    transaction.abort()  # killed before the commit
    assert run.place == 0
    again = work.LetGo().do({"run": run.id}, None)
    assert (again.done, again.total) == (work.BATCH, 31)
    transaction.commit()
    assert work.LetGo().do({"run": run.id}, None) is None
    assert (run.place, run.gone) == (31, 1)


def test_the_page_shows_holds_and_approves(town, browse, refused):
    reference, _secret = refused
    set_rule(town)
    head = browse("head")
    head.open(f"{town.absolute_url()}/@@retention")
    assert "90 days after the last step." in head.contents
    head.getLink(url=f"group=ORD.{CARD}.0").click()
    assert reference in head.contents
    head.getControl(name="reference").value = reference
    head.getControl("Put on hold").click()
    assert "Give the number of a case of your service, and a reason." in head.contents
    head.getControl(name="reference").value = reference.lower()
    head.getControl(name="reason").value = "A dispute"
    head.getControl("Put on hold").click()
    assert "A dispute" in head.contents
    assert "Let these cases go" not in head.contents
    head.getControl("Lift the hold").click()
    head.getLink(url=f"group=ORD.{CARD}.0").click()
    head.getControl("Let these cases go").click()
    assert "Tick the box" in head.contents
    head.open(f"{town.absolute_url()}/@@retention?group=ORD.{CARD}.0")
    head.getControl(name="sure").value = ["1"]
    head.getControl("Let these cases go").click()
    assert "1 cases go now" in head.contents
    run_due(town)
    head.open(f"{town.absolute_url()}/@@retention-runs")
    head.getLink(url="run=").click()
    assert reference in head.contents
    assert "gone" in head.contents


def test_all_kinds_are_counted_with_a_few_searches(town, refused, monkeypatch):
    set_rule(town)
    groups = rules.Rules().groups()
    catalog, searches = get_catalog(), []
    search = catalog._catalog.searchResults
    monkeypatch.setattr(catalog._catalog, "searchResults", lambda query: searches.append(query) or search(query))
    with api.env.adopt_user(username="head"):
        finished, ripe = rules.finished(None), rules.ripe(groups, today(), None)
        assert len(searches) <= 4
        ruled = [group for group in groups if group.rule]
        assert ripe == {group: catalog.count(**rules.query(group, today(), None)) for group in ruled}
        assert (finished, sum(ripe.values())) == ({("ORD", CARD, False): 1}, 1)
        assert rules.finished([]) == {}
    with api.env.adopt_user(username="citizen"):
        assert rules.ripe(groups, today(), None) == dict.fromkeys(ripe, 0)


@pytest.mark.parametrize("user", ["clerk", "officer"])
def test_only_heads_and_managers_see_the_pages(town, browse, user):
    browser = browse(user)
    for page in ("@@retention", "@@retention-runs"):
        browser.handleErrors = True
        browser.raiseHttpErrors = False
        browser.open(f"{town.absolute_url()}/{page}")
        assert "What would go" not in browser.contents
        assert "Record of retention" not in browser.contents


def test_a_rule_that_would_delete_open_cases_is_refused_by_the_form(town, browse):
    manager = browse()
    manager.addHeader("Authorization", "Basic admin:secret")
    manager.open(f"{town.absolute_url()}/@@retention-controlpanel")
    for days, words in (("0", "at least one day"), ("-3", "at least one day"), ("99999999", "at most")):
        manager.getControl(name="form.widgets.keep_days").value = days
        manager.getControl("Save").click()
        assert words in manager.contents
    transaction.begin()
    assert rules.default_rule() is None


def test_every_night_only_where_the_commune_wants_it(town, refused):
    reference, _secret = refused
    set_rule(town)
    work.EveryNight().do(work.now())
    assert len(records.book().runs) == 0
    api.portal.set_registry_record("communesplone.core.retention.automatic", True)
    work.EveryNight().do(work.now())
    transaction.commit()
    run_due(town)
    transaction.begin()
    assert store.find(reference).gone_on == today()
    (run,) = records.book().runs.values()
    assert run.actor == work.SYSTEM


def unpacked(data: bytes) -> tuple[dict, dict[str, bytes]]:
    with ZipFile(BytesIO(data)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    return json.loads(files.pop("data.json")), files


def test_a_citizen_downloads_his_own_data_with_the_files(town, browse, refused):
    reference, _secret = refused
    citizen = browse("citizen")
    citizen.open(f"{town.absolute_url()}/@@my-orders")
    citizen.getLink("Download all data").click()
    assert citizen.headers["Cache-Control"] == "private, no-store"
    told, files = unpacked(citizen.contents if isinstance(citizen.contents, bytes) else citizen._response.body)
    (case,) = told["cases"]
    assert told["account"]["id"] == "citizen"
    assert (case["reference"], case["form"]["last_name"]) == (reference, "Lemaire")
    assert files[case["in_this_archive"][0]] == PDF
    transaction.begin()
    (noted,) = Journal(town).entries(action="person.downloaded")
    assert (noted.actor, noted.person, noted.details) == ("citizen", "citizen", {"cases": 1})
    transaction.abort()
    other = browse("other_citizen")
    other.open(f"{town.absolute_url()}/@@my-data")
    assert unpacked(other._response.body)[0]["cases"] == []


def test_a_manager_hands_out_and_erases_the_data_of_one_person(town, refused):
    reference, _secret = refused
    with api.env.adopt_roles(["Manager"]):
        cases = person.found("citizen", f" {reference.lower()}\n2222-2222")
        assert [case.reference for case in cases] == [reference]
        told, files = unpacked(person.archive(cases, "").read())
        assert told["cases"][0]["applicant"]["name"] == "Nadia Lemaire"
        assert len(files) == 1
        assert person.erase(cases, set(), today(), "boss") == ([], [(reference, "no_rule")])
        town.demarches[CARD].keep_days = 365
        assert person.erase(cases, {reference}, today(), "boss") == ([], [(reference, "not_yet")])
        town.demarches[CARD].keep_days = None
        assert person.erase(cases, {reference}, today(), "boss") == ([reference], [])
    transaction.commit()
    run_due(town)
    transaction.begin()
    assert person.found("citizen", reference) == []
    assert reachable(town, b"Lemaire", b"nadia.pdf", b"85073003328") == []
    assert records.book().trace(reference).run == person.ERASED


def test_internal_notes_are_in_the_managers_file_only_and_without_who_wrote_them(town, browse, refused):
    reference, _secret = refused
    transaction.begin()
    case = store.find(reference)
    with api.env.adopt_user("clerk"):
        thread.add_note(case, "Called at noon, sounded worried.", now())
    transaction.commit()
    with api.env.adopt_roles(["Manager"]):
        files = unpacked(person.archive([case], "citizen", with_notes=True).read())[1]
        (note,) = json.loads(files[person.NOTES])
    assert (note["case"], note["text"], note["unit"]) == (reference, "Called at noon, sounded worried.", "Population")
    assert set(note) == {"case", "moment", "unit", "text"}
    citizen = browse("citizen")
    citizen.open(f"{town.absolute_url()}/@@my-data")
    assert b"sounded worried" not in citizen._response.body
    assert person.NOTES not in unpacked(citizen._response.body)[1]


@pytest.fixture
def begun(town):
    """A form that `citizen` saved with a file and never sent, and one whose link went to a mailbox."""
    transaction.begin()
    draft = drafts.keep("a token", CARD, now())
    draft.data = {"last_name": "Lemaire", "birth_date": date(1985, 7, 30)}
    draft.files["proof"] = Attachment("proof", "nadia.pdf", "application/pdf", PDF)
    drafts.save("a token", draft, now(), user="citizen", email="nadia@example.be")
    drafts.save("another", drafts.keep("another", CARD, now()), now(), email="nadia@example.be")
    transaction.commit()
    return drafts.key_of("a token")


def test_what_was_begun_and_never_sent_is_handed_out_too(town, browse, begun):
    browser = browse("citizen")
    browser.open(f"{town.absolute_url()}/@@my-data")
    told, files = unpacked(browser._response.body)
    (one,) = told["not_sent"]
    assert (one["procedure"], one["form"]) == (CARD, {"last_name": "Lemaire", "birth_date": "1985-07-30"})
    assert files[one["in_this_archive"][0]] == PDF
    browser = browse("other_citizen")
    browser.open(f"{town.absolute_url()}/@@my-data")
    assert unpacked(browser._response.body)[0]["not_sent"] == []


def test_what_was_begun_and_never_sent_is_erased_too(town, browse, begun):
    manager = browse()
    manager.addHeader("Authorization", "Basic admin:secret")
    manager.open(f"{town.absolute_url()}/@@person-data")
    manager.getControl(name="account").value = "citizen"
    manager.getControl("Search", index=2).click()
    assert "saved and not sent: 1" in manager.contents
    manager.getControl(name="sure").value = ["1"]
    manager.getControl("Erase what may go").click()
    assert "never sent, erased: 1" in manager.contents
    transaction.begin()
    assert (drafts.by_key(begun, CARD), drafts.started_keys("citizen")) == (None, [])
    assert drafts.find("another", CARD) is not None
    (noted,) = Journal(town).entries(action="person.erased")
    assert (noted.person, noted.details) == ("citizen", {"gone": 0, "kept": 0, "unsent": 1})


def test_an_open_case_is_never_erased(town, browse):
    browser = browse()
    order(browser, town)
    transaction.begin()
    (case,) = store.walk()
    assert person.erase([case], {case.reference}, today(), "boss") == ([], [(case.reference, "open")])
    assert case.applicant_name == "Nadia Lemaire"


def test_only_managers_see_the_data_of_others(town, browse, refused):
    reference, _secret = refused
    for user in ("head", "clerk", "citizen"):
        browser = browse(user)
        browser.handleErrors, browser.raiseHttpErrors = True, False
        browser.open(f"{town.absolute_url()}/@@person-data")
        assert "Or numbers of cases" not in browser.contents
    manager = browse()
    manager.addHeader("Authorization", "Basic admin:secret")
    manager.open(f"{town.absolute_url()}/@@person-data")
    manager.getControl(name="references").value = reference
    manager.getControl("Search", index=2).click()
    assert "stays: no period is set" in manager.contents
    assert reference not in manager.url
    manager.getControl("Erase what may go").click()
    assert "Tick the box" in manager.contents
    manager.getControl(name="also:list").value = [reference]
    manager.getControl(name="sure").value = ["1"]
    manager.getControl("Erase what may go").click()
    assert "<b>1</b> cases were made anonymous" in manager.contents
