"""One conversion by a LibreOffice of its own: the way out while the service is down (1 to 3 s instead of 0.1 s)."""

from communesplone.core.documents.supervisor import find_soffice
from communesplone.core.documents.supervisor import make_profile
from communesplone.core.documents.supervisor import Missing
from pathlib import Path
import contextlib
import json
import os
import signal
import subprocess
import tempfile


# A cold LibreOffice needs this many seconds; with less left it is not worth starting one.
LEAST_TIME = 3.0
_OPTIONS = {
    "SelectPdfVersion": {"type": "long", "value": "2"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
}


class NotPossible(Exception):
    """No fallback: no LibreOffice here, or too little time left."""


def to_pdf(odt: bytes, time_left: float) -> bytes:
    """PDF/A-2b of an ODT within `time_left` seconds; raises `NotPossible` or `TimeoutError`.

    An empty result means that LibreOffice refused the document.
    """
    try:
        soffice = find_soffice()
    except Missing as missing:
        raise NotPossible(str(missing)) from missing
    if time_left < LEAST_TIME:
        raise NotPossible("no time left for a LibreOffice of its own")
    with tempfile.TemporaryDirectory(prefix="communes-odt-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "document.odt").write_bytes(odt)
        _run(soffice, folder, time_left)
        result = folder / "document.pdf"
        return result.read_bytes() if result.exists() else b""


def _run(soffice: str, folder: Path, time_left: float) -> None:
    command = [
        soffice,
        "--headless",
        "--norestore",
        "--nologo",
        f"-env:UserInstallation={make_profile(folder).as_uri()}",
        "--convert-to",
        f"pdf:writer_pdf_Export:{json.dumps(_OPTIONS)}",
        "--outdir",
        str(folder),
        str(folder / "document.odt"),
    ]
    environment = os.environ | {"HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    process = subprocess.Popen(  # noqa: S603 (our own words only, no shell)
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=max(time_left - 0.2, 0.1))
    except subprocess.TimeoutExpired as error:
        raise TimeoutError("LibreOffice was too slow") from error
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
