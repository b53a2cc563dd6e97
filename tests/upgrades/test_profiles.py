"""Who changes a profile that is out already thinks of the sites that have it."""

from pathlib import Path
import json
import pytest
import record_profiles


ROOT = Path(__file__).parents[2]
CLOSED = json.loads((Path(__file__).parent / "profiles.json").read_text(encoding="utf-8"))
NOW = record_profiles.current(ROOT / "profiles")


@pytest.mark.parametrize("name", sorted(CLOSED))
def test_a_closed_version_of_a_profile_does_not_change(name):
    assert record_profiles.complaint(name, CLOSED[name], NOW[name]) == ""


@pytest.mark.parametrize("version", ["1000", "999"])
def test_a_changed_file_or_a_lower_version_is_seen(version):
    closed = {"version": "1000", "files": "as it was"}
    assert "profiles/core" in record_profiles.complaint("core", closed, {"version": version, "files": "changed"})


def test_the_complaint_says_what_to_do():
    said = record_profiles.complaint("core", {"version": "7", "files": "a"}, {"version": "7", "files": "b"})
    assert "profiles/core/metadata.xml" in said and "to8.py" in said and "record_profiles" in said


def test_a_higher_version_may_change():
    closed = {"version": "1000", "files": "as it was"}
    assert record_profiles.complaint("core", closed, {"version": "1001", "files": "changed"}) == ""


def test_a_changed_file_changes_the_fingerprint(tmp_path):
    (tmp_path / "metadata.xml").write_text("<metadata><version>1</version></metadata>")
    (tmp_path / "types.xml").write_text("<object/>")
    first = record_profiles.fingerprint(tmp_path)
    (tmp_path / "metadata.xml").write_text("<metadata><version>2</version></metadata>")
    assert record_profiles.fingerprint(tmp_path) == first
    (tmp_path / "types.xml").write_text("<object />")
    assert record_profiles.fingerprint(tmp_path) != first
