"""A manager reads the legal values of the commune and sets one, with a reason; nobody else does."""

from AccessControl import Unauthorized
from communesplone.core.audit import log
from communesplone.core.audit import writer
from communesplone.core.forms.interfaces import ICommunesFormLayer
from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.legal import api as legal
from communesplone.core.legal import listing
from communesplone.core.legal import store
from communesplone.core.moments import today
from communesplone.core.settings import commune
from communesplone.core.settings import site_address
from communesplone.core.settings import working_days
from communesplone.law.jurisdictions import Jurisdiction
from communesplone.law.keys import KEYS
from communesplone.law.notice import latest_convocation
from communesplone.law.overrides import made
from communesplone.law.units import WrongValue
from datetime import date
from datetime import timedelta
from lxml import html
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.i18n.utility import setLanguageBinding
from plone.protect.authenticator import createToken
from urllib.parse import urlencode
from zExceptions import Forbidden
from zExceptions import NotFound
from zope.component import getSiteManager
from zope.i18n.interfaces import ITranslationDomain
from zope.i18n.simpletranslationdomain import SimpleTranslationDomain
from zope.interface import alsoProvides
import base64
import pytest
import transaction


START = date(2026, 1, 1)
TYPED = {
    "form.widgets.value": "9",
    "form.widgets.unit": ["0"],
    "form.widgets.valid_from": "2026-01-01",
    "form.widgets.valid_until": "2026-12-31",
    "form.widgets.article": "Rules of procedure, 4",
    "form.widgets.reason": "The council gives itself more time",
    "form.buttons.set": "Set this value",
}


@pytest.fixture
def page(town):
    """Call a page as the manager; returns the view and its HTML."""

    def call(name="legal-values", key="", method="GET", **form):
        request = town.portal.REQUEST.clone()
        for one in (request, town.portal.REQUEST):
            alsoProvides(one, ICommunesLayer, ICommunesFormLayer)
        request.form.update(form)
        request.environ["REQUEST_METHOD"] = request.method = method
        request.set("REQUEST_METHOD", method)
        if method == "POST":
            request.form.setdefault("_authenticator", createToken())
        setLanguageBinding(request)
        view = api.content.get_view(name, town.portal, request)
        request["PUBLISHED"] = view
        if key:
            view = view.publishTraverse(request, key)
        return view, view()

    with town.manager():
        yield call


def set_value(key="notice.ordinary", value=9, unit="clear days", **more):
    """Put a value of the commune in place."""
    fields = {"valid_from": START, "valid_until": None, "reason": "Local rule", **more}
    legal.override(made(key, value, unit, **fields))


def text_of(page_html: str) -> str:
    return " ".join(html.fromstring(page_html).text_content().split())


def test_the_page_lists_every_value_in_force_with_article_source_and_doubt(page):
    view, shown = page()
    text = text_of(shown)
    rows = [row for section in view.sections() for row in section["rows"]]
    assert len(rows) == len(legal.law().in_force(today())) > 60
    assert "Notice of a meeting" in text
    assert "7 clear days" in text
    assert "from 300000 inhabitants: 55 members" in text
    assert 'href="https://bourtembourg.be/' in shown
    assert "Ask a lawyer" in text
    assert "Nothing known" in text


def test_the_page_is_filtered(page):
    view, shown = page(theme="quorum", confidence="unsure")
    rows = [row for section in view.sections() for row in section["rows"]]
    assert [row["key"] for row in rows] == ["quorum.interested_count"]
    view, shown = page(jurisdiction="france", theme="notice")
    assert "CGCT L2121-11" in shown
    assert "@@legal-value/" not in shown  # only the own law can be changed
    view, shown = page(day="2025-06-30", theme="after")
    assert "CDLD L1133-1 (old)" in shown


@pytest.mark.parametrize("wrong", [{"jurisdiction": "atlantis"}, {"theme": "x"}, {"day": "soon"}, {"day": ["a", "b"]}])
def test_a_wrong_filter_is_left_out(page, wrong):
    view, _shown = page(**wrong)
    assert view.jurisdiction == "wallonia"
    assert view.day == today()
    assert view.sections()


def test_a_value_is_set_by_the_form_and_holds_at_once(page, town):
    page("legal-value", "notice.ordinary", "POST", **TYPED)
    assert legal.law().get("notice.ordinary", START) == 9
    assert legal.law().get("notice.ordinary", START - timedelta(days=1)) == 7
    assert legal.law().get("notice.ordinary", date(2027, 1, 1)) == 7
    assert latest_convocation(legal.law(), date(2026, 9, 29)).value == date(2026, 9, 19)
    [one] = store.overrides(town.portal)
    assert one.by == SITE_OWNER_NAME
    assert one.at.date() == today()
    _view, shown = page("legal-value", "notice.ordinary")
    assert "Set by the commune" in shown
    assert "The council gives itself more time" in shown
    assert SITE_OWNER_NAME in shown


