"""The permission matrix, declared: every page and service of ours, what it asks for, and who gets in.

How to declare a new one: docs/reference/roles.rst, "The permission matrix". Whoever stands in no column is refused.
"""

from typing import NamedTuple


PEOPLE = (
    "",  # anonymous
    "citizen",  # whose order is asked for
    "other_citizen",
    "clerk",  # of the service that handles it
    "head",
    "officer",
    "other_clerk",  # of another service
    "other_head",
    "other_officer",
    "editor",
    "administrator",
    "manager",
)
EVERYBODY = frozenset(PEOPLE)
NOBODY = frozenset()
CITIZEN = frozenset({"citizen"})
MEMBERS = EVERYBODY - {""}
MANAGER = frozenset({"manager"})
BOSSES = frozenset({"administrator", "manager"})
WRITERS = BOSSES | {"editor"}
CLERKS = frozenset({"clerk", "other_clerk", "head", "other_head"})
CARDS = WRITERS | CLERKS  # whoever puts up procedures
KEEPERS = WRITERS | {"clerk", "head"}  # whoever writes this one
HEADS = frozenset({"head", "other_head"})
STAFF = frozenset({"clerk", "head", "officer", "other_clerk", "other_head", "other_officer"})
SERVICE = frozenset({"clerk", "head", "officer"})
HANDLING = SERVICE | MANAGER
QUEUE = STAFF | MANAGER
# What stands on a kind of content is asked for on this one.
PLACES = {
    "IPloneSiteRoot": "",
    "ISiteRoot": "",
    "INavigationRoot": "",
    "Interface": "",
    "IDexterityContainer": "demarches",
    "IProcedureFolder": "demarches",
    "IProcedure": "demarches/composition-de-menage",
    "IUnit": "population",
    "IPerson": "person",
    "IOpeningHours": "population",
    "IFolder": "folder",
    "IFolderish": "folder",
    "ITranslatable": "folder",
    "INewsItem": "news-item",
    "IEvent": "event",
    "IFile": "file",
    "IImage": "drawing",
    "ISyndicatableCollection": "collection",
    "ICollection": "collection",
    "IAlertFolder": "alerts",
    "IAlert": "alerts/works",
    "ICase": "{case}",
    "Order": "{case}",
    "Proposal": "{proposal}",
    "Remark": "{remark}",
    "IApplication": "{root}",
}


class Door(NamedTuple):
    """A page (`@@cases`) or a service (`GET @cases`).

    `on`: name of what it is registered for. `permission`: title, as registered. `allowed`: who gets an answer.
    `hidden`: who gets 404. `path`: what follows the name in the address. `shows`: who may read the order of `citizen`
    in it. `does`: fields of a POST that would change something if it had a token.
    """

    name: str
    on: str
    permission: str
    allowed: frozenset = NOBODY
    hidden: frozenset = NOBODY
    path: str = ""
    shows: frozenset = NOBODY
    does: dict | None = None


SITE = "IPloneSiteRoot"
USE_CASES = "CommunesPlone: Use the case queue"
SETTINGS = "CommunesPlone: Manage the commune's settings"
RETENTION = "CommunesPlone: Manage retention and personal data"
ARRANGE = "CommunesPlone: Arrange the home page"
ALERTS = "CommunesPlone: Manage alerts"
FEEDBACK = "CommunesPlone: Read answers about pages"
WASTE = "CommunesPlone: Manage the waste calendar"
LETTERS = "CommunesPlone: Write newsletters"
READERS = "CommunesPlone: Manage newsletter subscribers"
LAW = "CommunesPlone: Manage legal values"
LOG = "CommunesPlone: Read the log"
HOURS = "CommunesPlone: Edit opening hours"
EDIT = "Modify portal content"
CASE = "/{own}"

