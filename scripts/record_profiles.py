"""``bin/devpy scripts/record_profiles.py``: writes down what the profiles are, when a version of them is closed.

From then on a changed file needs a higher version and an upgrade step; tests/upgrades/test_profiles.py watches.
"""

from pathlib import Path
import hashlib
import json
import re
import sys


ROOT = Path(__file__).resolve().parents[1]
RECORD = ROOT / "tests" / "upgrades" / "profiles.json"


def fingerprint(folder: Path) -> str:
    """Hash of names and contents of a profile's files; the number of its version does not count."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            text = path.read_bytes()
            if path.name == "metadata.xml":
                text = re.sub(rb"<version>.*?</version>", b"", text)
            total.update(str(path.relative_to(folder)).encode() + b"\0" + text + b"\0")
    return total.hexdigest()


def version(folder: Path) -> str:
    """Version of a profile, as metadata.xml has it."""
    return re.search(r"<version>(.*?)</version>", (folder / "metadata.xml").read_text(encoding="utf-8")).group(1)


def current(profiles: Path) -> dict[str, dict[str, str]]:
    """Profile -> version and fingerprint."""
    folders = [path.parent for path in sorted(profiles.glob("*/metadata.xml")) if "uninstall" not in path.parent.name]
    return {folder.name: {"version": version(folder), "files": fingerprint(folder)} for folder in folders}


def complaint(name: str, closed: dict[str, str], now: dict[str, str]) -> str:
    """What is wrong with a profile against the record of its last closed version, and what is to be done; or ''."""
    if int(now["version"]) < int(closed["version"]):
        return f"profiles/{name}: version {now['version']} is lower than {closed['version']}, which was closed already."
    if now["version"] == closed["version"] and now["files"] != closed["files"]:
        higher = int(closed["version"]) + 1
        return (
            f"profiles/{name}: files changed, but version {closed['version']} is closed. Existing sites would not "
            f"get the change: put {higher} into profiles/{name}/metadata.xml and write the upgrade step "
            f"src/communesplone/{name}/upgrades/to{higher}.py. When all of it is done: "
            "bin/devpy scripts/record_profiles.py"
        )
    return ""


if __name__ == "__main__":
    RECORD.write_text(json.dumps(current(ROOT / "profiles"), indent=2, sort_keys=True) + "\n", encoding="utf-8")
    sys.stdout.write(f"{RECORD.relative_to(ROOT)} written\n")