def test_the_log_knows_who_set_it_and_not_why(page, town):
    page("legal-value", "notice.ordinary", "POST", **TYPED)
    legal.withdraw(0)
    writer.chain_now(town.portal)
    chain = log.get_log(town.portal).chain
    entries = [chain.get(number) for number in range(1, chain.count + 1)]
    found = [(entry.action, entry.about, entry.actor) for entry in entries if entry.action.startswith("law.")]
    assert found == [
        ("law.overridden", "law:notice.ordinary", SITE_OWNER_NAME),
        ("law.override_withdrawn", "law:notice.ordinary", SITE_OWNER_NAME),
    ]
    assert "more time" not in str(entries)


@pytest.mark.parametrize(
    ("key", "wrong", "said"),
    [
        ("notice.ordinary", {"reason": ""}, "Fill in this field."),
        ("notice.ordinary", {"reason": "   \n "}, "Fill in this field."),
        ("notice.ordinary", {"value": "nine"}, "“nine” is not a whole number."),
        ("notice.ordinary", {"value": "0: 5\n0: 6"}, "whole and grow from line to line"),
        ("notice.ordinary", {"unit": ["99"]}, "Choose one of the answers."),
        ("notice.ordinary", {"valid_from": ""}, "Give a date."),
        ("notice.ordinary", {"valid_until": "2025-12-31"}, "The last day lies before the first."),
        ("ballot.named_on_request", {"value": "5/3"}, "is no value in share"),
        ("holidays.office", {"value": "Sunny day"}, "One of the names is no holiday"),
    ],
)
def test_a_mistake_is_told_and_nothing_typed_is_lost(page, town, key, wrong, said):
    typed = {**TYPED, **{f"form.widgets.{name}": value for name, value in wrong.items()}}
    _view, shown = page("legal-value", key, "POST", **typed)
    assert said in text_of(shown)
    assert 'id="error-summary"' in shown
    assert "Rules of procedure, 4" in shown
    assert store.overrides(town.portal) == ()


def test_overlapping_dates_are_refused_and_those_that_follow_are_not(page, town):
    page("legal-value", "notice.ordinary", "POST", **TYPED)
    _view, shown = page("legal-value", "notice.ordinary", "POST", **{**TYPED, "form.widgets.valid_from": "2026-12-31"})
    assert "Another value of the commune holds from" in text_of(shown)
    assert len(store.overrides(town.portal)) == 1
    later = {"form.widgets.valid_from": "2027-01-01", "form.widgets.valid_until": ""}
    page("legal-value", "notice.ordinary", "POST", **{**TYPED, **later})
    assert len(store.overrides(town.portal)) == 2


def test_a_rule_is_chosen_from_those_there_are(page):
    _view, shown = page("legal-value", "persons.tie")
    choices = html.fromstring(shown).xpath("//*[starts-with(@name, 'form.widgets.value')]/..")
    said = " ".join(choice.text_content() for choice in choices)
    assert "oldest" in said and "youngest" in said
    typed = {**TYPED, "form.widgets.value": ["1"]}
    page("legal-value", "persons.tie", "POST", **typed)
    assert legal.law().get("persons.tie", START) == "youngest"


def test_withdrawing_lets_the_law_hold_again_and_leaves_a_trace(page, town):
    page("legal-value", "notice.ordinary", "POST", **TYPED)
    page("legal-value", "notice.ordinary", "POST", withdraw="0")
    assert legal.law().get("notice.ordinary", START) == 7
    [one] = store.overrides(town.portal)
    assert one.withdrawn_by == SITE_OWNER_NAME
    for wrong in ("0", "7", "-1", "x"):
        with pytest.raises(NotFound):
            page("legal-value", "notice.ordinary", "POST", withdraw=wrong)


def test_a_value_of_another_key_is_not_withdrawn_here(page):
    page("legal-value", "notice.ordinary", "POST", **TYPED)
    with pytest.raises(NotFound):
        page("legal-value", "persons.tie", "POST", withdraw="0")


def test_a_forged_form_is_refused(page, town):
    set_value()
    with pytest.raises(Forbidden):
        page("legal-value", "notice.ordinary", "POST", withdraw="0", _authenticator="forged")
    with pytest.raises(Forbidden):
        page("legal-value", "persons.tie", "POST", **{**TYPED, "_authenticator": "forged"})
    assert len(store.overrides(town.portal)) == 1


