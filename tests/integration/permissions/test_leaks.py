"""Marks in what is not for everybody; then every address that lists, searches or exports is asked for them."""

from communesplone.core.audit.log import get_log
from communesplone.core.cases import store
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.documents.render import ConversionFailed
from plone import api
from tests.integration.permissions import surfaces
from tests.integration.requests.test_order_path import order
from tests.integration.requests.test_order_path import said
from ZODB.serialize import referencesf
from ZODB.utils import get_pickle_metadata
import gzip
import logging
import pytest
import transaction


# Everybody that neither handles the order of `citizen` nor made it.
OUTSIDE = ("", "other_citizen", "other_clerk", "other_head", "editor")
# Drafts of cards are for those who write them, a private page for editors, colleagues' names for their own service.
COLLEAGUES = {f"zyxaccount {name}" for name in ("other_clerk", "other_head", "other_officer")}
PROPOSAL = {"zyxproposedevent", "zyxproposer"}  # of the other service
ALLOWED = {
    "other_clerk": {"zyxdraftprocedure", *PROPOSAL, *COLLEAGUES},
    "other_head": {"zyxdraftprocedure", *PROPOSAL, *COLLEAGUES},
    "editor": {"zyxdraftprocedure", "zyxprivatepage", "zyxprivatetext"},  # guests only on the page of registrations
}
CATALOG_PARTS = ("BTrees.", "Products.ZCatalog", "Products.ZCTextIndex", "Products.PluginIndexes", "Products.Extended")


def text_of(answer) -> str:
    """Body, address of a redirect and headers in lower case, unpacked."""
    body = answer.body
    if body[:2] == b"\x1f\x8b":
        body = gzip.decompress(body)
    return (body.decode("utf-8", "replace") + repr(answer.headerlist)).lower()


def found_in(house, answer, who: str) -> list[str]:
    """Marks that this person is not meant to read."""
    text = text_of(answer)
    others = () if who in ("other_citizen", "other_clerk", "other_head") else house.other.marks
    marks = {*house.own.marks, *others, *house.hidden_marks} - ALLOWED.get(who, set()) - {f"zyxaccount {who}"}
    return sorted(mark for mark in marks if mark in text)


def leaks(house, who: str, addresses, accept="text/html") -> list[str]:
    """Addresses at which that person reads what is not meant for them."""
    wrong = []
    for address in addresses:
        answer = house.ask(address, who, accept=accept)
        if marks := found_in(house, answer, who):
            wrong.append(f"{address} ({answer.status_int}): {marks}")
        if answer.status_int >= 500 and "ocabular" not in address:  # Plone's own fail where they miss a parameter
            wrong.append(f"{address}: {answer.status}")
    return wrong


@pytest.mark.parametrize("who", OUTSIDE)
def test_no_page_feed_or_file_address_tells_what_is_not_meant_for_them(house, who):
    files = [f"{house.case_path}/{tail}" for tail in surfaces.FILES]
    wrong = leaks(house, who, [*surfaces.PAGES, *files])
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", OUTSIDE)
def test_no_service_and_no_vocabulary_tells_what_is_not_meant_for_them(house, who):
    files = [f"{house.case_path}/{tail}" for tail in surfaces.FILES]
    wrong = leaks(house, who, [*surfaces.SERVICES, *surfaces.vocabularies(), *files], "application/json")
    assert not wrong, "\n".join(wrong)


def records(house, root):
    """The stored records of a catalog, with everything that only it refers to."""
    storage = house.site._p_jar.db().storage
    waiting, seen = [root._p_oid], set()
    while waiting:
        oid = waiting.pop()
        if oid in seen:
            continue
        seen.add(oid)
        data, _serial = storage.load(oid)
        if oid != root._p_oid and not get_pickle_metadata(data)[0].startswith(CATALOG_PARTS):
            continue
        yield data.lower()
        waiting += referencesf(data)


def test_the_catalog_of_the_site_has_nothing_of_any_order(house):
    stored = b"".join(records(house, house.site.portal_catalog))
    assert b"zyxdraftprocedure" in stored
    marks = {*house.own.marks, *house.other.marks, "zyxdraftname", "zyxdraftmail", "zyxlogin", "zyxjobletter"}
    assert [mark for mark in marks if mark.encode() in stored] == []
    assert house.own.reference.lower().encode() not in stored


