"""Office and citizen write to each other; the office notes for itself."""

from communesplone.core.cases import letters
from communesplone.core.cases import people
from communesplone.core.cases import thread
from communesplone.core.cases.attachments import Attachment
from communesplone.core.cases.attachments import MOST
from communesplone.core.cases.browser.talk import Talk
from communesplone.core.cases.catalog import get_catalog
from communesplone.core.cases.workflow import as_applicant
from communesplone.core.cases.workflow import NotPossible
from communesplone.core.cases.workflow import state
from communesplone.core.domain import uploads
from communesplone.core.forms.upload import FileRefused
from communesplone.core.forms.upload import take
from communesplone.core.mail.letters import as_text
from communesplone.core.moments import now
import io
import pytest


@pytest.fixture
def posted(town, monkeypatch):
    """Letters that would have been sent."""
    sent = []
    monkeypatch.setattr(letters, "post", lambda letter: sent.append(letter) if letter.to else None)
    return sent


def texts(posted) -> list[str]:
    return [as_text(letter, "Valmeuse") for letter in posted]


def test_a_clerk_writes_to_the_citizen_and_the_case_stays_where_it_is(town, posted):
    case = town.order(applicant_email="nadia@example.be")
    town.move(case, "take")
    before = state(case), case.due, case.stopped
    with town.user("anna"):
        thread.write(case, " The office is closed on Friday.\n", [], now())
    (message,) = case.messages
    assert (message.author, message.text) == ("office", "The office is closed on Friday.")
    assert (message.name, message.unit) == ("anna", town.population)
    assert (state(case), case.due, case.stopped) == before
    assert case.news_for_citizen


def test_the_letter_says_that_there_is_a_message_and_not_what_it_says(town, posted):
    case = town.order(applicant_email="nadia@example.be", applicant_user="carla")
    with town.user("anna"):
        thread.write(case, "Your marriage of 1999 is missing.", [], now())
    (text,) = texts(posted)
    assert case.reference in text
    assert "1999" not in text
    assert "anna" not in text.lower()
    assert "Lemaire" not in text


def test_the_person_in_charge_gets_one_letter_for_messages_that_nobody_read(town, posted):
    case = town.order(assignee="anna")
    for text in ("First", "Second"):
        thread.receive(case, text, [], now())
    assert len(posted) == 1
    assert posted[0].to == "anna@example.org"
    assert "Nadia" not in texts(posted)[0]
    thread.seen_by_office(case)
    thread.receive(case, "Third", [], now())
    assert len(posted) == 2


def test_a_message_of_the_citizen_is_marked_in_the_queue_until_it_is_read(town, posted, page):
    case, quiet = town.order("With news"), town.order("Without")
    thread.receive(case, "Hello", [], now())
    town.index()
    view, html = page("cases", "anna", view="news")
    assert [row.reference for row in view.rows] == [case.reference]
    assert ">New message<" in html
    thread.seen_by_office(case)
    town.index()
    view, html = page("cases", "anna", view="news")
    assert not list(view.rows)
    view, html = page("cases", "anna")
    assert ">New message<" not in html
    assert quiet.reference in html


def test_reading_does_not_count_as_a_change_of_the_case(town, posted):
    case = town.order()
    thread.receive(case, "Hello", [], now())
    before = case.modified()
    thread.seen_by_office(case)
    assert case.modified() == before


@pytest.mark.parametrize("text", ["", "   \n", None])
def test_an_empty_message_is_refused_on_both_sides(town, text):
    case = town.order()
    with town.user("anna"), pytest.raises(thread.NothingSaid):
        thread.write(case, text, [], now())
    with pytest.raises(thread.NothingSaid):
        thread.receive(case, text, [], now())
    with town.user("anna"), pytest.raises(thread.NothingSaid):
        thread.add_note(case, text, now())
    assert not case.messages
    assert not case.notes


def test_a_text_without_end_is_refused(town):
    case = town.order()
    with town.user("anna"), pytest.raises(thread.TooLong):
        thread.write(case, "x" * (thread.LONGEST + 1), [], now())
    assert not case.messages


class Huge(io.RawIOBase):
    """A file of 100 MB that takes no room."""

    name = "scan.pdf"
    filename = "scan.pdf"
    size = 100_000_000
    place = 0

    def seek(self, place, whence=0):
        self.place = self.size + place if whence == 2 else place
        return self.place

    def tell(self):
        return self.place

    def read(self, size=-1):
        assert 0 <= size <= uploads.HEAD, "nobody reads a file that is too large"
        return b"%PDF-1.7"


def test_a_file_of_100_mb_is_refused_unread():
    with pytest.raises(FileRefused) as refused:
        take(Huge())
    assert refused.value.text.mapping["size_mb"].startswith("100")
    assert uploads.Rules().max_size < Huge.size


