"""What clerks type in five languages, and what they are told when it cannot be."""

from communesplone.core.hours.domain.checking import check
from communesplone.core.hours.domain.mistakes import Mistakes
from communesplone.core.hours.domain.model import Annual
from communesplone.core.hours.domain.model import Period
from communesplone.core.hours.domain.model import Schedule
from communesplone.core.hours.domain.model import Season
from communesplone.core.hours.domain.model import Span
from communesplone.core.hours.domain.model import Week
from communesplone.core.hours.domain.reading import read_week
from communesplone.core.hours.domain.reading_days import read_seasons
from communesplone.core.hours.domain.reading_days import read_specials
from communesplone.core.hours.domain.words import LANGUAGES
from communesplone.core.hours.domain.writing import seasons_text
from communesplone.core.hours.domain.writing import shown_weekday
from communesplone.core.hours.domain.writing import specials_text
from communesplone.core.hours.domain.writing import week_lines
from communesplone.core.hours.domain.writing import week_text
from contextlib import suppress
from datetime import date
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.domain.core.hours.town import schedules
import pytest


languages = st.sampled_from(LANGUAGES)
SAME = "lundi, mardi, jeudi, vendredi : 9-12 13:30-16"


@pytest.mark.parametrize(
    ("language", "text", "written"),
    [
        ("fr", "lu-ma, je-ve 9-12 13:30-16", SAME),
        ("fr", "Lundi, mardi et jeudi, vendredi : 9 h – 12 h et 13 h 30 – 16 h", SAME),
        ("fr", "lundis: 9h00-12h00, de 13h30 à 16h\nma: 9-12/13.30-16\nje ve: 9-12", None),
        ("nl", "ma-di, do, vr: 9u-12u en 13u30-16u", SAME),
        ("nl", "maandag t/m dinsdag 9.00 tot 12.00 uur, 13.30 tot 16 uur\ndonderdag, vrijdag: 9-12 13:30-16", SAME),
        ("de", "Mo-Di, Do+Fr 9-12 Uhr und 13.30-16 Uhr", SAME),
        ("de", "Montag bis Dienstag, Donnerstag, Freitag: 09:00–12:00, 13:30–16:00", SAME),
        ("es", "lunes a martes, jueves y viernes: 9 a 12 y 13:30 a 16 h", SAME),
        ("en", "Mon to Tue, Thursday and Friday: 9am-12pm, 1:30-4pm", SAME),
        ("en", "Mo-Tu 09:00-12:00,13:30-16:00; Th-Fr 09:00-12:00,13:30-16:00; PH off", SAME),
        ("fr", "lu-di 9-12 13:30-16; me,sa,di fermé", SAME),
        ("fr", "mercredi: 16 h – 19 h, sur rendez-vous", "mercredi : 16-19 sur rendez-vous"),
        ("fr", "mercredi: sur rdv 16-19", "mercredi : 16-19 sur rendez-vous"),
        ("nl", "woensdag op afspraak", "mercredi : sur rendez-vous"),
        ("de", "Mi: 9-12, 14-16 nach Vereinbarung", "mercredi : 9-12 14-16 sur rendez-vous"),
        ("es", "sábado: 0-24 autoservicio", "samedi : libre-service"),
        ("fr", "sa: 22-2", "samedi : 22-26"),
        ("fr", "di: 24h/24", "dimanche : 0-24"),
        ("en", "Sa[1,-1] 9-11", "dernier samedi du mois : 9-11\npremier samedi du mois : 9-11"),
        ("fr", "1er et 3e samedi du mois 9-11", "premier samedi du mois : 9-11\ntroisième samedi du mois : 9-11"),
        ("fr", "ven-lun: 8.30-9", "lundi, vendredi-dimanche : 8:30-9"),
        ("fr", "", ""),
    ],
)
def test_what_is_typed_and_how_it_is_written_back(language, text, written):
    if written is None:
        with pytest.raises(Mistakes):
            read_week(text, language)
    else:
        assert week_text(read_week(text, language), "fr") == written


