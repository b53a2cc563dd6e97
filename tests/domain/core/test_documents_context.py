"""What a template may name."""

from communesplone.core.documents.context import Data
from communesplone.core.documents.context import labels
from communesplone.core.documents.context import long_date
from communesplone.core.documents.context import Part
from communesplone.core.documents.context import rows
from communesplone.core.documents.context import template_context
import datetime
import pytest


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "1er mars 2026"),
        ("nl", "1 maart 2026"),
        ("de", "1. März 2026"),
        ("en", "1 March 2026"),
        ("es", "1 de marzo de 2026"),
    ],
)
def test_the_first_of_march_in_five_languages(language, text):
    assert long_date(datetime.date(2026, 3, 1), language) == text


def test_only_the_first_of_the_month_is_an_ordinal_in_french():
    assert long_date(datetime.date(2026, 1, 11), "fr") == "11 janvier 2026"
    assert long_date(datetime.datetime(2026, 12, 21, 9, 5), "fr") == "21 décembre 2026"  # noqa: DTZ001


def test_no_date_is_no_text_and_a_text_stays():
    assert long_date(None, "fr") == ""
    assert long_date("", "nl") == ""
    assert long_date("vers 1950", "fr") == "vers 1950"


def test_a_language_we_do_not_write_is_an_error():
    with pytest.raises(ValueError, match="xx"):
        long_date(datetime.date(2026, 1, 1), "xx")


def test_household_members_become_rows():
    text = "Dupont; Marie ; 01/02/1980; reference person\r\n\n  \nDupont;Léo"
    assert rows(text) == [["Dupont", "Marie", "01/02/1980", "reference person"], ["Dupont", "Léo"]]


def test_rows_of_a_width_are_filled_and_never_lose_text():
    assert rows("a;b\nc;d;e;f;g", 4) == [["a", "b", "", ""], ["c", "d", "e", "f;g"]]
    assert rows("", 4) == []
    assert rows(None) == []
    assert rows(";;;") == []


def test_a_missing_answer_is_empty_and_a_slip_is_not():
    data = Data({"city": "Valmeuse", "phone": None}, known=frozenset({"city", "phone", "email"}))
    assert (data.city, data.phone, data.email) == ("Valmeuse", "", "")
    with pytest.raises(AttributeError, match="citty"):
        _ = data.citty
    assert Data({}).anything == ""


def test_parts_show_slips_and_keep_their_inside_to_themselves():
    part = Part({"name": "Valmeuse"})
    assert part.name == "Valmeuse"
    for name in ("nam", "_values_", "__wrapped__"):
        with pytest.raises(AttributeError):
            getattr(part, name)
    with pytest.raises(AttributeError):
        _ = Data({}).__wrapped__


def test_labels_are_the_words_of_the_chosen_answer():
    label = labels({"purpose": "school", "note": "x", "empty": None}, {"purpose": {"school": "École"}})
    assert (label("purpose"), label("note"), label("empty"), label("gone")) == ("École", "x", "", "")


def test_the_context_speaks_the_language_of_the_order():
    context = template_context(
        commune={"name": "Valmeuse"},
        unit={"title": "Population"},
        order={"reference": "AB12", "submitted": datetime.date(2026, 11, 2), "language": "de"},
        document={"number": "2026/7", "date": datetime.date(2026, 11, 22), "is_draft": False},
        officer={"name": "A. Lambert", "function": "Officier"},
        values={"birth_date": datetime.date(1980, 5, 4)},
        titles={},
    )
    assert context["document"].date == "22. November 2026"
    assert context["day"](context["data"].birth_date) == "4. Mai 1980"
    assert context["document"].is_draft is False
