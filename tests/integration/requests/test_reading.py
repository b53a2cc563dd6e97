"""Reading never writes: every page of ours that answers a GET, for whoever may see it."""

from communesplone.core.cases import store
from communesplone.core.moments import now
from communesplone.website.alerts import folder as alerts
from communesplone.website.events import booking
from communesplone.website.events import programme
from communesplone.website.events.domain.door import Rules
from communesplone.website.newsletter import sending
from communesplone.website.newsletter.store import get_store
from communesplone.website.newsletter.store import Letter
from communesplone.website.waste import store as waste
from datetime import datetime
from datetime import timedelta
from lxml import etree
from pathlib import Path
from plone import api
from tests.integration.requests.conftest import PASSWORD
from tests.integration.requests.test_order_path import order
from tests.integration.storage import readings_since
from tests.integration.storage import writes_since
import communesplone
import pytest
import pytz
import transaction


SITE = {
    "": [
        "",
        "@@home",
        "@@sitemap",
        "@@in-another-language/demarches/composition-de-menage?set_language=nl",
        "@@search?SearchableText=acte",
        "@@search?SearchableText=naissnace+horaire&kind=procedures&theme=family&year=2025",
        "@@suggest?q=nais",
        "@@track",
        "@@track?number=7KQ2-94MX",
        "@@confirm-address?key=x",
        "@@units",
        "@@alerts",
        "@@alerts?b_start=20",
        "@@alerts.atom",
        "@@newsletter",
        "@@newsletters",
        "@@newsletters?b_start=20",
        "@@newsletters/our-letter",
        "@@newsletters.atom",
        "@@newsletter-confirm?key=x",
        "@@newsletter-leave?key=x",
        "@@my-newsletter?key=x",
        "@@accessibility",
        "@@privacy",
        "@@opendata",
        "opendata/procedures",
        "opendata/procedures.csv",
        "opendata/offices.json",
        "opendata/alerts.jsonld",
        "opendata/news.csv",
        "opendata/events.json",
        "opendata/catalog.ttl",
        "alerts/works/@@alert-view",
        "alerts/works/@@alert.cap",
        "@@feedback?page=population&clear=no",
        "@@feedback?page=population&clear=yes",
        "@@feedback?page=population&clear=no&sent=1",
        "@@waste",
        "@@waste?street=haute+12",
        "@@waste/rue-haute",
        "@@waste/rue-haute/calendar.ics?reminder=18",
        "@@health",
        "@@propose-event",
        "@@follow-proposal?number=7KQ2-94MX",
        "@@agenda-view",
        "@@agenda-view?period=weekend&audience=families&place=x&b_start=30",
        "@@agenda.ics",
        "fete/@@event.ics",
        "fete/@@register",
        "fete/@@my-registration?key=x",
        "demarches/@@procedures-view",
        "demarches?by=letter&letter=a&q=menage",
        "demarches/@@cpsv",
        "demarches/@@cpsv.ttl",
        "demarches/@@cpsv.jsonld",
        "demarches/composition-de-menage/@@procedure-view",
        "demarches/composition-de-menage/@@order",
        "demarches/composition-de-menage/@@order?f=0123456789abcdef",
        "demarches/composition-de-menage/@@order?resume=x",
        "population/@@unit-view",
        "population/@@hours",
        "population/@@hours?day=2026-09-27",
        "population/@@hours.ics",
    ],
    "citizen": ["@@my-data", "@@my-orders", "@@my-orders/{0}", "@@track", "demarches/composition-de-menage/@@order"],
    "clerk": [
        "@@cases",
        "@@two-steps",
        "@@cases?view=late&text=lemaire",
        "@@cases-csv",
        "@@counter",
        "@@counter?text=menage&b_start=60",
        "@@case-statistics",
        "@@case-statistics?period=all&type=ORD.composition-de-menage",
        "@@case-statistics-csv",
        "@@case/{0}",
        "@@case/{0}/data",
        "demarches/@@ready-procedures",
        "demarches/@@card-check",
        "demarches/@@card-check?list=stale",
        "demarches/@@card-check-csv",
        "demarches/@@card-updates",
        "demarches/composition-de-menage/@@card-languages",
        "demarches/composition-de-menage/@@card-update",
        "demarches/composition-de-menage/@@order-at-counter",
        "demarches/composition-de-menage/@@form-plan",
        "demarches/composition-de-menage/@@form-plan?edit=street",
        "demarches/composition-de-menage/@@form-preview",
        "demarches/composition-de-menage/@@order-at-counter?f=0123456789abcdef",
        "demarches/composition-de-menage/@@order-form",
        "demarches/composition-de-menage/@@office-form",
    ],
    "head": [
        "population/@@opening-hours?channel=phone",
        "@@case/{0}/journal",
        "@@retention",
        "@@retention?ahead=365",
        "@@retention-runs",
    ],
    "officer": ["@@cases?view=to_sign", "@@case/{0}"],
    "manager": [
        "@@arrange-home",
        "@@accessibility-controlpanel",
        "@@site-checks",
        "@@privacy-controlpanel",
        "@@opendata-controlpanel",
        "@@privacy-register-csv",
        "@@search-settings",
        "@@add-alert",
        "@@import-alert",
        "alerts/works/@@edit",
        "fete/@@registrations",
        "fete/@@registrations-csv",
        "fete/@@registration-settings",
        "@@newsletter-desk",
        "@@newsletter-write",
        "@@newsletter-letter?letter=our-letter",
        "@@newsletter-preview?letter=our-letter&language=en",
        "@@newsletter-subscribers",
        "@@newsletter-csv",
        "@@newsletter-settings",
        "@@home-preview",
        "@@feedback-pages",
        "@@feedback-controlpanel",
        "@@waste-calendar",
        "@@site-check",
        "@@translations-overview",
        "@@waste-table?name=streets",
        "@@home-block/search",
        "@@legal-values",
        "@@legal-values?theme=notice&jurisdiction=france",
        "@@legal-value/notice.ordinary",
        "@@legal-settings",
        "@@jobs",
        "@@jobs?state=done",
        "@@audit",
        "@@audit?action=case.opened",
        "@@audit-export?format=json",
    ],
}
# Parts of other pages; what answers to POST only; stock pages under our own permission; settings of the site.
PARTS = {
    "author",
    "breadcrumbs_view",
    "case-filters",
    "case-kit",
    "case-journal",
    "cases-controlpanel",
    "case-people",
    "commune-arms",
    "commune-colours.css",
    "commune-controlpanel",
    "commune-hero",
    "field-kit",
    "form-kit",
    "hours-parts",
    "iconresolver",
    "index.html",
    "light-cards",
    "light-frame",
    "light_template",
    "main_template",
    "order-desk",
    "remark-desk",
    "events-controlpanel",
    "ordering-controlpanel",
    "proposal-desk",
    "login",
    "person-data",
    "person-view",
    "second-step",
    "second-steps",
    "security-settings",
    "two-steps-parts",
    "retention-controlpanel",
    # Plone's pages in our look: tests/integration/website/test_pages_of_content.py reads them.
    "album_view",
    "faq_view",
    "publications_view",
    "document_view",
    "event_view",
    "file_view",
    "full_view",
    "image_view",
    "listing_view",
    "newsitem_view",
    "summary_view",
    "tabular_view",
}


