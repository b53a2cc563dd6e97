"""A commune lies in one of five jurisdictions."""

from communesplone.law.jurisdictions import Jurisdiction
import pytest


@pytest.mark.parametrize(
    ("name", "country", "languages"),
    [
        ("wallonia", "BE", ("fr", "de")),
        ("brussels", "BE", ("fr", "nl")),
        ("flanders", "BE", ("nl",)),
        ("france", "FR", ("fr",)),
        ("alsace_moselle", "FR", ("fr",)),
    ],
)
def test_each_jurisdiction_has_its_country_and_languages(name, country, languages):
    jurisdiction = Jurisdiction(name)
    assert jurisdiction.country == country
    assert jurisdiction.languages == languages


def test_there_are_five_and_no_other():
    assert [str(jurisdiction) for jurisdiction in Jurisdiction] == [
        "wallonia",
        "brussels",
        "flanders",
        "france",
        "alsace_moselle",
    ]
    with pytest.raises(ValueError):
        Jurisdiction("atlantis")


def test_only_alsace_moselle_inherits():
    assert {one: one.inherits_from for one in Jurisdiction if one.inherits_from} == {
        Jurisdiction.ALSACE_MOSELLE: Jurisdiction.FRANCE
    }
