"""Two services with their people, two citizens with an order each, and marks in what is not for everybody."""

from communesplone.core.cases import saved
from communesplone.core.cases import store
from communesplone.core.cases import thread
from communesplone.core.cases.attachments import Attachment
from communesplone.core.cases.queue import Filters
from communesplone.core.jobs.api import enqueue
from communesplone.core.mail.delivery import KIND as MAIL
from communesplone.core.moments import now
from communesplone.demo.happening import picture
from communesplone.requests import drafts
from communesplone.requests import intake
from communesplone.website.alerts import folder as alerts
from communesplone.website.events import booking
from communesplone.website.events import programme
from communesplone.website.events.domain.door import Rules
from communesplone.website.events.proposals import intake as intake_of_events
from communesplone.website.feedback import remark
from communesplone.website.newsletter import sending
from communesplone.website.newsletter import settings as newsletter
from communesplone.website.newsletter.domain.subscription import Subscriber
from communesplone.website.newsletter.store import get_store
from communesplone.website.newsletter.store import Letter
from communesplone.website.waste import store as waste
from datetime import datetime
from datetime import timedelta
from plone import api
from plone.namedfile.file import NamedBlobFile
from plone.testing.zope import Browser
from tests.integration.permissions.matrix import PEOPLE
from tests.integration.requests.conftest import browse
from tests.integration.requests.conftest import converter
from tests.integration.requests.conftest import PASSWORD
from tests.integration.requests.conftest import town
from zope.component.hooks import setSite
import base64
import pytest
import pytz
import transaction


__all__ = ["browse", "converter", "town"]

ROLES = {"editor": "Editor", "administrator": "Site Administrator", "manager": "Manager"}
STAFF = {"other_head": "heads", "other_officer": "signers"}
TOMORROW = datetime.now(pytz.UTC) + timedelta(days=1)
PDF = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n% {0}\ntrailer\n<<>>\n%%EOF\n"


class Marked:
    """A citizen's order, with the marks that may be seen by the citizen, the handling service and managers only."""

    def __init__(self, procedure, citizen: str, sign: str, number: str, clerk: str):
        self.citizen, self.sign, self.number = citizen, sign, number
        token = f"marked {sign}"
        draft = drafts.keep(token, api.content.get_uuid(procedure), now())
        draft.data = self._data()
        draft.complete = True
        receipt = intake.submit(procedure, token, "agreed", "en", now(), citizen=citizen)
        self.reference, self.secret = receipt.order.reference, receipt.secret
        case = store.find(self.reference)
        case.attachments["proof"] = self._file("proof", "Proof")
        self._talk(case, clerk)

    def _data(self) -> dict:
        return {
            "last_name": f"Zyxname{self.sign}",
            "first_name": f"Zyxfirst{self.sign}",
            "national_number": self.number,
            "street": f"Zyxstreet{self.sign} 8",
            "postcode": "5999",
            "city": "Valmeuse",
            "email": f"zyxmail{self.sign}@example.be",
        }

    def _file(self, field: str, what: str) -> Attachment:
        content = PDF.format(f"Zyxbytes{what}{self.sign}").encode()
        return Attachment(field, f"zyxfile{what}{self.sign}.pdf", "application/pdf", content)

    def _talk(self, case, clerk: str) -> None:
        thread.receive(case, f"Zyxmessage{self.sign}", [self._file("answer", "Answer")], now())
        with api.env.adopt_user(username=clerk):
            thread.add_note(case, f"Zyxnote{self.sign}", now())

    @property
    def marks(self) -> tuple[str, ...]:
        """Everything of the order that tells of the person."""
        digits = self.number.replace(".", "").replace("-", "")
        return (*(f"zyx{one}{self.sign}".lower() for one in WORDS), self.secret.lower(), self.number, digits)


WORDS = (
    "name",
    "first",
    "street",
    "mail",
    "message",
    "note",
    "fileproof",
    "fileanswer",
    "bytesproof",
    "bytesanswer",
)


