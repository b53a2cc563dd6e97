"""Programs read the queue through `@cases` and `@case`; stock services learn nothing."""

import json
import pytest
import transaction


JSON = "application/json"
SECRETS = ("85.07.30-033.28", "hash-of-the-secret", "token-hash", "naissance à Dinant")


@pytest.fixture
def case(live_town):
    made = live_town.order(applicant_user="carla", secret_hash="hash-of-the-secret", token_hash="token-hash")
    made.data = {"national_number": "85.07.30-033.28", "note": "naissance à Dinant"}
    live_town.order("Paul Servais", unit=live_town.works, days=-2)
    transaction.commit()
    return made


def get(web, path, user=""):
    return web.get(path, user, accept=JSON)


def test_a_clerk_reads_the_queue_of_her_service(web, case, live_town):
    answer = get(web, "/@cases", "anna")
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    found = answer.json()
    assert found["items_total"] == 1
    (item,) = found["items"]
    assert item.pop("@id").endswith(f"/@case/{case.reference}")
    assert item == {
        "reference": case.reference,
        "handler": "ORD",
        "kind": "menage",
        "title": "Composition de ménage",
        "applicant_name": "Nadia Lemaire",
        "state": "submitted",
        "unit": {"uid": live_town.population, "title": "Population"},
        "assignee": None,
        "submitted": case.submitted.isoformat(),
        "due": case.due.isoformat(),
        "open": True,
        "stopped": False,
        "late": False,
        "news": False,
        "handed_over": False,
        "channel": "web",
    }


def test_the_queue_has_the_same_filters(web, case):
    for query, count in (
        ("view=late", 0),
        ("state=submitted", 1),
        ("text=nadia", 1),
        ("type=ORD.other", 0),
        ("late=1", 0),
        ("channel=web", 1),
        ("channel=letter", 0),
    ):
        assert get(web, f"/@cases?{query}", "anna").json()["items_total"] == count, query
    assert get(web, "/@cases?view=late", "wim").json()["items"][0]["late"] is True


def test_the_queue_comes_in_pages(web, live_town):
    made = [live_town.order(f"Citizen {number}", days=number).reference for number in range(7)]
    transaction.commit()
    found = get(web, "/@cases?b_size=3", "anna").json()
    assert [item["reference"] for item in found["items"]] == made[:3]
    assert found["items_total"] == 7
    seen = list(made[:3])
    while "next" in found["batching"]:
        path = found["batching"]["next"].split("/plone", 1)[1]
        found = get(web, path, "anna").json()
        seen += [item["reference"] for item in found["items"]]
    assert seen == made
    for strange in ("b_size=0", "b_size=-1", "b_size=x", "b_size=999999", "b_start=-4", "b_start=500", "b_start=x"):
        assert get(web, f"/@cases?{strange}", "anna").json()["items_total"] == 7, strange
    assert get(web, "/@cases?b_size=3&b_start=9", "anna").json()["items"] == []


def test_one_case_without_form_data(web, case, live_town):
    answer = get(web, f"/@case/{case.reference}", "anna")
    found = answer.json()
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert found["state"] == "submitted"
    assert found["unit"] == {"uid": live_town.population, "title": "Population"}
    assert sorted(found["transitions"]) == ["ask_citizen", "refuse", "take"]
    assert not [secret for secret in SECRETS if secret in answer.text]
    assert set(found) == {
        "@id",
        "reference",
        "handler",
        "kind",
        "title",
        "applicant_name",
        "state",
        "state_title",
        "unit",
        "assignee",
        "submitted",
        "due",
        "stopped",
        "messages",
        "last_message",
        "news",
        "news_for_citizen",
        "notes",
        "handed_over",
        "channel",
        "transitions",
    }


@pytest.mark.parametrize("user", ["", "carla", "otto", "wim"])
def test_an_unknown_number_and_a_case_of_others_get_the_same_answer(web, case, user):
    theirs, unknown = get(web, f"/@case/{case.reference}", user), get(web, "/@case/ZZZZ-ZZZZ", user)
    assert theirs.status == unknown.status == 404
    assert theirs.text.replace(case.reference, "") == unknown.text.replace("ZZZZ-ZZZZ", "")


@pytest.mark.parametrize("user", ["", "carla", "otto"])
def test_only_clerks_may_ask_for_the_queue(web, case, user):
    assert get(web, "/@cases", user).status == 401


