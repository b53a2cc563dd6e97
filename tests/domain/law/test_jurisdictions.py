"""A commune lies in one of four jurisdictions."""

from communesplone.law.jurisdictions import Jurisdiction
import pytest


@pytest.mark.parametrize(
    ("name", "country", "languages"),
    [
        ("wallonia", "BE", ("fr", "de")),
        ("brussels", "BE", ("fr", "nl")),
        ("flanders", "BE", ("nl",)),
        ("france", "FR", ("fr",)),
    ],
)
def test_each_jurisdiction_has_its_country_and_languages(name, country, languages):
    jurisdiction = Jurisdiction(name)
    assert jurisdiction.country == country
    assert jurisdiction.languages == languages


def test_there_are_four_and_no_other():
    assert [str(jurisdiction) for jurisdiction in Jurisdiction] == ["wallonia", "brussels", "flanders", "france"]
    with pytest.raises(ValueError):
        Jurisdiction("atlantis")