class House:
    """`own` is the order of `citizen` at Population, `other` that of `other_citizen` at Works."""

    def __init__(self, town, app):
        self.site, self.url = town, town.absolute_url()
        self._browser = Browser(app)
        with api.env.adopt_roles(["Manager"]):
            self._people()
            self._content()
        self.own = Marked(town.demarches["composition-de-menage"], "citizen", "QA", "85.07.30-033.28", "clerk")
        self.other = Marked(
            town.demarches["acte-de-naissance"], "other_citizen", "QB", "90.02.01-001.95", "other_clerk"
        )
        self._half_done()
        self._remark()
        self._proposal()
        transaction.commit()
        transaction.begin()
        self.proposal_path = store.find(self.proposal).absolute_url()[len(self.url) + 1 :]
        self.remark_path = store.find(self.remark).absolute_url()[len(self.url) + 1 :]
        self.case_path = store.find(self.own.reference).absolute_url()[len(self.url) + 1 :]

    def _people(self) -> None:
        for name in (*ROLES, *STAFF):
            api.user.create(f"{name}@valmeuse.example", name, PASSWORD)
        for name, role in ROLES.items():
            api.user.grant_roles(username=name, roles=[role])
        for name, kind in STAFF.items():
            setattr(self.site.works, kind, (name,))
        for name in PEOPLE[1:]:
            api.user.get(username=name).setMemberProperties({"fullname": f"Zyxaccount {name}"})

    def _content(self) -> None:
        demarches = self.site.demarches
        demarches["acte-de-naissance"].unit = self.site.works.UID()
        demarches["acte-de-naissance"].reindexObject()
        for name in ("population", "works"):
            api.content.transition(self.site[name], "publish")
        api.content.create(demarches, "Procedure", "draft", title="Zyxdraftprocedure")
        api.content.create(self.site, "Document", "private", title="Zyxprivatepage", description="Zyxprivatetext")
        for kind in ("Folder", "News Item", "Event", "File", "Image", "Collection"):
            self._publish_one(kind)
        self._alerts()
        self._waste()
        self._guests()
        self._newsletter()
        person = api.content.create(self.site, "Person", "person", first_name="Ada", last_name="Martin")
        person.user_id = "zyxlogin"
        person.reindexObject()
        api.content.transition(person, "publish")

    def _publish_one(self, kind: str) -> None:
        """A public piece of content of one of Plone's own kinds."""
        more = {
            "File": {"file": NamedBlobFile(b"%PDF-1.4", filename="public.pdf")},
            "Image": {"image": picture("pont")},
            "Event": {"start": TOMORROW, "end": TOMORROW},
        }
        # Not "image": what has no picture of its own would acquire it, and Plone's search for editors fail on that.
        name = "drawing" if kind == "Image" else kind.lower().replace(" ", "-")
        made = api.content.create(self.site, kind, name, title=kind, **more.get(kind, {}))
        if api.content.get_state(made, default="") == "private":
            api.content.transition(made, "publish")

    def _guests(self) -> None:
        """Two who registered for the public event."""
        known = programme.programme_of(self.site["event"])
        booking.settle_here(self.site, known, Rules(active=True, seats=1))
        known = programme.programme_of(self.site["event"])
        for number in range(2):
            guest = booking.Guest("Zyxguestname", "zyxguestmail@example.be", 1, "en", note="Zyxguestnote")
            booking.register_here(self.site, known, known.times[""], guest, f"zyx{number}", now())

    def _alerts(self) -> None:
        times = {"start": now(), "end": now() + timedelta(days=1)}
        for title in ("Works", "Zyxdraftalert"):
            alert = alerts.add(level="works", texts={"fr": {"title": title}}, **times)
            if title == "Works":
                api.content.transition(alert, "publish")

    def _waste(self) -> None:
        texts = {"streets": "street;sector\nRue Haute;A\n", "rules": "sector;waste;dates\nA;glass;5/1/2027\n"}
        waste.keep(texts, now())

    def _proposal(self) -> None:
        """An event that somebody proposes to the other service."""
        with api.env.adopt_roles(["Manager"]):
            folder = api.content.create(self.site, "Folder", "agenda", title="Agenda")
            if api.content.get_state(folder, default="") == "private":
                api.content.transition(folder, "publish")
        api.portal.set_registry_record("communesplone.website.events.proposals_unit", self.site.works.UID())
        what = {
            "title": "Zyxproposedevent",
            "summary": "Zyxproposedevent",
            "first_day": TOMORROW.date(),
            "place": "Hall",
        }
        who = {"organiser": "Zyxproposer", "full_name": "Zyxproposer", "email": "zyxproposer@example.be"}
        self.proposal = intake_of_events.submit("zyx", what, who, "agreed", "en", now()).proposal.reference

    def _remark(self) -> None:
        about = self.site["news-item"]
        self.remark = remark.make(about, "news-item", "News Item", "Zyxremark", "fr", now()).reference

    def _newsletter(self) -> None:
        newsletter.settings().themes = [{"id": "news", "title_fr": "Actualités"}]
        kept = get_store(self.site)
        kept.keep(Subscriber("zyxreader@example.be", "fr", ("news",), now(), now()))
        for name, title in (("our-letter", "Lettre"), ("our-draft", "Zyxdraftletter")):
            letter = kept.letters[name] = Letter(name, now())
            letter.texts, letter.themes = {"fr": {"title": title, "intro": title}}, ("news",)
        sending.begin(kept, kept.letters["our-letter"])

    def _half_done(self) -> None:
        procedure = api.content.get_uuid(self.site.demarches["composition-de-menage"])
        draft = drafts.keep("half done", procedure, now())
        draft.data = {"last_name": "Zyxdraftname", "email": "zyxdraftmail@example.be"}
        drafts.save("half done", draft, now(), "citizen", "zyxdraftmail@example.be")
        with api.env.adopt_user(username="clerk"):
            saved.save("Zyxfilter", Filters(), "")
        with api.env.adopt_user(username="head"):
            saved.save("Zyxshared", Filters(), self.site.population.UID())
        later = now() + timedelta(days=1)
        enqueue(MAIL, {"letter": "Zyxjobletter"}, not_before=later, note="Zyxjobnote")

    @property
    def hidden_marks(self) -> tuple[str, ...]:
        """Marks outside of orders."""
        words = (
            "draftname",
            "draftmail",
            "draftprocedure",
            "privatepage",
            "privatetext",
            "login",
            "jobletter",
            "jobnote",
            "guestname",
            "guestmail",
            "guestnote",
            "remark",
            "proposedevent",
            "proposer",
        )
        return (*(f"zyx{one}" for one in words), *(f"zyxaccount {name}" for name in PEOPLE[1:]))

    def ask(self, path: str, who: str = "", fields=None, accept="text/html", **headers):
        """The answer to a GET, or with `fields` to a POST, of that person; no redirect is followed."""
        sent = {"Accept": accept, **headers}
        if who:
            sent["Authorization"] = "Basic " + base64.b64encode(f"{who}:{PASSWORD}".encode()).decode()
        client = self._browser.testapp
        client.reset()
        url = path if path.startswith("http") else f"{self.url}/{path}"
        if fields is None:
            answer = client.get(url, headers=sent, expect_errors=True)
        else:
            answer = client.post(url, fields, headers=sent, expect_errors=True)
        setSite(self.site)
        return answer


@pytest.fixture
def house(functional, town):
    """The town hall with its two orders, committed."""
    return House(town, functional["app"])
