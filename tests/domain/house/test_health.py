"""A start waits until the commune says that it is well, and says why when it gives up."""

from house import health
import pytest


URL = "http://localhost:8090/commune/@@health"


class Story:
    """The answers of a server, one a question, the last one for ever; every pause takes its seconds."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.time = 0.0
        self.said = []

    def ask(self, url):
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def pause(self, seconds):
        self.time += seconds

    def wait(self, casualty=lambda: "", **more):
        return health.wait_until_well(
            URL, casualty, self.said.append, ask=self.ask, pause=self.pause, now=lambda: self.time, **more
        )


def test_a_commune_that_is_well_after_a_while_is_fine():
    story = Story((0, ""), (503, "converter: no answer"), (200, "ok"))
    assert story.wait() == ""
    assert story.said == ["the server starts", "waiting: converter: no answer"]


def test_what_is_not_well_is_in_the_line_at_the_end():
    line = Story((503, "mail queue: not writable")).wait(patience=10)
    assert "within 10 seconds" in line
    assert "mail queue: not writable" in line


def test_a_server_that_never_answers_is_said():
    assert "no answer" in Story((0, "")).wait(patience=5)


def test_a_dead_program_ends_the_waiting_at_once():
    story = Story((0, ""))
    assert story.wait(casualty=lambda: "Zope ended (exit code 1).") == "Zope ended (exit code 1)."
    assert story.time == 0


def test_a_database_without_the_commune_is_said():
    assert "another site" in Story((404, "")).wait()


def test_without_libreoffice_a_missing_converter_is_good_enough():
    def enough(body):
        return health.only_names(body, "converter")

    assert Story((503, "converter: no answer")).wait(good_enough=enough) == ""
    assert Story((503, "converter: no answer\ndatabase: locked")).wait(patience=5, good_enough=enough) != ""


@pytest.mark.parametrize(("text", "limit", "line"), [("a\n  b ", 10, "a b"), ("abcdef", 4, "abc…")])
def test_a_long_answer_becomes_one_line(text, limit, line):
    assert health.one_line(text, limit) == line
