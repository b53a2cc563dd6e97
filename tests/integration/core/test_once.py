"""What a view finds once is found once for each view and each question."""

from communesplone.core.browser.once import once


class View:
    """Counts what it works out."""

    def __init__(self, name: str):
        self.name, self.worked = name, []

    @once
    def answer(self, question: int) -> str:
        """The name, that many times."""
        self.worked.append(question)
        return self.name * question


def test_each_question_is_answered_once_by_each_view():
    one, other = View("a"), View("b")
    assert [one.answer(2), one.answer(2), one.answer(3), other.answer(2)] == ["aa", "aa", "aaa", "bb"]
    assert (one.worked, other.worked) == ([2, 3], [2])
