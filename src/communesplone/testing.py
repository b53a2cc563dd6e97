"""Test layers: a Plone site with every module. Mails stay in a queue folder, nothing is sent."""

from communesplone.core.mail.queue import ENVIRONMENT
from plone.app.contenttypes.testing import PLONE_APP_CONTENTTYPES_FIXTURE
from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import PloneSandboxLayer
from plone.testing.zope import WSGI_SERVER_FIXTURE
import os
import tempfile


class CommunesLayer(PloneSandboxLayer):
    """Everything installed, nothing in it."""

    defaultBases = (PLONE_APP_CONTENTTYPES_FIXTURE,)

    def setUpZope(self, app, configurationContext):
        import communesplone

        self.mail_queue = tempfile.TemporaryDirectory()
        os.environ[ENVIRONMENT] = f"{self.mail_queue.name}/queue"
        os.environ["MAILHOST_QUEUE_ONLY"] = "1"
        self.loadZCML(package=communesplone)

    def tearDownZope(self, app):
        self.mail_queue.cleanup()

    def setUpPloneSite(self, portal):
        applyProfile(portal, "plone.app.layout:default")
        applyProfile(portal, "communesplone:default")
        portal.portal_registry["plone.portal_timezone"] = "Europe/Brussels"


COMMUNES_FIXTURE = CommunesLayer()
COMMUNES_INTEGRATION_TESTING = IntegrationTesting(bases=(COMMUNES_FIXTURE,), name="Communes:Integration")
COMMUNES_FUNCTIONAL_TESTING = FunctionalTesting(
    bases=(COMMUNES_FIXTURE, WSGI_SERVER_FIXTURE), name="Communes:Functional"
)
