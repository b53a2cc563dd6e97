"""The tables of the waste calendar: what an editor pastes, what is wrong with it, and back."""

from communesplone.website.waste.domain.cells import decode
from communesplone.website.waste.domain.model import EVERY_SECTOR
from communesplone.website.waste.domain.model import Holiday
from communesplone.website.waste.domain.model import Houses
from communesplone.website.waste.domain.model import Row
from communesplone.website.waste.domain.model import Rule
from communesplone.website.waste.domain.model import Side
from communesplone.website.waste.domain.reading import read
from communesplone.website.waste.domain.words import LANGUAGES
from communesplone.website.waste.domain.words import WASTES
from communesplone.website.waste.domain.writing import rules_text
from communesplone.website.waste.domain.writing import streets_text
from communesplone.website.waste.domain.writing import template
from datetime import date
from hypothesis import given
from hypothesis import strategies as st
import pytest


STREETS = "rue;secteur\nRue Haute;A\n"
RULES = "secteur;déchet;jour;semaines;dès le\nA;PMC;mardi;2;5/1/2027\n"


def wrong(streets=STREETS, rules=RULES, kinds=""):
    _table, told = read(streets, rules, kinds, "fr")
    return {name: [(one.line, str(one.phrase)) for one in found] for name, found in told.items()}


def test_a_pasted_table_is_read():
    table, told = read(STREETS, RULES)
    assert told == {}
    assert table.rows == (Row("Rue Haute", "A", line=2),)
    assert table.rules == (Rule("A", "pmc", weekday=1, weeks=2, first=date(2027, 1, 5), line=2),)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_the_tables_to_begin_with_are_right_in_every_language(language, year):
    table, told = read(template("streets", language, year), template("rules", language, year), "", language)
    assert told == {}
    assert {row.sector for row in table.rows} == {"A", "B"}


def test_columns_stand_in_any_order_with_tabs_or_commas():
    table, told = read("sector\tstreet\nA\tRue Haute\n", "waste,sector,dates\nglass,all,2027-02-05 2027-04-02\n")
    assert told == {}
    assert table.rules[0].sector == EVERY_SECTOR
    assert table.rules[0].dates == (date(2027, 2, 5), date(2027, 4, 2))


def test_changes_cancel_and_move():
    rules = "secteur;déchet;jour;dès le;changements\nA;PMC;vendredi;1/1/2027;8/1/2027, 25/12/2026 > 28/12/2026\n"
    table, _told = read(STREETS, rules)
    assert table.rules[0].cancelled == (date(2027, 1, 8),)
    assert table.rules[0].moved == ((date(2026, 12, 25), date(2026, 12, 28)),)


def test_an_empty_table_is_told():
    assert wrong("", " \n") == {"streets": [(1, "The table is empty.")], "rules": [(1, "The table is empty.")]}


def test_an_unknown_column_and_a_missing_one_are_told():
    assert wrong("rue;zonne\nRue Haute;A\n")["streets"] == [
        (1, "Nobody knows a column “zonne”."),
        (1, "The column “secteur” is missing."),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("A;PMC;mardi;2;", "Give the day from which on the weekday holds."),
        ("A;PMC;;;", "Give a weekday, or dates."),
        ("A;PMC;marsdi;2;5/1/2027", "“marsdi” is none of: lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche."),
        ("A;PMC;mardi;two;5/1/2027", "“two” is not a number from 1 to 52."),
        ("A;PMC;mardi;2;31/2/2027", "31/2/2027 is not in the calendar."),
        ("A;PMC;mardi;2;soon", "“soon” is not a day. Write it like 5/1/2027."),
        ("A;PMC;mardi;2;5/1/1027", "The year of 5/1/1027 cannot be right."),
        (";PMC;mardi;2;5/1/2027", "The sector is missing."),
        ("A;;mardi;2;5/1/2027", "The kind of waste is missing."),
    ],
)
def test_a_wrong_line_is_told_with_its_number(row, said):
    assert (3, said) in wrong(rules=RULES + row + "\n")["rules"]