def test_half_past_eight_is_not_eight_point_three_hours():
    assert read_week("lundi: 8.30-9.05", "fr").days[0] == (Span(510, 545),)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("lundi: 9-12 11-14", 1, "9:00–12:00 and 11:00–14:00 overlap."),
        ("lundi: 9-12\n\nmardi: 12-9", 3, "12:00–9:00 ends before it starts. For a night write 22-26."),
        ("lundi: 9-9", 1, "9:00–9:00 ends before it starts. For a night write 22-26."),
        ("lundi: neuf heures", 1, "“neuf heures” is not understood. Write for example 9-12 13:30-16."),
        ("lundi: 9:75-12", 1, "“9:75” is no time."),
        ("lundi: 9-12\nlundi: 13-16", 2, "Monday stands in line 1 already."),
        ("ouvert le matin", 1, "“ouvert le matin” does not start with a day, such as Monday or Mo-Fr."),
        ("lundi:", 1, "The hours are missing: write for example 9-12 13:30-16, or closed."),
        ("lundi: fermé 9-12", 1, "Closed and open at the same time."),
        ("lundi: 9-12 et sur rendez-vous", 1, "Say at which times, for example 9-12, 14-16 by appointment."),
        (
            "lundi: <script>alert(1)</script>",
            1,
            "“<script>alert(1)</script>” is not understood. Write for example 9-12 13:30-16.",
        ),
        ("lundi: 3-40", 1, "“40” is no time."),
        ("x" * 501, 1, "The line is too long."),
        ("\n" * 700, 601, "More than 600 lines."),
    ],
)
def test_a_mistake_is_told_with_its_line_and_place(text, line, said):
    with pytest.raises(Mistakes) as raised:
        read_week(text, "fr")
    assert [(one.line, str(one.phrase)) for one in raised.value.found] == [(line, said)]


def test_all_mistakes_are_told_at_once():
    with pytest.raises(Mistakes) as raised:
        read_week("lundi: 12-9\nmardi: 9-12\nmercredi: foo", "fr")
    assert [one.line for one in raised.value.found] == [1, 3]
    assert str(raised.value.found[0].sentence).startswith("Line 1: 12:00–9:00 ends")


@pytest.mark.parametrize(
    ("language", "text", "written"),
    [
        ("fr", "27/09/2026: fermé (Fête)", "27 septembre 2026 : fermé (Fête)"),
        ("fr", "2026-09-27 fermé", "27 septembre 2026 : fermé"),
        ("fr", "le 1er mai: 10h-12h", "1er mai : 10-12"),
        ("nl", "24 december: 9-12 (Kerstavond)", "24 décembre : 9-12 (Kerstavond)"),
        ("de", "3. Oktober 2026: geschlossen", "3 octobre 2026 : fermé"),
        ("es", "27 de septiembre de 2026: cerrado", "27 septembre 2026 : fermé"),
        ("en", "September 27, 2026: closed", "27 septembre 2026 : fermé"),
        ("en", '2026 Dec 24 09:00-12:00 "Eve"', "24 décembre 2026 : 9-12 (Eve)"),
        ("fr", "24-26 décembre 2026: fermé", "24 décembre 2026 - 26 décembre 2026 : fermé"),
        ("fr", "28/12 au 2/1/2027: fermé", "28 décembre 2026 - 2 janvier 2027 : fermé"),
    ],
)
def test_special_days(language, text, written):
    assert specials_text(read_specials(text, language), "fr") == written


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31/6/2026: fermé", "The 31/6/2026 does not exist."),
        ("29/2/2027: fermé", "The 29/2/2027 does not exist."),
        ("demain: fermé", "“demain: ferme” does not start with a day, such as 27/09/2026 or 24 December."),
        ("27/9/2026", "The hours are missing: write for example 9-12 13:30-16, or closed."),
        ("27/9/2026: 9-12 11-13", "9:00–12:00 and 11:00–13:00 overlap."),
        ("27/9/2026 - 20/9/2026: fermé", "The last day comes before the first."),
        (f"27/9/2026: fermé ({'x' * 201})", "The reason is too long."),
    ],
)
def test_special_days_that_cannot_be(text, said):
    with pytest.raises(Mistakes) as raised:
        read_specials(text, "fr")
    assert [str(one.phrase) for one in raised.value.found] == [said]