@pytest.mark.parametrize("key", ["", "notice.imaginary"])
def test_an_unknown_key_is_no_page(page, key):
    with pytest.raises(NotFound):
        page("legal-value", key)


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_key_has_its_page(page, key):
    _view, shown = page("legal-value", key)
    assert 'name="form.widgets.reason"' in shown


def test_another_jurisdiction_has_its_own_values(town):
    with town.manager():
        set_value()
        commune().jurisdiction = "alsace_moselle"
        assert legal.law().get("notice.ordinary", START) == 3
        set_value(value=4)
        assert legal.law().get("notice.ordinary", START) == 4
        commune().jurisdiction = "wallonia"
        assert legal.law().get("notice.ordinary", START) == 9
        with pytest.raises(WrongValue):
            set_value(value=4)


def test_the_working_days_of_the_cases_follow_the_commune(town):
    easter_eve = date(2027, 3, 26)  # Good Friday
    assert working_days().is_working(easter_eve)
    commune().jurisdiction = "alsace_moselle"
    assert not working_days().is_working(easter_eve)
    with town.manager():
        set_value("holidays.office", ("legal holidays",), "list")
    assert working_days().is_working(easter_eve)


def test_the_jurisdictions_to_choose_from(portal):
    from communesplone.core.settings import jurisdictions

    assert [term.value for term in jurisdictions(portal)] == list(Jurisdiction)


def test_the_commune_edits_its_jurisdiction_and_its_closing_days(page):
    commune().closing_days = (date(2026, 12, 24),)
    _view, shown = page("legal-settings")
    assert "2026-12-24" in shown
    typed = {
        "form.widgets.jurisdiction": ["flanders"],
        "form.widgets.closing_days": "2026-12-28\n2026-12-24\n2026-12-24\n",
        "form.buttons.save": "Save",
    }
    page("legal-settings", "", "POST", **typed)
    assert commune().closing_days == (date(2026, 12, 24), date(2026, 12, 28))
    assert legal.law().jurisdiction == "flanders"
    assert not working_days().is_working(date(2026, 12, 28))
    _view, shown = page("legal-settings", "", "POST", **{**typed, "form.widgets.closing_days": "2026-12-24\nsoon"})
    assert "“soon” is not a day." in text_of(shown)
    assert len(commune().closing_days) == 2
    page("legal-settings", "", "POST", **{**typed, "form.widgets.closing_days": ""})
    assert commune().closing_days == ()


def test_the_commune_says_its_address_for_letters_that_nobody_asks_for(page, monkeypatch):
    monkeypatch.delenv("COMMUNES_ADDRESS", raising=False)
    typed = {"form.widgets.jurisdiction": ["wallonia"], "form.widgets.closing_days": "", "form.buttons.save": "Save"}
    page("legal-settings", "", "POST", **typed, **{"form.widgets.address": "https://www.valmeuse.be/"})
    assert site_address() == "https://www.valmeuse.be"
    _view, shown = page("legal-settings")
    assert "https://www.valmeuse.be/" in shown
    _view, shown = page("legal-settings", "", "POST", **typed, **{"form.widgets.address": "javascript:alert(1)"})
    assert "Write the address as in the browser" in text_of(shown)
    assert site_address() == "https://www.valmeuse.be"
    page("legal-settings", "", "POST", **typed, **{"form.widgets.address": ""})
    assert site_address() == ""


def test_a_site_of_before_has_no_address_to_set(page, portal):
    del portal.portal_registry.records["communesplone.core.address"]
    _view, shown = page("legal-settings")
    assert "form.widgets.address" not in shown


@pytest.mark.parametrize("name", ["legal-values", "legal-value", "legal-settings"])
@pytest.mark.parametrize("user", ["", "carla", "anna", "hedwig", "sam", "edith"])
def test_only_who_runs_the_site_may(town, name, user):
    if user == "edith":
        with town.manager():
            api.user.create("edith@example.org", user, town.password, roles=["Member", "Editor", "Reviewer"])
    with town.user(user), pytest.raises(Unauthorized):
        town.portal.restrictedTraverse(f"@@{name}")


def test_reasons_are_told_in_the_language_of_the_reader(page):
    answer = latest_convocation(legal.law(), date(2026, 9, 29))
    said = legal.explain(answer)
    assert said[0] == "Notice of a meeting: 7 clear days (CDLD L1122-13)"
    assert len(said) == 3