def test_dates_out_of_order_are_told():
    rules = "secteur;déchet;dates\nA;verre;5/3/2027, 5/2/2027\n"
    assert wrong(rules=rules)["rules"] == [(2, "2027-02-05 stands after 2027-03-05: the days are not in order.")]


def test_an_end_before_its_begin_is_told():
    rules = "secteur;déchet;jour;du;au\nA;verre;lundi;5/3/2027;5/2/2027\n"
    assert wrong(rules=rules)["rules"] == [(2, "2027-02-05 comes before 2027-03-05.")]


def test_houses_the_wrong_way_round_are_told():
    assert wrong("rue;de;à;secteur\nRue Haute;20;8;A\n")["streets"] == [(2, "House 8 comes before house 20.")]


def test_a_quoted_cell_over_two_lines_does_not_shift_the_numbers():
    streets = 'rue;secteur\n"Rue\nHaute";A\nRue Basse;Z\n'
    assert wrong(streets)["streets"] == [(4, "No collection is planned in sector Z.")]


def test_a_link_is_an_address():
    kinds = "déchet;lien\npmc;javascript:alert(1)\nverre;/dechets/verre\n"
    assert wrong(kinds=kinds)["kinds"] == [
        (2, "“javascript:alert(1)” is not an address. It starts with https:// or /.")
    ]


def test_a_kind_of_ones_own_is_known_by_its_name():
    table, told = read(STREETS, "secteur;déchet;dates\nA;Langes;5/1/2027\n", "déchet;fr;nl\nnappies;Langes;Luiers\n")
    assert told == {}
    assert table.rules[0].waste == "nappies"
    assert table.kind("nappies").names == {"fr": "Langes", "nl": "Luiers"}


def test_a_file_of_an_old_spreadsheet_is_read():
    assert decode("Rue de l'Église".encode("cp1252")) == decode("\ufeffRue de l'Église".encode()) == "Rue de l'Église"


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=100))
def test_no_text_breaks_the_reader(streets, rules, kinds):
    _table, told = read(f"street;sector\n{streets}", f"sector;waste;dates\n{rules}", kinds)
    assert all(str(one.sentence) for found in told.values() for one in found)


ROWS = st.builds(
    Row,
    street=st.text("abcé' ;,\"", min_size=2, max_size=12).map(lambda text: " ".join(f"x{text}".split())),
    sector=st.sampled_from(["A", "B b"]),
    houses=st.builds(
        lambda first, more, side: Houses(first, first + more if more else 0, side),
        st.integers(1, 99),
        st.integers(0, 9),
        st.sampled_from(Side),
    ),
)
DATES = st.lists(st.dates(date(2026, 1, 1), date(2028, 1, 1)), unique=True, min_size=1).map(
    lambda some: tuple(sorted(some))
)
RULE = st.one_of(
    st.builds(Rule, st.sampled_from(["A", "B b", EVERY_SECTOR]), st.sampled_from(sorted(WASTES.texts)), dates=DATES),
    st.builds(
        Rule,
        st.sampled_from(["A", "B b"]),
        st.sampled_from(sorted(WASTES.texts)),
        weekday=st.integers(0, 6),
        weeks=st.integers(1, 52),
        first=st.dates(date(2026, 1, 1), date(2028, 1, 1)),
        holiday=st.sampled_from(Holiday),
        cancelled=DATES,
        moved=DATES.map(lambda some: tuple((day, date(2029, 1, 1)) for day in some)),
    ),
)


@given(st.lists(ROWS), st.lists(RULE, max_size=5), st.sampled_from(LANGUAGES))
def test_what_is_written_is_read_again(rows, rules, language):
    table, _told = read(streets_text(tuple(rows), language), rules_text(tuple(rules), language))
    again, _told = read(streets_text(table.rows, "en"), rules_text(table.rules, "en"))
    assert [(row.street, row.sector, row.houses) for row in table.rows] == [
        (row.street, row.sector, row.houses) for row in rows
    ]
    assert [rule.dates for rule in table.rules] == [rule.dates for rule in rules]
    assert [rule.holiday for rule in table.rules] == [rule.holiday for rule in rules]
    assert again == table