def test_the_catalog_of_cases_knows_names_and_nothing_else_of_people(house):
    stored = b"".join(records(house, get_catalog()))
    assert b"zyxnameqa" in stored
    known = {"zyxnameqa", "zyxfirstqa"}
    assert [mark for mark in house.own.marks if mark.encode() in stored and mark not in known] == []


def test_the_log_and_the_page_of_jobs_have_no_word_of_a_citizen(house):
    chain = get_log(house.site).chain
    assert chain.count > 0
    entries = " ".join(repr(chain.get(number)) for number in range(1, chain.count + 1)).lower()
    assert [mark for mark in house.own.marks if mark in entries] == []
    for page in ("@@audit", "@@audit-export", "@@jobs", "@@jobs?state=waiting"):
        text = text_of(house.ask(page, "manager"))
        assert [mark for mark in house.own.marks if mark in text] == []
    for service in ("@audit", "@jobs", "@jobs?state=waiting"):
        text = text_of(house.ask(service, "manager", accept="application/json"))
        assert [mark for mark in (*house.own.marks, "zyxjobletter") if mark in text] == []


def test_a_filter_is_seen_by_whom_it_is_kept_for(house):
    for who in ("other_clerk", "other_head", "other_officer"):
        text = text_of(house.ask("@@cases", who))
        assert "zyxfilter" not in text
        assert "zyxshared" not in text
    assert "zyxfilter" not in text_of(house.ask("@@cases", "head"))
    assert "zyxfilter" in text_of(house.ask("@@cases", "clerk"))
    assert "zyxshared" in text_of(house.ask("@@cases", "officer"))


@pytest.mark.parametrize("who", OUTSIDE)
def test_a_card_without_icon_is_read_by_programs(house, who):
    allowed = who not in ("", "other_citizen")
    answer = house.ask("demarches/draft", who, accept="application/json")
    assert (answer.status_int == 200) == allowed


def follow(citizen, town, reference, secret):
    """A citizen without account mistypes the code, then opens the order and writes."""
    for code in ("WRONG-CODE-HERE", secret):
        citizen.open(f"{town.absolute_url()}/@@track")
        citizen.getControl(name="number").value = reference
        citizen.getControl(name="secret").value = code
        citizen.getControl(name="open").click()
    citizen.getControl(name="text").value = "Zyxsaid"
    citizen.getControl(name="message").click()


def step(browser, town, reference, **fields):
    """Press a button of the clerk's or the officer's page."""
    browser.open(f"{town.absolute_url()}/@@case/{reference}")
    token = browser.getControl(name="_authenticator", index=0).value
    sent = "&".join(f"{name}={value}" for name, value in fields.items())
    browser.post(f"{town.absolute_url()}/@@case/{reference}", f"{sent}&_authenticator={token}")


def test_the_log_of_the_server_has_no_word_of_a_citizen(town, browse, converter, caplog):
    caplog.set_level(logging.INFO)
    citizen, later = browse(), browse()
    order(citizen, town, last_name="Zyxlast", email="zyxtyped@example.be", street="Zyxroad 3")
    reference, secret = said(citizen, "reference"), said(citizen, "secret")
    addresses = [citizen.url]
    follow(later, town, reference, secret)
    addresses.append(later.url)
    clerk, officer = browse("clerk"), browse("officer")
    template = town.demarches["composition-de-menage"].templates[0]
    step(clerk, town, reference, do="take")
    step(clerk, town, reference, do="note", text="Zyxnoted")
    converter.failure = ConversionFailed("down", "no answer")
    step(clerk, town, reference, do="prepare", template=template)
    converter.failure = None
    step(clerk, town, reference, do="prepare", template=template)
    step(clerk, town, reference, do="send_to_sign")
    step(officer, town, reference, do="issue")
    later.open(f"{town.absolute_url()}/@@track?number={reference}")
    later.getControl(name="download").click()
    transaction.begin()
    assert api.content.get_state(store.find(reference)) == "delivered"
    text = (caplog.text + " ".join(addresses)).lower()
    assert "wrong tracking number" in text
    marks = ("zyx", secret.lower(), "85.07.30", "85073003328", "wrong-code")
    assert [mark for mark in marks if mark in text] == []
