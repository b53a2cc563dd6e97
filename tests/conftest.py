"""Fixtures of the whole suite: layers of communesplone.testing as pytest fixtures."""

from pathlib import Path
import os
import pytest


STANDARDS = os.environ.get("COMMUNES_STANDARDS", "")


@pytest.fixture(scope="session")
def standards() -> Path:
    """Folder of the published schemas; the test skips loudly without one."""
    if not STANDARDS or not Path(STANDARDS).is_dir():
        pytest.skip("COMMUNES_STANDARDS names no folder with published schemas: conformance is NOT checked")
    return Path(STANDARDS)
