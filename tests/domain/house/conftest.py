"""The scripts of the house are no distribution: their folder joins the path for these tests."""

from pathlib import Path
import sys


SCRIPTS = Path(__file__).resolve().parents[3] / "scripts"
if str(SCRIPTS) not in sys.path:
    sys.path.append(str(SCRIPTS))