def test_files_go_in_both_directions_and_nothing_else_is_handed_out(town, posted):
    case = town.order()
    case.attachments["proof"] = Attachment("proof", "secret.pdf", "application/pdf", b"%PDF-1.4")
    with town.user("anna"):
        thread.write(case, "", [Attachment("office", "form.pdf", "application/pdf", b"%PDF-1.4 form")], now())
    thread.receive(case, "Here", [Attachment("answer", "filled.pdf", "application/pdf", b"%PDF-1.4 filled")], now())
    names = [case.attachments[name].name for message in case.messages for name in message.files]
    assert names == ["form.pdf", "filled.pdf"]
    assert "proof" not in thread.files_of_messages(case)
    assert len(thread.files_of_messages(case)) == 2


def test_nobody_fills_the_store_through_messages(town, posted):
    case = town.order()
    for number in range(thread.MOST_UNANSWERED):
        thread.receive(case, str(number), [], now())
    with pytest.raises(thread.TooMany):
        thread.receive(case, "One more", [], now())
    with town.user("anna"):
        thread.write(case, "We read you.", [], now())
    thread.receive(case, "Thank you", [], now())
    for number in range(MOST):
        case.attachments[f"f{number}"] = None
    with pytest.raises(thread.TooMany):
        thread.receive(case, "", [Attachment("answer", "a.pdf", "application/pdf", b"%PDF")], now())


@pytest.mark.parametrize("steps", [("refuse", "close")])
def test_a_closed_case_takes_no_message_and_no_note(town, steps):
    case = town.order()
    town.move(case, *steps)
    with town.user("anna"):
        with pytest.raises(NotPossible):
            thread.write(case, "Too late", [], now())
        with pytest.raises(NotPossible):
            thread.add_note(case, "Too late", now())
    with pytest.raises(NotPossible):
        thread.receive(case, "Too late", [], now())
    assert not case.messages
    assert not case.notes


def test_after_a_refusal_the_citizen_may_still_ask_why(town, posted):
    case = town.order()
    town.move(case, "refuse")
    thread.receive(case, "I do live there.", [], now())
    assert case.news


@pytest.mark.parametrize("who", ["wim", "wanda", "carla", "otto", ""])
def test_nobody_of_another_service_and_no_citizen_writes_for_the_office_or_notes(town, who):
    case = town.order(applicant_user="carla")
    with town.user(who):
        with pytest.raises(NotPossible):
            thread.write(case, "Hello", [], now())
        with pytest.raises(NotPossible):
            thread.add_note(case, "Hello", now())
    with town.user("carla"), as_applicant():
        assert not thread.may_write(case)
        assert not thread.may_note(case)


def test_the_officer_who_signs_notes_but_does_not_write_to_the_citizen(town):
    case = town.order()
    town.move(case, "take", "send_to_sign")
    with town.user("sam"):
        assert not thread.may_write(case)
        thread.add_note(case, "Read on Tuesday", now())
    assert case.notes[0].actor == "sam"


def test_notes_travel_with_the_case_and_the_history_says_who_handed_it_over_and_why(town):
    case = town.order(assignee="anna")
    with town.user("anna"):
        thread.add_note(case, "The roof is theirs.", now())
    with town.user("hedwig"):
        people.hand_over(case, town.works, " It is about a road. ")
    (passed,) = case.hand_overs
    assert (passed.origin, passed.target, passed.actor) == (town.population, town.works, "hedwig")
    assert passed.why == "It is about a road."
    assert (case.unit, case.assignee, case.handed) == (town.works, "", True)
    assert [note.text for note in case.notes] == ["The roof is theirs."]
    with town.user("wim"):
        people.assign(case, "wim")
    assert not case.handed


def test_a_case_is_not_handed_over_to_the_service_that_has_it(town):
    case = town.order()
    with town.user("hedwig"), pytest.raises(NotPossible):
        people.hand_over(case, town.population, "why")


@pytest.mark.parametrize("why", ["", "  \n"])
def test_a_case_is_handed_over_with_a_reason_only(town, why):
    case = town.order()
    with town.user("hedwig"), pytest.raises(NotPossible) as problem:
        people.hand_over(case, town.works, why)
    assert problem.value.args[1] == people.NO_REASON
    assert (case.unit, len(case.hand_overs)) == (town.population, 0)


def test_no_row_of_the_catalog_has_a_word_of_messages_and_notes(town, posted):
    case = town.order()
    thread.receive(case, "pomegranate", [], now())
    with town.user("anna"):
        thread.add_note(case, "pomegranate", now())
        thread.write(case, "pomegranate", [], now())
    town.index()
    catalog = get_catalog()._catalog
    assert "pomegranate" not in repr([catalog.data[rid] for rid in catalog.uids.values()])
    with town.user("anna"):
        assert not list(get_catalog().visible(text="pomegranate"))


def test_a_citizen_reads_the_name_of_the_service_and_a_colleague_the_one_of_the_clerk(town, posted):
    case = town.order(applicant_user="carla")
    with town.user("anna"):
        thread.write(case, "Good morning", [], now())
        thread.add_note(case, "Grumpy", now())

    class Side(Talk):
        url, request = "", town.portal.REQUEST

    for side, author in (("office", "Anna Lambert (Population)"), ("citizen", "Population")):
        shown = Side()
        shown.case, shown.side = case, side
        assert [entry["author"] for entry in shown.thread()] == [author]