DOORS = (
    # The public site
    Door("@@home", "INavigationRoot", "View", EVERYBODY),
    Door("@@search", "INavigationRoot", "Public", EVERYBODY, path="?SearchableText=zyx"),
    Door("@@suggest", "INavigationRoot", "Public", EVERYBODY, path="?q=zyx"),
    Door("@@commune-colours.css", SITE, "Public", hidden=EVERYBODY),
    Door("@@commune-hero", SITE, "Public", hidden=EVERYBODY, path="/x-960.webp"),
    Door("@@sitemap", "INavigationRoot", "View", EVERYBODY),
    Door("@@commune-arms", SITE, "Public", hidden=EVERYBODY),
    Door("@@health", SITE, "Public", EVERYBODY),
    Door("@@health", "IApplication", "Public", EVERYBODY),
    Door("@@units", SITE, "View", EVERYBODY),
    Door("@@units", "IDexterityContainer", "View", EVERYBODY),
    # Plone's own pages: for visitors in our look, under Plone's permission
    Door("@@document_view", "Interface", "View", EVERYBODY),
    Door("@@newsitem_view", "INewsItem", "View", EVERYBODY),
    Door("@@event_view", "IEvent", "View", EVERYBODY),
    Door("@@file_view", "IFile", "View", EVERYBODY),
    Door("@@image_view", "IImage", "View", EVERYBODY),
    Door("@@listing_view", "ICollection", "View", EVERYBODY),
    *(
        Door(f"@@{name}", on, "View", EVERYBODY)
        for name in ("listing_view", "summary_view", "tabular_view", "full_view", "album_view")
        for on in ("IDexterityContainer", "ISyndicatableCollection")
    ),
    *(
        Door(f"@@{name}", on, "View", EVERYBODY)
        for name in ("faq_view", "publications_view")
        for on in ("IFolder", "ICollection")
    ),
    Door("@@unit-view", "IUnit", "View", EVERYBODY),
    Door("@@hours", "IOpeningHours", "View", EVERYBODY),
    Door("@@hours.ics", "IOpeningHours", "View", EVERYBODY),
    Door("@@hours-parts", "Interface", "View", hidden=EVERYBODY),
    Door("GET @hours", "IOpeningHours", "View", EVERYBODY),
    Door("@@opening-hours", "IOpeningHours", HOURS, WRITERS | {"head"}, does={"form.buttons.save": "Save"}),
    Door("@@person-view", "IPerson", "View", EVERYBODY),
    Door("@@procedure-view", "IProcedure", "View", EVERYBODY),
    Door("@@procedures-view", "IProcedureFolder", "View", EVERYBODY),
    Door("@@cpsv", "IProcedure", "View", EVERYBODY),
    Door("@@cpsv.ttl", "IProcedure", "View", EVERYBODY),
    Door("@@cpsv.jsonld", "IProcedure", "View", EVERYBODY),
    Door("@@cpsv", "IProcedureFolder", "View", EVERYBODY),
    Door("@@cpsv.ttl", "IProcedureFolder", "View", EVERYBODY),
    Door("@@cpsv.jsonld", "IProcedureFolder", "View", EVERYBODY),
    Door("GET @law", SITE, "View", EVERYBODY),
    # Events
    Door("@@register", "IEvent", "View", EVERYBODY),
    Door("@@my-registration", "IEvent", "View", EVERYBODY, path="?key=x"),
    Door("@@agenda-view", "IDexterityContainer", "View", EVERYBODY),
    Door("@@agenda.ics", "IDexterityContainer", "View", EVERYBODY),
    Door("@@event.ics", "IEvent", "View", EVERYBODY),
    Door("GET @registration", "IEvent", "View", EVERYBODY),
    Door("GET @registrations", "IEvent", EDIT, WRITERS),
    Door("@@propose-event", "IPloneSiteRoot", "View", EVERYBODY),
    Door("@@follow-proposal", "IPloneSiteRoot", "View", EVERYBODY),
    Door("@@proposal-desk", "Proposal", "View", hidden=EVERYBODY),
    Door("@@events-controlpanel", SITE, SETTINGS, BOSSES),
    Door("@@registrations", "IEvent", EDIT, WRITERS, does={"tell": "1", "text": "News"}),
    Door("@@registrations-csv", "IEvent", EDIT, WRITERS),
    Door("@@registration-settings", "IEvent", EDIT, WRITERS, does={"form.buttons.save": "Save"}),
    # Alerts
    Door("@@alerts", SITE, "View", EVERYBODY),
    Door("@@alerts", "IAlertFolder", "View", EVERYBODY),
    Door("@@alerts.atom", SITE, "View", EVERYBODY),
    Door("@@alert-view", "IAlert", "View", EVERYBODY, does={"do": "withdraw"}),
    Door("@@alert.cap", "IAlert", "View", EVERYBODY),
    Door("GET @alerts", SITE, "View", EVERYBODY),
    Door("@@add-alert", SITE, ALERTS, WRITERS),
    Door("@@import-alert", SITE, ALERTS, WRITERS),
    Door("@@edit", "IAlert", EDIT, WRITERS),
    # Says of a page below it that it does not exist in the language; of none, nothing.
    Door("@@in-another-language", "INavigationRoot", "View", hidden=EVERYBODY),
    # Waste collection
    Door("@@waste", "INavigationRoot", "View", EVERYBODY, path="/rue-haute"),
    Door("GET @waste", SITE, "View", EVERYBODY, path="?street=rue-haute"),
    Door("@@waste-calendar", SITE, WASTE, WRITERS, does={"form.buttons.save": "Store", "form.widgets.streets": "x"}),
    Door("@@waste-table", SITE, WASTE, WRITERS, path="?name=streets"),
    # Was this page clear?
    # Takes answers without a token, on purpose: docs/explanation/decisions.rst. Without an answer a POST is refused.
    Door("@@feedback", SITE, "View", EVERYBODY, path="?page=news-item"),
    Door("@@remark-desk", "Remark", "View", hidden=EVERYBODY),
    Door("@@feedback-pages", SITE, FEEDBACK, WRITERS | HEADS),
    Door("@@feedback-controlpanel", SITE, SETTINGS, BOSSES),
    Door("GET @feedback", SITE, FEEDBACK, WRITERS | HEADS),
    # Newsletter
    Door("@@newsletter", SITE, "View", EVERYBODY),
    Door("@@newsletters", SITE, "View", EVERYBODY),
    Door("@@newsletters", SITE, "View", EVERYBODY, path="/our-letter"),
    Door("@@newsletters", SITE, "View", NOBODY, EVERYBODY, path="/our-draft"),
    Door("@@newsletters.atom", SITE, "View", EVERYBODY),
    Door("GET @newsletters", SITE, "View", EVERYBODY),
    *(
        Door(f"@@{name}", SITE, "Public", EVERYBODY, path="?key=x")
        for name in ("newsletter-confirm", "newsletter-leave", "my-newsletter")
    ),
    Door("@@newsletter-desk", SITE, LETTERS, WRITERS),
    Door("@@newsletter-write", SITE, LETTERS, WRITERS, path="?letter=our-draft"),
    Door(
        "@@newsletter-letter",
        SITE,
        LETTERS,
        WRITERS,
        path="?letter=our-draft",
        does={"letter": "our-draft", "do": "send"},
    ),
    Door("@@newsletter-preview", SITE, LETTERS, WRITERS, path="?letter=our-draft&language=fr"),
    Door("@@newsletter-subscribers", SITE, READERS, BOSSES, does={"forget": "x"}),
    Door("@@newsletter-csv", SITE, READERS, BOSSES),
    Door("@@newsletter-settings", SITE, READERS, BOSSES, does={"form.buttons.save": "Save"}),
    # Logging in
    Door("@@login", "INavigationRoot", "Public", EVERYBODY),
    Door("@@second-step", SITE, "Public"),  # between password and code only
    Door("@@two-steps", SITE, "Set own password", MEMBERS, does={"begin": "1"}),
    Door("@@second-steps", SITE, "Plone Site Setup: Users and Groups", BOSSES, does={"user": "clerk"}),
    Door("POST @users", "ISiteRoot", "View", BOSSES),
    Door("@@author", SITE, "List portal members", BOSSES, path="/citizen"),
    # Citizens
    Door("@@order", "IProcedure", "View", EVERYBODY, shows=CITIZEN),
    Door("@@track", SITE, "View", EVERYBODY, path="?number={own}"),
    Door("@@my-orders", SITE, "View", MEMBERS),
    Door("@@my-orders", SITE, "View", CITIZEN, MEMBERS - CITIZEN, CASE, CITIZEN, {"withdraw": "1", "sure": "1"}),
    Door("@@my-orders", SITE, "View", CITIZEN, MEMBERS - CITIZEN, CASE + "/file/answer-2", CITIZEN),
    Door("@@confirm-address", SITE, "View", EVERYBODY, path="?key=x"),
    Door("@@my-data", SITE, "View", MEMBERS, shows=CITIZEN),
    # Cases
    Door("@@cases", SITE, USE_CASES, QUEUE, shows=HANDLING, does={"take": "{own}"}),
    Door("@@cases-csv", SITE, USE_CASES, QUEUE, shows=HANDLING),
    Door("@@case", SITE, "Public", HANDLING, EVERYBODY - HANDLING, CASE, HANDLING, {"do": "take"}),
    Door("@@case", SITE, "Public", HANDLING, EVERYBODY - HANDLING, CASE + "/data", HANDLING),
    Door("@@case", SITE, "Public", HANDLING, EVERYBODY - HANDLING, CASE + "/file/proof", HANDLING),
    Door("@@case", SITE, "Public", HANDLING, EVERYBODY - HANDLING, CASE + "/file/answer-2", HANDLING),
    Door("@@case", SITE, "Public", NOBODY, EVERYBODY, CASE + "/document/1", HANDLING),
    Door(
        "@@case-people", SITE, USE_CASES, path="?reference={own}&user=head", does={"reference": "{own}", "user": "head"}
    ),
    Door("@@case-people", SITE, USE_CASES, path="?do=accept", does={"reference": "{own}", "do": "accept"}),
    Door("@@counter", SITE, USE_CASES, QUEUE),
    Door("@@case-statistics", SITE, USE_CASES, QUEUE),
    Door("@@case-statistics-csv", SITE, USE_CASES, QUEUE),
    # An order has no address of its own: @@case finds it.
    Door("@@case-journal", "ICase", USE_CASES, hidden=EVERYBODY),
    Door("@@order-desk", "Order", "View", hidden=EVERYBODY),
    Door("@@case-filters", SITE, USE_CASES, does={"do": "save", "name": "Mine"}),
    Door("@@cases-controlpanel", SITE, "Manage portal", MANAGER),
    Door("GET @cases", SITE, USE_CASES, QUEUE, shows=HANDLING),
    Door("GET @case", SITE, "Public", HANDLING, EVERYBODY - HANDLING, CASE, HANDLING),
    Door("POST @case-message", SITE, "Public", HANDLING, EVERYBODY - HANDLING, CASE),
    Door("POST @case-note", SITE, "Public", HANDLING, EVERYBODY - HANDLING, CASE),
    # Retention and the data of a person
    Door("@@retention", SITE, USE_CASES, HEADS | MANAGER, path="?ahead=365", does={"approve": "1", "sure": "1"}),
    Door("@@retention-runs", SITE, USE_CASES, HEADS | MANAGER),
    Door("@@retention-controlpanel", SITE, RETENTION, MANAGER),
    Door("@@person-data", SITE, RETENTION, MANAGER, shows=MANAGER, does={"erase": "1", "sure": "1"}),
    # The log and jobs
    Door("@@audit", SITE, LOG, MANAGER, does={"x": "1"}),
    Door("@@audit-export", SITE, LOG, MANAGER),
    Door("GET @audit", SITE, LOG, MANAGER),
    Door("@@jobs", SITE, "Manage portal", MANAGER, does={"retry": "x"}),
    Door("GET @jobs", SITE, "Manage portal", MANAGER),
    # Editing
    Door(
        "@@ready-procedures", "IProcedureFolder", "CommunesPlone: Add procedure", CARDS, does={"code": "parking-card"}
    ),
    Door("@@order-at-counter", "IProcedure", "View", frozenset({"clerk", "head"}), does={"channel": "counter"}),
    Door("@@form-plan", "IProcedure", EDIT, KEEPERS, does={"do": "add_step", "label": "More"}),
    Door("@@form-preview", "IProcedure", EDIT, KEEPERS, does={"x": "1"}),
    Door("@@order-form", "IProcedure", EDIT, KEEPERS),
    Door("@@office-form", "IProcedure", EDIT, KEEPERS),
    Door("@@card-languages", "IProcedure", EDIT, KEEPERS),
    Door("@@card-update", "IProcedure", EDIT, KEEPERS, does={"all": "1"}),
    Door("@@card-check", "IProcedureFolder", "CommunesPlone: Add procedure", CARDS),
    Door("@@card-check-csv", "IProcedureFolder", "CommunesPlone: Add procedure", CARDS),
    Door("@@card-updates", "IProcedureFolder", "CommunesPlone: Add procedure", CARDS),
    # Settings
    Door("@@accessibility", "INavigationRoot", "View", EVERYBODY),
    Door("@@accessibility-controlpanel", SITE, SETTINGS, BOSSES),
    Door("@@privacy", "INavigationRoot", "View", EVERYBODY),
    Door("@@opendata", SITE, "View", EVERYBODY),
    Door("@@opendata", SITE, "View", EVERYBODY, path="/offices.csv"),
    Door("@@opendata-controlpanel", SITE, SETTINGS, BOSSES),
    Door("@@privacy-controlpanel", SITE, SETTINGS, BOSSES),
    Door("@@privacy-register-csv", SITE, RETENTION, MANAGER),
    Door("@@site-checks", SITE, SETTINGS, BOSSES, does={"result": "x"}),
    Door("GET @site-checks", SITE, SETTINGS, BOSSES),
    Door("POST @site-checks", SITE, SETTINGS, BOSSES),
    Door("@@commune-controlpanel", SITE, SETTINGS, BOSSES),
    # The site of the tests has one language, so the add-on that gives editors this permission is not installed.
    Door("@@translations-overview", "IFolderish", "plone.app.multilingual: Manage Translations", MANAGER),
    Door("GET @translations", "ITranslatable", "View", hidden=EVERYBODY),
    Door("@@site-check", SITE, SETTINGS, BOSSES, does={"check": "1"}),
    Door("@@search-settings", SITE, SETTINGS, BOSSES),
    Door("@@ordering-controlpanel", SITE, SETTINGS, BOSSES),
    Door("@@legal-values", SITE, LAW, BOSSES),
    Door("@@legal-value", SITE, LAW, BOSSES, path="/notice.ordinary"),
    Door("@@legal-settings", SITE, LAW, BOSSES),
    Door("@@security-settings", SITE, "Manage portal", MANAGER),
    # Parts of pages, which by themselves answer nothing
    Door("@@main_template", "Interface", "Public", EVERYBODY),
    Door("@@arrange-home", SITE, ARRANGE, WRITERS, does={"do": "add:text"}),
    Door("@@home-preview", SITE, ARRANGE, WRITERS),
    Door("@@home-block", SITE, ARRANGE, WRITERS, path="/search"),
    Door("@@light-cards", "Interface", "Public", hidden=EVERYBODY),
    Door("@@light_template", "Interface", "Public", EVERYBODY),
    Door("@@light-frame", "Interface", "Public", hidden=EVERYBODY),
    Door("@@iconresolver", "Interface", "Public", EVERYBODY),
    Door("@@form-kit", "Interface", "Public", hidden=EVERYBODY),
    Door("@@case-kit", "Interface", "Public", hidden=EVERYBODY),
    Door("@@two-steps-parts", "Interface", "Public", hidden=EVERYBODY),
    Door("@@breadcrumbs_view", "ICase", "Public", hidden=EVERYBODY),
    Door("@@breadcrumbs_view", "IProcedure", "Public", hidden=EVERYBODY),
)
# Never asked for by an address: the page of an error, and parts of a widget.
WITHOUT_ADDRESS = {("@@index.html", "Exception", "Public"), ("@@field-kit", "IWidget", "Public")}
