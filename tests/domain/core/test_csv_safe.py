"""A clerk opens the export in a spreadsheet; what a stranger typed stays text."""

from communesplone.core.domain.csv_safe import cell
from datetime import date
from hypothesis import given
from hypothesis import strategies as st
import csv
import io
import pytest
import unicodedata


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+32 81 00 00 00",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\tharmless",
        "\rharmless",
        "\n=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM",
        "﹦1",
        "  =1",
        "\u00a0=1",
        "\ufeff=1",
        "\u200b=1",
        "\u202e=1",
        "|cmd",
        "%0A=1",
    ],
)
def test_what_starts_like_a_formula_is_marked_as_text(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Dupont-Durand", "a=b", "Rue de l'Église 1", "", " ", "1 + 1", "ligne 1\nligne 2"])
def test_ordinary_text_stays_as_it_is(text):
    assert cell(text) == text


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (-5, "-5"), (-2.5, "-2.5"), (date(2026, 1, 2), "2026-01-02"), (True, "True")]
)
def test_values_become_text(value, text):
    assert cell(value) == text


@given(st.text())
def test_no_cell_starts_like_a_formula_and_nothing_is_lost(text):
    made = cell(text)
    assert made.removeprefix("'") == text.removeprefix("'")
    visible = "".join(c for c in unicodedata.normalize("NFKC", made) if unicodedata.category(c)[0] not in "CZ")
    assert visible[:1] not in {"=", "+", "-", "@"}
    assert made[:1] not in {"\t", "\r", "\n"}


@given(st.lists(st.text(st.characters(exclude_characters="\0")), min_size=1, max_size=4))
def test_cells_survive_the_file(texts):
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerow([cell(text) for text in texts])
    (row,) = csv.reader(io.StringIO(written.getvalue(), newline=""))
    assert row == [cell(text) for text in texts]
