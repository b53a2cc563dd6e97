"""What is pinned is fetched once, and a build is repeated only when something that it depends on changed."""

from house import pins
from hypothesis import given
from hypothesis import strategies as st
import pytest


PINS = {"Products.CMFPlone": "6.2.2", "zope.interface": "8.7", "sphinx-basic-ng": "1.0.0b2"}


@pytest.mark.parametrize(
    ("filename", "key"),
    [
        ("products_cmfplone-6.2.2-py3-none-any.whl", ("products-cmfplone", "6.2.2")),
        ("zope_interface-8.7-cp311-cp311-manylinux1_x86_64.manylinux2014_x86_64.whl", ("zope-interface", "8.7")),
        ("Products.DCWorkflow-4.0-1-py3-none-any.whl", ("products-dcworkflow", "4.0")),
        ("appy-1.0.22.tar.gz", None),
        ("not-a-wheel.whl", None),
    ],
)
def test_the_name_of_a_wheel_tells_what_it_is(filename, key):
    assert pins.wheel_key(filename) == key


def test_only_missing_wheels_are_fetched():
    have = ["products_cmfplone-6.2.2-py3-none-any.whl", "zope_interface-8.6-cp311-cp311-linux_x86_64.whl", "notes.txt"]
    assert pins.missing_wheels(PINS, have) == {"zope.interface": "8.7", "sphinx-basic-ng": "1.0.0b2"}


@given(st.integers(0, 50), st.integers(1, 6))
def test_every_pin_is_dealt_to_exactly_one_fetcher(count, fetchers):
    many = {f"package{number}": "1.0" for number in range(count)}
    parts = pins.chunks(many, fetchers)
    assert sorted(line for part in parts for line in part) == sorted(f"{name}==1.0" for name in many)
    assert len(parts) <= fetchers
    assert not parts or max(map(len, parts)) - min(map(len, parts)) <= 1


def test_the_names_of_pins_keep_their_case(tmp_path):
    path = tmp_path / "versions.cfg"
    path.write_text("# why\n[versions]\nPlone = 6.2.2\nzope.interface = 8.7\n")
    assert pins.read_pins(path) == {"Plone": "6.2.2", "zope.interface": "8.7"}


def test_the_same_files_give_the_same_stamp(tmp_path):
    (tmp_path / "a.cfg").write_text("one")
    assert pins.stamp_of(tmp_path, ["a.cfg", "b.cfg"]) == pins.stamp_of(tmp_path, ["a.cfg", "b.cfg"])


def test_a_changed_file_folder_python_or_port_changes_the_stamp(tmp_path):
    (tmp_path / "a.cfg").write_text("one")
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.cfg").write_text("one")
    before = pins.stamp_of(tmp_path, ["a.cfg"], "3.11", "8080")
    stamps = {
        before,
        pins.stamp_of(other, ["a.cfg"], "3.11", "8080"),
        pins.stamp_of(tmp_path, ["a.cfg"], "3.12", "8080"),
        pins.stamp_of(tmp_path, ["a.cfg"], "3.11", "8081"),
    }
    (tmp_path / "a.cfg").write_text("two")
    stamps.add(pins.stamp_of(tmp_path, ["a.cfg"], "3.11", "8080"))
    assert len(stamps) == 5


def test_every_tool_of_the_environment_is_pinned():
    from house.places import ROOT

    assert set(pins.VENV_TOOLS) <= set(pins.read_pins(ROOT / "versions.cfg"))
