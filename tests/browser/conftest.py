"""A real Chromium, a real server, a real converter; each test gets the same town and keeps its changes to itself."""

from . import town as built
from .people import People
from communesplone.core.cases import tracking
from communesplone.core.documents import supervisor
from communesplone.core.domain.throttle import SecretGuard
from pathlib import Path
from playwright.sync_api import sync_playwright
from plone.protect import auto
from zope.pytestlayer.fixture import setup_layer
from zope.pytestlayer.fixture import teardown_layer
import os
import pytest
import shutil
import socket
import subprocess
import sys
import time


HERE = Path(__file__).parent
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
READY_WITHIN = 60


def pytest_collection_modifyitems(items):
    """Everything here drives a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


def missing(what: str) -> None:
    """On the build server a missing program is a failure; elsewhere the tests are skipped, with the reason shown."""
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="package")
def chromium():
    """The browser program, started once."""
    path = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if path is None:
        missing(f"none of {', '.join(PROGRAMS)} is installed: the site is NOT tested in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(OPTIONS))
        yield browser
        browser.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="package")
def _converter_process():
    port = free_port()
    process = subprocess.Popen([sys.executable, supervisor.__file__, "--port", str(port)], stderr=subprocess.DEVNULL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMMUNES_CONVERTER", f"127.0.0.1:{port}")
        yield process, port
        process.terminate()
        process.wait(20)


@pytest.fixture
def converter(_converter_process):
    """The real converter, warm; without LibreOffice the test is not done."""
    process, port = _converter_process
    until = time.monotonic() + READY_WITHIN
    while not supervisor.ping(port, 2):
        if process.poll() == 2:
            missing("LibreOffice or unoserver is missing: documents are NOT tested in a browser")
        if process.poll() is not None or time.monotonic() > until:
            pytest.fail(f"the converter did not come up (status {process.poll()})")
        time.sleep(0.2)


@pytest.fixture(scope="session")
def _layers(request):
    """The layers of the site; those that other tests have set up already are left to them."""
    state = request.session.zopelayer_state
    own = [layer for layer in built.LAYERS if layer not in state.current]
    for layer in own:
        setup_layer(layer, request)
    state.keep_for_whole_session.update(own)
    yield
    for layer in reversed(own):
        if layer in state.current:
            teardown_layer(layer, request)


@pytest.fixture(scope="package")
def _town(_layers):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(auto, "CSRF_DISABLED", False)
        with built.valmeuse():
            yield


@pytest.fixture
def site(_town, _converter_process, monkeypatch):
    """The portal, served; what a test changes is gone after it."""
    monkeypatch.setattr(tracking, "_guard", SecretGuard())
    for layer in built.LAYERS:
        layer.testSetUp()
    yield built.LAYERS[-1]["portal"]
    for layer in reversed(built.LAYERS):
        layer.testTearDown()


@pytest.fixture
def people(chromium, site):
    """Makes browser windows: of visitors, and of people who are logged in."""
    somebody = People(chromium, site.absolute_url())
    yield somebody
    somebody.leave()
