"""What the machine lacks is installed where we may, else said in one line with the command."""

from house import host
from house import messages
from house import places
from house.build import trouble
from pathlib import Path
import io
import pytest


LOG = Path("var/log/build.log")


@pytest.mark.parametrize(
    ("uid", "sudo", "terminal", "silent", "prefix"),
    [
        (0, False, False, False, []),
        (1000, True, True, False, ["sudo"]),
        (1000, True, False, True, ["sudo"]),
        (1000, True, False, False, None),
        (1000, False, True, False, None),
    ],
)
def test_apt_is_run_as_root_or_by_sudo_that_can_ask(uid, sudo, terminal, silent, prefix):
    assert host.privilege(uid, sudo, terminal, silent) == prefix


@pytest.fixture
def no_way_to_install(monkeypatch):
    monkeypatch.setattr(host, "_my_privilege", lambda: None)
    monkeypatch.setattr(host.shutil, "which", lambda name: f"/usr/bin/{name}")


def test_without_rights_the_line_says_which_packages_and_goes_on(no_way_to_install):
    need = host.Need(("libreoffice-writer", "python3-uno"), "no PDF is made")
    stream = io.StringIO()
    lines = host.provide([need], messages.Reporter(stream), LOG)
    assert len(lines) == 1
    assert "no PDF is made" in lines[0]
    assert "sudo apt-get install --no-install-recommends libreoffice-writer python3-uno" in lines[0]
    assert lines[0] in stream.getvalue()


def test_without_rights_a_vital_package_stops(no_way_to_install):
    need = host.Need(("python3.11-venv",), "nothing can be built", vital=True)
    with pytest.raises(messages.Stop, match=r"python3\.11-venv"):
        host.provide([need], messages.Reporter(io.StringIO()), LOG)


def test_a_full_disk_is_one_line_with_both_figures():
    line = host.space_line(Path("/srv/commune"), 3, int(1.26 * host.GIB))
    assert line == "Not enough room on the disk of /srv/commune: 1.3 GB free, about 3 GB are needed."
    assert host.space_line(Path("/srv/commune"), 3, 3 * host.GIB) == ""


def test_a_folder_that_nobody_may_write_stops(monkeypatch, tmp_path):
    monkeypatch.setattr(places.os, "access", lambda path, mode: False)
    with pytest.raises(messages.Stop, match="cannot be written by this account"):
        host.check_writable(tmp_path)


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("urllib3: Failed to establish a new connection: [Errno -2]", "no network"),
        ("Temporary failure in name resolution", "no network"),
        ("PermissionError: [Errno 13] Permission denied: '/x'", "may not be written"),
        (
            "ERROR:Log: no cause\nKeyError: 'demo'\nAttributeError: later",
            "failed, see var/log/build.log: KeyError: 'demo'",
        ),
        ("  File x\nPicked: foo = 1.0\n", "log: Picked: foo = 1.0"),
        ("", "nothing was said"),
    ],
)
def test_a_failed_build_is_one_line_that_names_the_cause(output, words):
    line = trouble(output, "Buildout", LOG)
    assert words in line
    assert "\n" not in line


def test_the_cache_is_where_the_variable_says(tmp_path):
    found = places.find_places({"COMMUNES_CACHE": str(tmp_path / "cache"), "HOME": "/home/nobody"}, tmp_path)
    assert found.cache == tmp_path / "cache"
    assert found.wheels == tmp_path / "cache" / "downloads" / "dist"


def test_the_cache_is_in_the_home_folder_by_default(tmp_path):
    assert places.find_places({"HOME": str(tmp_path)}, tmp_path / "co").cache == tmp_path / ".cache" / "communesplone"


def test_without_a_home_the_cache_is_in_the_checkout(monkeypatch, tmp_path):
    monkeypatch.setattr(places, "can_write", lambda folder: False)
    assert places.find_places({}, tmp_path).cache == tmp_path / "var" / "cache"
