"""Test layers: a Plone site with every module, and one with the demonstration commune. Letters stay jobs."""

from communesplone.core.audit import api as audit
from communesplone.core.documents.interfaces import IConverter
from communesplone.core.jobs.job import WAITING
from communesplone.core.jobs.store import get_store
from communesplone.core.jobs.thread import ENVIRONMENT as WORKER
from communesplone.core.mail.delivery import KIND as MAIL
from communesplone.core.mail.journal import ENVIRONMENT as JOURNAL
from communesplone.core.mail.queue import ENVIRONMENT
from communesplone.core.mail.queue import use_queue
from communesplone.core.security.addresses import legible
from email import message_from_string
from email import policy
from email.message import EmailMessage
from plone.app.contenttypes.testing import PLONE_APP_CONTENTTYPES_FIXTURE
from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import PloneSandboxLayer
from plone.testing.zope import WSGIServer
from zope.component import provideUtility
from zope.interface import implementer
import os
import tempfile


class CommunesLayer(PloneSandboxLayer):
    """Everything installed, nothing in it."""

    defaultBases = (PLONE_APP_CONTENTTYPES_FIXTURE,)

    def setUpZope(self, app, configurationContext):
        import communesplone

        audit.STRICT = True
        self.mail_queue = tempfile.TemporaryDirectory()
        os.environ[ENVIRONMENT] = f"{self.mail_queue.name}/queue"
        # A test logs in often; what the hash costs is tested by itself.
        os.environ.setdefault("COMMUNES_BCRYPT_ROUNDS", "4")
        os.environ["MAILHOST_QUEUE_ONLY"] = "1"
        os.environ[JOURNAL] = f"{self.mail_queue.name}/letters.journal"
        # Jobs are done when a test says so: `core.jobs.worker.run_due`.
        os.environ[WORKER] = "off"
        # Read when our translations are registered.
        os.environ["zope_i18n_compile_mo_files"] = "true"  # noqa: SIM112 - zope.i18n asks for this spelling
        self.loadZCML(package=communesplone)
        self.loadZCML("overrides.zcml", package=communesplone)

    def tearDownZope(self, app):
        audit.STRICT = False
        self.mail_queue.cleanup()

    def setUpPloneSite(self, portal):
        applyProfile(portal, "plone.app.layout:default")
        applyProfile(portal, "communesplone:default")
        portal.portal_registry["plone.portal_timezone"] = "Europe/Brussels"


def posted(portal) -> list[EmailMessage]:
    """Letters that wait to be sent, oldest first: committed or of the running transaction."""
    store = get_store(portal)
    jobs = [*(job for _key, job in store.inbox.items()), *store.of_state(WAITING)]
    letters = sorted((job for job in jobs if job.kind == MAIL), key=lambda job: job.made)
    return [message_from_string(job.values["letter"], policy=policy.default) for job in letters]


class LegibleServer(WSGIServer):
    """A server with the filter that `buildout.cfg` puts before Zope."""

    def make_wsgi_app(self):
        return legible(super().make_wsgi_app())


WSGI_SERVER_FIXTURE = LegibleServer()
COMMUNES_FIXTURE = CommunesLayer()
COMMUNES_INTEGRATION_TESTING = IntegrationTesting(bases=(COMMUNES_FIXTURE,), name="Communes:Integration")
COMMUNES_FUNCTIONAL_TESTING = FunctionalTesting(
    bases=(COMMUNES_FIXTURE, WSGI_SERVER_FIXTURE), name="Communes:Functional"
)


@implementer(IConverter)
class PaperConverter:
    """Answers at once with the smallest of PDFs, so that no test needs LibreOffice."""

    def to_pdf(self, odt: bytes, *, timeout: float = 5.0, fallback: bool = True) -> bytes:
        return b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

    def is_alive(self, timeout: float = 1.0) -> bool:
        return True


class DemoLayer(PloneSandboxLayer):
    """Valmeuse, in French first; pages have the workflow of a site made on the "Add site" page."""

    defaultBases = (COMMUNES_FIXTURE,)

    def setUpZope(self, app, configurationContext):
        provideUtility(PaperConverter(), IConverter)

    def setUpPloneSite(self, portal):
        self.mail_queue = tempfile.TemporaryDirectory()
        use_queue(portal.MailHost, f"{self.mail_queue.name}/queue")
        portal.portal_registry["plone.default_language"] = "fr"
        portal.portal_registry["plone.available_languages"] = ["fr", "nl", "de", "en", "es"]
        portal.portal_workflow.setDefaultChain("simple_publication_workflow")
        applyProfile(portal, "communesplone.demo:default")

    def tearDownPloneSite(self, portal):
        self.mail_queue.cleanup()


DEMO_FIXTURE = DemoLayer()
DEMO_INTEGRATION_TESTING = IntegrationTesting(bases=(DEMO_FIXTURE,), name="Communes:DemoIntegration")
DEMO_FUNCTIONAL_TESTING = FunctionalTesting(bases=(DEMO_FIXTURE, WSGI_SERVER_FIXTURE), name="Communes:DemoFunctional")