@pytest.fixture
def in_french(town):
    """A few of the law's texts in French, whatever the state of the catalogues; the reader asks for French."""
    texts = {
        "Neither the day of receipt nor the day of the meeting counts.": "Ni la réception ni la séance.",
        "preventive suspensions": "suspensions préventives",
        "aloud": "à haute voix",
    }
    domain = SimpleTranslationDomain("communesplone", {("fr", english): text for english, text in texts.items()})
    getSiteManager().registerUtility(domain, ITranslationDomain, "communesplone")
    api.portal.set_registry_record("plone.available_languages", ["fr", "en"])
    api.portal.set_registry_record("plone.default_language", "fr")
    setLanguageBinding(town.portal.REQUEST)
    yield
    getSiteManager().unregisterUtility(domain, ITranslationDomain, "communesplone")


def test_a_french_reader_gets_notes_and_lists_in_french(page, in_french):
    _view, shown = page()
    text = text_of(shown)
    assert "Ni la réception ni la séance." in text
    assert "Neither the day of receipt" not in text
    assert "appointments, suspensions préventives, disciplinary sanctions" in text
    assert 'lang="en"' not in shown
    _view, shown = page("legal-value", "notice.starts")
    assert "Ni la réception ni la séance." in text_of(shown)
    assert "suspensions préventives" in " ".join(legal.explain(legal.law().ask("ballot.secret_matters", today())))


def test_what_the_commune_wrote_is_shown_as_it_wrote_it(page, in_french):
    set_value("ballot.ways", ("aloud", "met ${value} of $$"), "list", reason="Prix: ${list}, 3 $, aloud")
    for _view, shown in (page(), page("legal-value", "ballot.ways")):
        text = text_of(shown)
        assert "à haute voix, met ${value} of $$" in text
        assert "Prix: ${list}, 3 $, aloud" in text


def test_the_service_tells_programs_the_same_in_every_language_and_readers_theirs(town, in_french):
    value = legal.law().value("ballot.secret_matters", today())
    told = listing.plain(value, town.portal.REQUEST)
    assert told["value"] == value.value
    assert told["lines"] == ["appointments, suspensions préventives, disciplinary sanctions"]
    starts = listing.plain(legal.law().value("notice.starts", today()), town.portal.REQUEST)
    assert starts["note"] == "Ni la réception ni la séance."


# Over HTTP, with real forms


@pytest.fixture
def owner(web):
    """The owner of the site at the functional layer's server."""
    token = base64.b64encode(f"{SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}".encode()).decode()

    def ask(path, method="GET", **form):
        body = urlencode(form, doseq=True) if form else None
        headers = {"Authorization": f"Basic {token}"}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return web.get(path, method=method, body=body, headers=headers)

    return ask


def test_a_manager_sets_a_value_in_the_browser(owner, live_town, web):
    setup = owner("/@@overview-controlpanel")
    assert "/@@legal-values" in setup.text
    shown = owner("/@@legal-value/notice.ordinary")
    assert shown.status == 200
    assert shown.headers["Cache-Control"] == "private, no-store"
    token = html.fromstring(shown.text).xpath("//form[@id='legal-value']//input[@name='_authenticator']/@value")[0]
    answer = owner("/@@legal-value/notice.ordinary", "POST", **TYPED, _authenticator=token)
    assert answer.status == 302
    found = web.get("/@law/notice.ordinary?day=2026-06-01", accept="application/json")
    assert found.status == 200
    assert found.json()["value"] == 9
    assert found.json()["set_by_commune"] is True
    assert found.json()["reason"] == "The council gives itself more time"
    assert SITE_OWNER_NAME not in found.text


def test_the_service_is_public_and_checks_what_it_is_asked(live_town, web):
    def ask(path):
        return web.get(path, accept="application/json")

    everything = ask("/@law").json()
    assert everything["jurisdiction"] == "wallonia"
    assert everything["items_total"] == len(everything["items"]) > 60
    sizes = ask("/@law?theme=size&day=2012-10-13").json()["items"]
    assert {"inhabitants_from": 20000, "value": 6} in next(one for one in sizes if one["key"] == "size.college")[
        "value"
    ]
    assert ask("/@law?day=soon").status == 400
    assert ask("/@law?theme=x").status == 400
    assert ask("/@law/notice.imaginary").status == 404
    assert ask("/@law/size.council/more").status == 404
    assert ask("/@law/after.drafts").status == 404


def test_a_citizen_gets_no_page(live_town, web):
    for user in ("", "carla", "anna"):
        assert web.get("/@@legal-values", user=user).status in (302, 401, 403)
    transaction.abort()
