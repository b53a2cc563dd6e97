"""The waste calendar on pages: asked by citizens, fed to their calendars, kept by an editor."""

from communesplone.core import moments
from communesplone.website.waste import store
from datetime import date
from datetime import datetime
from datetime import UTC
from icalendar import Calendar
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from urllib.error import HTTPError
import json
import pytest
import re
import transaction


STREETS = """street;village;from number;to number;side;sector
Rue Haute;;;;;Nord
Rue du Pont;;1;99;odd;Nord
Rue du Pont;;2;98;even;Sud
Rue de l'Église;Sart;;;;Sud
Rue de l'Église;Huy;;;;Nord
"""
RULES = """sector;waste;weekday;weeks;from;until;dates;changes;on holidays
Nord;residual waste;friday;;1/1/2026;;;;next working day
Nord;paper;monday;4;2/11/2026;;;30/11/2026 > 3/12/2026;
Sud;residual waste;tuesday;;1/1/2026;;;;
all;glass;;;;;2/12/2026;;
"""
KINDS = """waste;bag;link;en;fr
residual;White bag;/demarches/sacs;;
glass;;https://bulles.example;Bottle bank;Bulles à verre
"""
MORNING = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture
def site(functional_portal):
    login(functional_portal.aq_parent, SITE_OWNER_NAME)
    store.keep({"streets": STREETS, "rules": RULES, "kinds": KINDS}, MORNING)
    transaction.commit()
    with moments.at(MORNING):
        yield functional_portal


def browser_of(functional, manager=False):
    browser = Browser(functional["app"])
    browser.handleErrors = False
    browser.raiseHttpErrors = True
    if manager:
        browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    return browser


@pytest.fixture
def visitor(functional):
    return browser_of(functional)


@pytest.fixture
def editor(functional):
    return browser_of(functional, manager=True)


def text_of(browser) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", browser.contents))


def open_page(browser, site, path):
    browser.open(f"{site.absolute_url()}/{path}")
    return browser


def feed(browser, site, path) -> Calendar:
    return Calendar.from_ical(open_page(browser, site, path).contents)


def test_a_citizen_finds_the_next_collections_of_the_street(site, visitor):
    open_page(visitor, site, "@@waste")
    visitor.getControl(name="street").value = "haute"
    visitor.getControl("Show").click()
    assert visitor.url == f"{site.absolute_url()}/@@waste/rue-haute"
    text = text_of(visitor)
    assert "Friday 27 November" in text and "Residual waste – White bag" in text
    assert "Thursday 3 December" in text and "instead of Monday 30 November" in text
    assert "Bottle bank" in text
    assert f'href="{site.absolute_url()}/demarches/sacs"' in visitor.contents


def test_christmas_is_on_the_next_working_day_in_the_year(site, visitor):
    contents = open_page(visitor, site, "@@waste/rue-haute").contents
    assert 'datetime="2026-12-25"' not in contents
    assert 'datetime="2026-12-26"' in contents
    assert 'datetime="2027-01-02"' in open_page(visitor, site, "@@waste/rue-haute?year=2027").contents


def test_a_house_number_chooses_the_part_and_stands_in_no_address(site, visitor):
    open_page(visitor, site, "@@waste?street=rue+du+pont+12B")
    assert visitor.url.endswith("/@@waste/rue-du-pont/sud")
    open_page(visitor, site, "@@waste/rue-du-pont")
    assert "even numbers 2 to 98" in text_of(visitor)
    assert "Next collections" not in text_of(visitor)
    visitor.getLink("odd numbers 1 to 99").click()
    assert "Friday 27 November" in text_of(visitor)


def test_streets_of_the_same_name_are_told_apart(site, visitor):
    text = text_of(open_page(visitor, site, "@@waste?street=eglise"))
    assert "Rue de l'Église, Huy" in text and "Rue de l'Église, Sart" in text


def test_an_unknown_street_is_told_and_what_was_typed_stays(site, visitor):
    open_page(visitor, site, "@@waste?street=%3Cb%3Ezyx")
    assert "No street is called that" in visitor.contents
    assert visitor.getControl(name="street").value == "<b>zyx"


@pytest.mark.parametrize(
    "path", ["zyx", "rue-du-pont/zyx", "rue-haute/nord/zyx", "calendar.ics", "rue-haute/nord/sud/calendar.ics"]
)
def test_an_address_that_leads_nowhere_is_told(site, functional, path):
    browser = browser_of(functional)
    browser.handleErrors = True
    with pytest.raises(HTTPError, match="404"):
        open_page(browser, site, f"@@waste/{path}")


def test_the_feed_is_a_valid_calendar_with_a_reminder_on_the_evening_before(site, visitor):
    made = feed(visitor, site, "@@waste/rue-haute/calendar.ics?lang=en&reminder=18")
    assert visitor.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert visitor.headers["Cache-Control"] == "public, max-age=3600"
    events = made.walk("VEVENT")
    assert len({event["UID"] for event in events}) == len(events) > 60
    assert all(event["DTSTAMP"].dt == MORNING for event in events)
    (christmas,) = (event for event in events if event["DTSTART"].dt == date(2026, 12, 26))
    assert str(christmas["SUMMARY"]) == "Residual waste"
    (alarm,) = christmas.walk("VALARM")
    assert alarm["TRIGGER"].dt.total_seconds() == -6 * 3600
    assert not feed(visitor, site, "@@waste/rue-haute/calendar.ics").walk("VALARM")


