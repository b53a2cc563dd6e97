"""The queue as a file: the same rows as on the page, and nothing in it that a spreadsheet would run."""

from communesplone.core.cases import thread
from communesplone.core.cases.browser import export
from communesplone.core.moments import now
from communesplone.core.moments import today
from tests.integration.audit.conftest import Journal
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


def test_all_pages_are_in_the_file_with_days_and_messages(live_town, web, monkeypatch):
    monkeypatch.setattr(export, "AT_ONCE", 3)
    cases = [live_town.order(f"Citizen {number}", days=number) for number in range(8)]
    stopped = live_town.order("Stopped", days=-3)
    stopped.stopped = today()
    stopped.reindexObject()
    cases[0].channel = "counter"
    thread.receive(cases[0], "Hello", [], now())
    transaction.commit()
    rows = {row["Number"]: row for row in table(web.get("/@@cases-csv", user="anna"))}
    assert len(rows) == 9
    first = rows[cases[0].reference]
    assert (first["Working days left"], first["New message"]) == ("0", "yes")
    assert (first["How it came"], rows[stopped.reference]["How it came"]) == ("At the counter", "On line")
    assert first["Last message"] == today().isoformat()
    assert rows[stopped.reference]["Clock stands still"] == "yes"
    assert rows[stopped.reference]["Working days left"] == rows[stopped.reference]["Due"] == ""


def test_an_export_stands_in_the_log_without_a_name(live_town, web):
    live_town.order("Nadia Lemaire")
    transaction.commit()
    web.get("/@@cases-csv?text=nadia", user="anna")
    transaction.begin()
    (found,) = Journal(live_town.portal).entries(action="cases.exported")
    assert (found.actor, found.details) == ("anna", {"rows": 1})
