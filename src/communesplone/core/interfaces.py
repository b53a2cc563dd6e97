"""What the packages above may rely on: the browser layer and the markers of the spine."""

from zope.interface import Attribute
from zope.interface import Interface
from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class ICommunesLayer(IDefaultBrowserLayer):
    """Browser layer of the suite: active where `communesplone.core:default` is installed."""


class ICaseStore(Interface):
    """The container of all cases; lives outside the public site's catalog, navigation and search."""


class ICaseShard(Interface):
    """One of the unordered parts of the store; never written when a case is added."""


class ICase(Interface):
    """Whatever a human at the town hall has to handle."""

    reference = Attribute("Public reference with check character, e.g. 7KQ2-94MX: not secret, not guessable")
    handler = Attribute("Three-letter code of the feature that handles the case, e.g. ORD")
    unit = Attribute("UID of the handling unit, '' when not yet routed")
    assignee = Attribute("User id of the clerk in charge, '' when nobody")
    applicant_user = Attribute("User id of the citizen with an account, '' otherwise")
    applicant_name = Attribute("Name shown in the queue")
    applicant_email = Attribute("Address that mails about the case go to")
    language = Attribute("Language that the citizen is written to in: fr, nl, de, en or es")
    submitted = Attribute("Date of submission (datetime.date, commune's own time zone)")
    due = Attribute("Date by which the case is to be ready (datetime.date), None when there is no term")
    stopped = Attribute("Date since which the clock stands still, None while it runs")
    messages = Attribute("What office and citizen wrote to each other, oldest first (core.cases.thread.Message)")
    notes = Attribute("What the handling unit noted for itself, oldest first (core.cases.thread.Note)")
    hand_overs = Attribute("From which unit to which, when, by whom and why, oldest first (core.cases.people.HandOver)")
    proposals = Attribute("Proposed hand-overs and what became of them, oldest first (core.cases.proposals.Proposal)")
    news = Attribute("Whether the citizen wrote something that nobody of the unit has read")
    news_for_citizen = Attribute("Whether the office wrote something that the citizen has not read")
    handed = Attribute("Whether the case was handed over to its unit and nobody there is in charge yet")


class ICaseHandler(Interface):
    """Adapter of a case (named by its three-letter code): what its feature knows about it.

    A feature plugs in to the queue by registering one for its own case class.
    """

    title = Attribute("Short line for the queue (a message or a text): what is asked")
    kind = Attribute("Token of the kind within the feature (for a document order: id of the procedure)")
    view_name = Attribute("Name of the page on which a clerk handles the case")
    citizen_url = Attribute("Address at which the applicant follows the case; '' when there is none")

    def title_in(language: str):
        """The title in that language, for letters to the applicant."""

    def field_titles() -> dict:
        """Name -> label (message) of what can be corrected, for the log; may be missing."""


class IRetentionRules(Interface):
    """Utility, named by the three-letter code of a feature: how long its kinds of cases are kept."""

    def rules():
        """Kind -> ``core.domain.retention.Rule``; a kind without a period of its own is left out."""


class IPersonalData(Interface):
    """Adapter of a case: what it knows about a person, for whoever asks for his data or has them erased."""

    number = Attribute("Number of the issued document in its register, '' for none")
    document_sha256 = Attribute("Hash of the issued document in hex, '' for none; it stays when the document goes")

    def export():
        """What the case says about its applicant, as plain values (JSON)."""

    def files():
        """Name and named blob file of each file of the applicant, and of the document issued to him."""

    def forget():
        """Take the person out of the case for good; reference, kind, unit, days, number and hash stay."""


class IUnfinishedWork(Interface):
    """Named utility of a feature: what people began and saved, that is no case yet."""

    def begun(account: str):
        """What an account saved: a list of objects with `export`, `files` and `forget` as in `IPersonalData`."""


class IUnit(Interface):
    """A service of the town hall."""


class IPerson(Interface):
    """Somebody who works for, or was elected by, the commune."""