def test_the_feed_stays_the_same_until_the_table_changes(site, visitor):
    address = "@@waste/rue-haute/calendar.ics"
    first = open_page(visitor, site, address).contents
    tag = visitor.headers["ETag"]
    with moments.at(datetime(2026, 12, 3, 9, tzinfo=UTC)):
        assert open_page(visitor, site, address).contents == first
    assert visitor.headers["ETag"] == tag
    store.keep({"streets": STREETS, "rules": RULES + "Nord;textiles;;;;;4/12/2026;;\n"}, MORNING)
    transaction.commit()
    assert "Textiles" in open_page(visitor, site, address).contents
    assert visitor.headers["ETag"] != tag


def test_a_program_that_has_the_feed_gets_no_second_copy(site, functional, visitor):
    open_page(visitor, site, "@@waste/rue-haute/calendar.ics")
    again = browser_of(functional)
    again.addHeader("If-None-Match", visitor.headers["ETag"])
    again.raiseHttpErrors = False
    open_page(again, site, "@@waste/rue-haute/calendar.ics")
    assert again.headers["Status"].startswith("304")


def test_a_feed_of_a_street_that_was_split_says_so(site, visitor):
    (event,) = feed(visitor, site, "@@waste/rue-du-pont/calendar.ics").walk("VEVENT")
    assert "several sectors" in str(event["SUMMARY"])
    assert len(feed(visitor, site, "@@waste/rue-haute/sud/calendar.ics").walk("VEVENT")) > 60


def test_programs_read_streets_and_days(site, functional):
    browser = browser_of(functional)
    browser.addHeader("Accept", "application/json")
    found = json.loads(open_page(browser, site, "@waste?q=pont").contents)
    assert found["streets_total"] == 4
    assert [part["key"] for part in found["streets"][0]["parts"]] == ["nord", "sud"]
    days = json.loads(open_page(browser, site, "@waste?street=rue-du-pont&part=nord&year=2026").contents)
    assert {"day": "2026-12-26", "waste": "residual", "usual_day": "2026-12-25"} in days["collections"]["nord"]


def test_a_site_without_a_calendar_says_so(functional_portal, visitor):
    assert "There is no waste calendar yet." in open_page(visitor, functional_portal, "@@waste").contents


# The editor


def form_of(editor, site):
    open_page(editor, site, "@@waste-calendar")
    return editor


def field(browser, name):
    return browser.getControl(name=f"form.widgets.{name}")


def test_an_editor_changes_the_calendar(site, editor, visitor):
    form_of(editor, site)
    assert "Rue Haute;;;;;Nord" in field(editor, "streets").value
    field(editor, "streets").value = STREETS + "Quai des Tanneurs;;;;;Sud\n"
    editor.getControl("Check").click()
    assert "Streets: 5" in text_of(editor)
    assert store.known().streets.find("quai-des-tanneurs") is None
    editor.getControl("Store").click()
    assert "The waste calendar is stored." in editor.contents
    open_page(visitor, site, "@@waste?street=tanneurs")
    assert visitor.url.endswith("/@@waste/quai-des-tanneurs")


def test_what_is_wrong_is_told_by_line_and_nothing_is_stored(site, editor):
    form_of(editor, site)
    field(editor, "streets").value = STREETS + "Quai des Tanneurs;;;;;Ouest\nRue Haute;;;;;Sud\n"
    field(editor, "rules").value = RULES + "Nord;paper;;;;;31/2/2027;;\n"
    editor.getControl("Store").click()
    text = text_of(editor)
    assert "Line 7: No collection is planned in sector Ouest. Quai des Tanneurs;;;;;Ouest" in text
    assert "Line 8: Rue Haute: the same houses stand in line 2." in text
    assert "Line 6: 31/2/2027 is not in the calendar." in text
    assert "Ouest" in field(editor, "streets").value
    assert store.texts()["streets"] == STREETS


def test_a_file_of_a_spreadsheet_takes_the_place_of_the_field(site, editor):
    form_of(editor, site)
    field(editor, "streets_file").add_file("rue;secteur\nChaussée d'Été;Sud\n".encode("cp1252"), "text/csv", "s.csv")
    editor.getControl("Check").click()
    assert field(editor, "streets").value.split() == ["rue;secteur", "Chaussée", "d'Été;Sud"]
    editor.getControl("Store").click()
    assert [street.title for street in store.known().streets.search("ete")] == ["Chaussée d'Été"]


def test_tables_to_begin_with_come_as_files(site, editor):
    assert "Rue Haute;;;;;Nord" in open_page(editor, site, "@@waste-table?name=streets").contents
    assert editor.headers["Cache-Control"] == "private, no-store"


def test_the_cost_of_a_page_does_not_grow_with_the_streets(site):
    many = STREETS + "".join(f"Rue {number:04};;;;;Nord\n" for number in range(5000))
    store.keep({"streets": many, "rules": RULES}, MORNING)
    known = store.known()
    assert len(known.streets.known) == 5004
    assert store.known().streets is known.streets
    assert len(known.streets.search("rue", 20)) == 20