def test_seasons_with_their_names_and_weeks():
    summer, winter = read_seasons(
        "Été: 1er juillet - 31 août\nlu-ve: 8-13\n\nHiver (1/11/2026 au 28/2/2027)\nlundi: 9-10", "fr"
    )
    assert (summer.name, summer.period) == ("Été", Period(Annual(7, 1), Annual(8, 31)))
    assert (winter.name, winter.period) == ("Hiver", Period(date(2026, 11, 1), date(2027, 2, 28)))
    assert week_text(summer.week, "fr") == "lundi-vendredi : 8-13"


def test_mistakes_in_seasons():
    with pytest.raises(Mistakes) as raised:
        read_seasons("lundi: 9-12\nÉté: 1/7 - 31/8\nlundi: 9-8\nmardi: foo", "fr")
    assert [one.line for one in raised.value.found] == [1, 3, 4]


def week(text="lundi: 9-12") -> Week:
    return read_week(text, "fr")


@pytest.mark.parametrize(
    ("schedule", "said"),
    [
        (Schedule(week("ve: 22-26\nsa: 1-3")), "Friday ends at 2:00, after the next day has opened."),
        (Schedule(week("di: 22-26\nlu: 1-3")), "Sunday ends at 2:00, after the next day has opened."),
        (
            Schedule(week(), read_seasons("A: 1/7 - 31/8\nlu: 8-9\nB: 31/8 - 1/10\nlu: 8-9", "fr")),
            "A and B share days.",
        ),
        (
            Schedule(week(), read_seasons("A: 1/11 - 28/2\nlu: 8-9\nB: 1/1 - 1/2\nlu: 8-9", "fr")),
            "A and B share days.",
        ),
        (
            Schedule(week(), (), None, read_specials("27/9/2026: fermé\n20/9/2026-30/9/2026: 9-12", "fr")),
            "27/9/2026 and 20/9/2026 share days.",
        ),
        (
            Schedule(Week(), read_seasons("A: 1/3 - 31/8\nlu: 8-9\nB: 1/11 - 29/2\nlu: 8-9", "fr")),
            "Between the seasons no hours are given, from 1/9 to 31/10: write the regular week, or fill the gap.",
        ),
        (
            Schedule(
                week(),
                (
                    Season(
                        "A", Period(Annual(1, 1), Annual(12, 31)), Week(((Span(540, 720), Span(600, 800)),) + ((),) * 6)
                    ),
                ),
            ),
            "Monday: 9:00–12:00 and 10:00–13:20 overlap.",
        ),
    ],
)
def test_schedules_that_contradict_themselves(schedule, said):
    assert [str(one) for one in check(schedule)] == [said]


def test_seasons_that_fill_the_year_need_no_regular_week():
    assert check(Schedule(Week(), read_seasons("A: 1/3 - 31/10\nlu: 8-9\nB: 1/11 - 29/2\nlu: 8-9", "fr"))) == []


def test_how_it_is_read():
    known = week("lundi-vendredi: 9-12 13:30-16")
    no_break = [line.replace("\u00a0", " ") for line in week_lines(known, "fr", shown=True)]
    assert no_break == ["Lundi – vendredi : 9 h – 12 h, 13 h 30 – 16 h"]
    assert week_lines(known, "nl", shown=True)[0].startswith("Maandag – vrijdag: 9.00")
    assert shown_weekday(date(2026, 9, 27), "fr") == "dimanche 27 septembre 2026"
    assert shown_weekday(date(2026, 9, 27), "de") == "Sonntag, 27. September 2026"


@settings(max_examples=40)
@given(schedules, languages)
def test_what_is_written_is_read_back(schedule, language):
    assert read_week(week_text(schedule.week, language), language) == schedule.week
    assert read_specials(specials_text(schedule.specials, language), language) == schedule.specials
    assert read_seasons(seasons_text(schedule.seasons, language), language) == schedule.seasons


@given(st.text(st.sampled_from("lundi ma-ve 9:12h30,;/()2026[]1 sur rdvfermé\n–."), max_size=60), languages)
def test_no_text_breaks_the_reader(text, language):
    for read in (read_week, read_specials, read_seasons):
        with suppress(Mistakes):
            read(text, language)