class ICaseBatchAction(Interface):
    """Utility named by the value of its button: something done to many chosen cases of the queue.

    A feature registers one for what its own cases can do; each case is checked on its own.
    """

    title = Attribute("Words on the button (a message)")
    rank = Attribute("Place among the buttons, small numbers first")
    needs_text = Attribute("Whether the text beside the buttons is required")

    def do(case, text: str) -> None:
        """Do it to one case, or raise NotPossible, whose second argument may be a message that says why."""

    def said(number: int):
        """The message for so many cases done."""

    def after(references: list[str]) -> None:
        """Called once with the cases that were done, in the same transaction: for what is one job for all of them."""


class IHomeBlock(Interface):
    """Named adapter of (site, request): a part of the home page that an editor can show, hide, move and set.

    A feature registers one for each thing of its own that belongs on the home page. What a block shows comes from rows
    of a catalog and from settings, never from content objects: the home page is what most people open.
    """

    title = Attribute("What the editor's list calls it (a message)")
    description = Attribute("One sentence for the editor: what visitors see (a message)")
    icon = Attribute("Name of an icon of the sprite")
    options = Attribute("Schema of what an editor may set, with defaults; None for nothing")
    needs = Attribute(
        "Portal types without which there is nothing to show: the block is not offered where one is missing"
    )
    rank = Attribute("Place on a home page that nobody has arranged, small numbers first; None: only when it is added")
    several = Attribute("Whether an editor may add it more than once")
    half = Attribute("Whether it stands beside its neighbour on a wide window, when that one is half too")
    keeps = Attribute(
        "Whether visitors may get the markup from the process while the catalog, the settings and `depends()` are the "
        "same and before `until()`; a block without this attribute is asked each time"
    )
    says_today = Attribute("Whether it speaks of this day: no cache keeps the page beyond midnight then")

    def depends():
        """What the markup comes from beside the catalog, settings, options and the language (hashable)."""

    def until() -> float:
        """Seconds of the epoch until which the markup is true, where publication dates and events do not tell."""

    def render(options: dict, place: int) -> str:
        """Markup without scripts and styles; '' when there is nothing to show: the block is left out then.

        `options` holds a value for every field of the schema. `place` counts from 0; the first one owns the h1.
        """


class IOpenToday(Interface):
    """Utility: what to say about the opening of offices now. Without it lists of offices say nothing about hours."""

    def today(uids: list, moment, language: str) -> dict:
        """UID -> {"text": "Open until 16:30", "state": "ok", "hours": "9–12"}; offices without hours are left out.

        `moment` is aware; `state` is one of ok, warn, danger; `hours` are those of the day, '' for none.
        `openings`, when there, are for the script of the page, which says itself what is open; `text` is '' then.
        """


class IDeskLink(Interface):
    """Subscription adapter of (site, request): a page of a feature, beside the views of the queue."""

    title = Attribute("What the link says (message)")
    url = Attribute("Absolute address")
    order = Attribute("Number: smaller comes first")
    available = Attribute("Whether to show it to the current user")


class IProcessing(Interface):
    """Named utility of a feature: what it keeps about people, for the privacy page and the register of the GDPR."""

    def activities():
        """`core.domain.processing.Activity` and `NothingKept` objects, with delays as the settings are now.

        Called in a request of anybody, so: registry, rows of a catalog, constants; nothing about a person.
        """


class IDataSet(Interface):
    """Utility, named as in its address (`opendata/NAME.csv`): a table of what everybody may see anyway.

    A feature registers one for each kind of thing that it publishes. Nothing about a person who holds no office.
    """

    title = Attribute("What it is called (a message)")
    description = Attribute("One or two sentences (a message)")
    columns = Attribute("Tuple of `core.domain.data_set.Column`; the first one names the row, one is `url`")
    often = Attribute("`core.domain.data_set.Often`")
    theme = Attribute("Code of the data themes of the European Union: GOVE, SOCI, EDUC, TRAN, ENVI...")
    located = Attribute("Whether rows have `lon` and `lat` (WGS 84): GeoJSON is offered then")

    def count(request):
        """How many rows there are."""

    def rows(request, start, size):
        """Tuples of values in the order of the columns, of at most `size` rows from `start` on.

        From rows of a catalog, asked as nobody: `core.published.rows`. The order is the same at every call.
        """
