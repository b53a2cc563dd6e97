"""The queue as a file: the same rows as on the page, and nothing in it that a spreadsheet would run."""

import csv
import io
import transaction


def table(answer) -> list[dict]:
    text = answer.text.removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_file_holds_the_rows_that_the_page_shows(live_town, web):
    late = live_town.order("Nadia Lemaire", days=-3)
    live_town.order("Paul Servais", days=5)
    live_town.order("Somebody else's", unit=live_town.works)
    transaction.commit()
    found = table(web.get("/@@cases-csv?view=late", user="anna"))
    assert [row["Number"] for row in found] == [late.reference]
    assert found[0]["Applicant"] == "Nadia Lemaire"
    assert found[0]["Unit"] == "Population"
    assert len(table(web.get("/@@cases-csv", user="anna"))) == 2


def test_formulas_of_citizens_stay_text(live_town, web):
    for name in ('=HYPERLINK("http://evil.example")', "+32 81", "-1+1", "@SUM(A1)", "\tx", "\uff1d1+1"):
        live_town.order(name)
    transaction.commit()
    names = [row["Applicant"] for row in table(web.get("/@@cases-csv", user="anna"))]
    assert len(names) == 6
    assert all(name.startswith("'") for name in names)


def test_semicolons_quotes_and_line_breaks_stay_in_their_cell(live_town, web):
    live_town.order('Nadia; "la; grande"\nLemaire')
    transaction.commit()
    (row,) = table(web.get("/@@cases-csv", user="anna"))
    assert row["Applicant"] == 'Nadia; "la; grande"\nLemaire'


def test_it_is_a_download_for_this_clerk_only(live_town, web):
    live_town.order()
    transaction.commit()
    answer = web.get("/@@cases-csv", user="anna")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert web.get("/@@cases-csv", user="carla").status in (302, 401, 403)
    assert web.get("/@@cases-csv").status in (302, 401, 403)
