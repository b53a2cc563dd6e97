"""A commune's colours: what is refused, and that the palette which follows stays readable."""

from communesplone.website.domain import contrast
from hypothesis import given
from hypothesis import strategies as st
import pytest


COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(contrast.text)


def test_black_on_white_is_twenty_one_to_one():
    assert contrast.ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast.ratio("#fff", "#ffffff") == pytest.approx(1)


def test_a_known_grey_just_passes():
    assert contrast.ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("wrong", ["", None, "red", "#12", "#12345g", "url(x)", "#0e4a5a;}body{display:none"])
def test_what_is_no_colour_never_reaches_the_style_sheet(wrong):
    with pytest.raises(contrast.NotAColour):
        contrast.style_sheet(wrong, "#e6a12c")


def test_yellow_is_too_light_for_a_main_colour_and_navy_is_not():
    assert contrast.brand_ratio("#ffcc00") < contrast.TEXT
    assert contrast.brand_ratio("#0e4a5a") > contrast.TEXT


@given(COLOURS, COLOURS)
def test_every_accepted_pair_gives_readable_pages_in_the_light(brand, accent):
    if contrast.brand_ratio(brand) < contrast.TEXT:
        return
    palette = contrast.light_palette(brand, accent)
    assert contrast.ratio(palette["link"], palette["brand-soft"]) >= contrast.TEXT
    assert contrast.ratio(palette["link"], contrast.PAPER) >= contrast.TEXT
    assert contrast.ratio(palette["band"], "#ffffff") >= 9
    assert contrast.ratio(palette["accent-ink"], palette["accent-soft"]) >= contrast.TEXT


@given(COLOURS, COLOURS)
def test_every_accepted_pair_gives_readable_pages_in_the_dark(brand, accent):
    if contrast.brand_ratio(brand) < contrast.TEXT:
        return
    palette = contrast.dark_palette(brand, accent)
    assert contrast.ratio(palette["brand"], contrast.DARK_PAPER) >= contrast.TEXT
    assert contrast.ratio(palette["on-brand"], palette["brand"]) >= contrast.TEXT
    assert contrast.ratio(palette["link"], contrast.DARK_PAPER) >= contrast.TEXT
    assert contrast.ratio(palette["brand-strong"], palette["brand-soft"]) >= contrast.TEXT
    assert contrast.ratio("#ffffff", palette["band"]) >= contrast.TEXT


@given(COLOURS)
def test_the_colour_offered_passes_and_a_good_one_is_left_alone(colour):
    brand, accent = contrast.nearest_brand(colour), contrast.nearest_accent(colour)
    assert contrast.brand_ratio(brand) >= contrast.TEXT and contrast.accent_ratio(accent) >= contrast.TEXT
    assert contrast.nearest_brand(brand) == brand and contrast.nearest_accent(accent) == accent
    if contrast.brand_ratio(colour) >= contrast.TEXT:
        assert brand == colour


@given(COLOURS, COLOURS)
def test_wherever_words_meet_an_accepted_colour_they_can_be_read(brand, accent):
    found = contrast.pairs(contrast.nearest_brand(brand), contrast.nearest_accent(accent))
    assert len(found) == 10
    assert [pair for pair in found if not pair.passes] == []
