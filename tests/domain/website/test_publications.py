"""Documents in a list."""

from communesplone.website.domain.publications import by_year
from communesplone.website.domain.publications import kind_of
from communesplone.website.domain.publications import Publication
from communesplone.website.domain.publications import size_of
from communesplone.website.domain.publications import wanted
from datetime import date
from hypothesis import given
from hypothesis import strategies as st
import pytest


REPORT = Publication("a", "Rapport d’activités", "Été et automne", date(2026, 3, 1), ("Rapport",))
GUIDE = Publication("b", "Guide du tri", "", date(2026, 5, 1), ("Guide", "Déchets"))
OLD = Publication("c", "Guide du logement", "", date(2024, 1, 1), ("Guide",))
ALL = (OLD, REPORT, GUIDE)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [GUIDE, REPORT, OLD]),
        ({"year": 2026}, [GUIDE, REPORT]),
        ({"subject": "Guide"}, [GUIDE, OLD]),
        ({"words": "activites ETE"}, [REPORT]),
        ({"year": 2024, "subject": "Rapport"}, []),
    ],
)
def test_a_filter_narrows_the_list(asked, found):
    assert wanted(ALL, **asked) == found


def test_the_newest_year_comes_first():
    assert by_year(wanted(ALL)) == [(2026, [GUIDE, REPORT]), (2024, [OLD])]


@pytest.mark.parametrize(
    ("mime", "kind"),
    [("application/pdf", "pdf"), ("image/svg+xml", "picture"), ("text/csv", "table"), ("x/y", "file"), (None, "file")],
)
def test_a_kind_of_file_in_words(mime, kind):
    assert kind_of(mime) == kind


def test_a_size_as_the_catalog_keeps_it():
    assert size_of("1.2 MB") == (1.2, "MB")
    assert size_of("0 KB") == (0, "KB")
    assert size_of("") is size_of(None) is size_of("x KB") is size_of("12 furlongs") is None


@given(st.lists(st.sampled_from(ALL)))
def test_nothing_is_lost_by_year(some):
    assert sorted(one.key for _year, group in by_year(some) for one in group) == sorted(one.key for one in some)
