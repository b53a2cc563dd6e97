"""Whoever types a command sees where it is, on a terminal and in a log."""

from house.messages import box
from house.messages import clock
from house.messages import Reporter
import io
import pytest


class Terminal(io.StringIO):
    def isatty(self):
        return True


class Now:
    def __init__(self):
        self.value = 100.0

    def __call__(self):
        return self.value


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (59.9, "0:59"), (125, "2:05"), (3600, "60:00")])
def test_the_time_gone_by_is_minutes_and_seconds(seconds, text):
    assert clock(seconds) == text


def test_all_lines_of_the_box_are_equally_wide():
    lines = box(["short", "a longer line", ""]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert "| a longer line |" in lines


def test_progress_rewrites_one_line_on_a_terminal():
    stream = Terminal()
    reporter = Reporter(stream, Now())
    reporter.progress("1 of 3")
    reporter.progress("2 of 3")
    reporter.step("done")
    assert "\n" not in stream.getvalue().split("done")[0].rstrip()
    assert stream.getvalue().endswith("done\n")


def test_progress_in_a_log_comes_every_fifteen_seconds_only():
    stream, now = io.StringIO(), Now()
    reporter = Reporter(stream, now)
    reporter.step("begin")
    for second in range(40):
        now.value = 100.0 + second
        reporter.progress(f"at {second}")
    assert [line.split()[-1] for line in stream.getvalue().splitlines()] == ["begin", "15", "30"]
