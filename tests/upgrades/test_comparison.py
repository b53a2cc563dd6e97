"""The comparison itself sees what is missing."""

from lxml import etree
from measure.configuration import differences
from measure.configuration import flatten
from measure.facts import lost


def flat(text: str) -> dict:
    found: dict = {}
    flatten(etree.fromstring(text), "types.xml", found)
    return found


def test_an_order_of_named_things_does_not_matter_but_a_missing_one_does():
    one = flat('<object><property name="a">1</property><property name="b">2</property></object>')
    assert (
        differences(one, flat('<object><property name="b">2</property><property name="a">1</property></object>')) == []
    )
    assert len(differences(one, flat('<object><property name="b">2</property></object>'))) == 1


def test_the_order_of_values_matters():
    one = flat('<p name="a"><element value="x"/><element value="y"/></p>')
    assert differences(one, flat('<p name="a"><element value="y"/><element value="x"/></p>'))


def test_lost_and_changed_facts_are_named_and_new_ones_are_not():
    before = {"a": {"x": 1, "y": [1, 2]}}
    assert lost(before, {"a": {"x": 1, "y": [1, 2], "z": 3}, "b": 4}) == []
    assert lost(before, {"a": {"x": 2}}) == ["/a/x: was 1, is 2", "/a/y: gone"]