@pytest.mark.parametrize("user", ["", "carla", "otto", "wim", "anna", "hedwig"])
def test_no_stock_service_leads_into_the_store(web, case, user):
    shard = case.aq_parent.getId()
    inner = f"/cases/{shard}/{case.reference}"
    for start in ("", "/++api++"):
        for path in ("/cases", f"/cases/{shard}", inner, *(f"{inner}/{name}" for name in SERVICES)):
            answer = get(web, start + path, user)
            assert answer.status == 404, start + path
            assert "Lemaire" not in answer.text
    for method in ("POST", "PATCH", "DELETE", "PUT", "OPTIONS", "PROPFIND"):
        answer = web.get(inner, user, accept=JSON, method=method, body="{}", headers={"Content-Type": JSON})
        assert answer.status in (200, 404, 401, 403, 405), method
        assert "Lemaire" not in answer.text
        if method != "OPTIONS":
            assert answer.status != 200, method


SERVICES = (
    "@history",
    "@workflow",
    "@workflow/take",
    "@actions",
    "@breadcrumbs",
    "@navigation",
    "@types",
    "@sharing",
    "@locking",
    "@lock",
    "@copy",
    "@aliases",
    "@translations",
    "@comments",
    "@linkintegrity",
)


@pytest.mark.parametrize("user", ["", "carla", "otto", "wim", "anna"])
def test_stock_services_of_the_site_do_not_know_of_cases(web, case, user):
    for path in (
        "/",
        "/@search?SearchableText=Nadia",
        "/@search?portal_type=Order&fullobjects=1",
        "/@search?path.query=/plone/cases",
        f"/@search?UID={case.UID()}",
        "/@querystring-search?query=%7B%22query%22%3A%5B%5D%7D",
        "/@navigation?expand.navigation.depth=4",
        "/@contextnavigation?expand.contextnavigation.topLevel=0",
        "/@sitemap",
        "/@types",
        "/@types/Order",
        "/@breadcrumbs",
        "/@vocabularies/plone.app.vocabularies.Catalog",
        "/case_catalog",
        "/case_catalog/visible",
        f"/@resolveuid/{case.UID()}",
        f"/resolveuid/{case.UID()}",
        f"/@linkintegrity?uids={case.UID()}",
        "/@users",
        "/@relations",
    ):
        answer = get(web, path, user)
        assert case.reference not in answer.text, path
        assert "Lemaire" not in answer.text, path


@pytest.mark.parametrize("user", ["carla", "wim", "anna", "hedwig"])
@pytest.mark.parametrize("service", ["@copy", "@move"])
def test_nobody_copies_or_moves_a_case_out_of_the_store(web, case, live_town, user, service):
    body = json.dumps({"source": f"/cases/{case.aq_parent.getId()}/{case.reference}"})
    answer = web.get(f"/{service}", user, accept=JSON, method="POST", body=body, headers={"Content-Type": JSON})
    assert answer.status in (400, 401, 403, 404)
    transaction.begin()
    assert case.reference in case.aq_parent
    assert not [name for name in live_town.portal.objectIds() if case.reference in name]


def post(web, path, user, body):
    sent = {"Content-Type": JSON}
    return web.get(path, user, accept=JSON, method="POST", body=json.dumps(body), headers=sent)


def test_a_program_writes_a_message_and_a_note_for_a_clerk(web, case, live_town):
    for service in ("@case-message", "@case-note"):
        assert post(web, f"/{service}/{case.reference}", "anna", {"text": "Good morning"}).status == 204
    transaction.begin()
    assert [message.text for message in case.messages] == ["Good morning"]
    assert [note.actor for note in case.notes] == ["anna"]
    found = get(web, f"/@case/{case.reference}", "anna")
    assert (found.json()["messages"], found.json()["notes"], found.json()["news_for_citizen"]) == (1, 1, True)
    assert "Good morning" not in found.text


@pytest.mark.parametrize("service", ["@case-message", "@case-note"])
@pytest.mark.parametrize("user", ["wim", "carla", "otto", ""])
def test_who_may_not_see_the_case_writes_nothing_through_services(web, case, service, user):
    assert post(web, f"/{service}/{case.reference}", user, {"text": "Good morning"}).status == 404
    transaction.begin()
    assert not case.messages
    assert not case.notes


@pytest.mark.parametrize("body", [{}, [], "x", {"text": ""}, {"text": 5}, {"text": "x" * 20_000}, None])
def test_what_is_no_text_is_refused_by_services(web, case, body):
    for service in ("@case-message", "@case-note"):
        assert post(web, f"/{service}/{case.reference}", "anna", body).status == 400
    transaction.begin()
    assert not case.messages
