"""The waste calendar of the demonstration has no mistake."""

from communesplone.website.waste.domain.checking import sectors_of
from communesplone.website.waste.domain.reading import read
from communesplone.website.waste.domain.streets import Streets
from importlib.resources import files


def test_the_tables_are_right():
    place = files("communesplone.demo") / "data" / "waste"
    table, wrong = read(*((place / f"{name}.csv").read_text("utf-8") for name in ("streets", "rules", "kinds")), "fr")
    assert wrong == {}
    assert len(Streets(table).known) == 61
    assert sectors_of(table) == {"Bourg", "Rive gauche", "Coteaux", "Sart"}
    assert [kind.code for kind in table.kinds] == ["residual", "organic", "pmc", "paper", "glass"]
