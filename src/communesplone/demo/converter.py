"""A converter for the time of the installation: `make start` makes the site before it starts its own."""

from collections.abc import Iterator
from communesplone.core.documents import supervisor
from communesplone.core.documents.interfaces import IConverter
from contextlib import contextmanager
from logging import getLogger
from zope.component import getUtility
import os
import socket
import subprocess
import sys
import time


logger = getLogger(__name__)
ADDRESS = "COMMUNES_CONVERTER"
PATIENCE = 40.0


@contextmanager
def at_hand() -> Iterator[bool]:
    """Whether PDFs can be made inside the block: by the running converter, else by one that ends with the block."""
    if getUtility(IConverter).is_alive(timeout=3.0):
        yield True
        return
    if not _possible():
        yield False
        return
    before, port = os.environ.get(ADDRESS), _free_port()
    process = _start(port)
    os.environ[ADDRESS] = f"localhost:{port}"
    try:
        yield _wait(process)
    finally:
        os.environ.pop(ADDRESS)
        if before is not None:
            os.environ[ADDRESS] = before
        process.terminate()
        process.wait(timeout=20)


def _possible() -> bool:
    try:
        return bool(supervisor.find_uno_python() and supervisor.find_soffice() and supervisor.find_unoserver())
    except supervisor.Missing as missing:
        logger.warning("no converter for the demonstration: %s", missing)
        return False


def _start(port: int) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, supervisor.__file__, "--port", str(port)]
    return subprocess.Popen(  # noqa: S603 - our own program
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _wait(process: subprocess.Popen) -> bool:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        if getUtility(IConverter).is_alive(timeout=2.0):
            return True
        time.sleep(0.3)
    logger.warning("the converter for the demonstration did not start")
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