def event_with_a_guest(town):
    tomorrow = datetime.now(pytz.UTC) + timedelta(days=1)
    event = api.content.create(town, "Event", "fete", title="Fête", start=tomorrow, end=tomorrow)
    if api.content.get_state(event, default="") == "private":
        api.content.transition(event, "publish")
    booking.settle_here(town, programme.programme_of(event), Rules(active=True))
    known = programme.programme_of(event)
    guest = booking.Guest("Nadia Lemaire", "nadia@example.be", 1, "fr")
    booking.register_here(town, known, known.times[""], guest, "token", now())
    folder = api.content.create(town, "Folder", "agenda", title="Agenda")
    if api.content.get_state(folder, default="") == "private":
        api.content.transition(folder, "publish")
    api.portal.set_registry_record("communesplone.website.events.proposals_unit", town.population.UID())


def newsletter() -> None:
    """A letter that went out."""
    kept = get_store()
    letter = kept.letters["our-letter"] = Letter("our-letter", now())
    letter.texts, letter.themes = {"en": {"title": "Our letter", "intro": "Hello."}}, ("news",)
    sending.begin(kept, letter)


@pytest.fixture
def reference(town, browse):
    order(browse("citizen"), town)
    transaction.begin()
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(town.population, "publish")
        times = {"start": now(), "end": now() + timedelta(days=1)}
        api.content.transition(alerts.add(level="works", texts={"fr": {"title": "Works"}}, **times), "publish")
        texts = {"streets": "street;sector\nRue Haute;A\n", "rules": "sector;waste;dates\nA;glass;5/1/2027\n"}
        waste.keep(texts, now())
        event_with_a_guest(town)
        newsletter()
        api.user.create("manager@example.org", "manager", PASSWORD)
        api.user.grant_roles(username="manager", roles=["Manager"])
    transaction.commit()
    (case,) = store.walk()
    return case.reference


@pytest.mark.parametrize("user", SITE)
def test_no_page_writes_when_it_is_read(town, browse, reference, user):
    browser = browse(user)
    if user == "clerk":
        # The stock page notes once, for each portlet, that it has settings.
        browser.open(f"{town.absolute_url()}/demarches/composition-de-menage/@@order-form")
    storage = town._p_jar.db().storage
    before, wrote, unnoted = storage.lastTransaction(), [], []
    for page in SITE[user]:
        browser.open(f"{town.absolute_url()}/{page.format(reference)}")
        if writes_since(storage, before):
            wrote.append(page)
        if "{0}" in page and not readings_since(storage, before):
            unnoted.append(page)
        before = storage.lastTransaction()
    assert (wrote, unnoted) == ([], []), "pages that write, pages of a case that leave no entry in the log"


def test_every_page_of_ours_is_read_here():
    read = " ".join(page for pages in SITE.values() for page in pages)
    ours = {
        element.get("name")
        for path in Path(communesplone.__file__).parent.rglob("*.zcml")
        for element in etree.parse(path).iter("{http://namespaces.zope.org/browser}page")
    }
    assert len(ours) > 20
    assert {name for name in ours if f"@@{name}" not in read} == PARTS
