import colorsys
from dataclasses import fields
from itertools import pairwise

import pytest
from PySide6.QtGui import QColor

from distressapp.ui.theme import THEMES, Theme

TEXT, CONTROL = 7.0, 3.0

pytestmark = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


def luminance(colour: str) -> float:
    """Relative luminance: WCAG 2.2."""
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    )
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one: str, other: str) -> float:
    """Contrast ratio: WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_text_is_readable_on_everything_it_is_drawn_on(theme: Theme) -> None:
    drawn = [
        (theme.ink, theme.ground),
        (theme.ink, theme.card),
        (theme.ink, theme.tint),
        (theme.soft, theme.ground),
        (theme.soft, theme.card),
        (theme.on_accent, theme.accent),
        (theme.on_accent, theme.deep),
    ]

    faint = [pair for pair in drawn if contrast(*pair) < TEXT]

    assert not faint


def test_outlines_and_marks_stand_out(theme: Theme) -> None:
    drawn = [
        (theme.edge, theme.ground),
        (theme.edge, theme.card),
        (theme.accent, theme.ground),
        (theme.accent, theme.card),
        (theme.accent, theme.tint),
        (theme.pale, theme.card),
        (theme.deep, theme.card),
    ]

    faint = [pair for pair in drawn if contrast(*pair) < CONTROL]

    assert not faint


def test_one_line_of_the_focus_ring_stands_out_on_anything(theme: Theme) -> None:
    fills = (theme.ground, theme.card, theme.tint, theme.accent, theme.deep)

    faint = [
        fill
        for fill in fills
        if max(contrast(theme.ink, fill), contrast(theme.card, fill)) < CONTROL
    ]

    assert not faint
    assert contrast(theme.ink, theme.card) >= CONTROL


def test_what_is_chosen_is_told_from_what_is_not_without_its_colour(theme: Theme) -> None:
    greys = sorted(luminance(each) for each in (theme.card, theme.tint, theme.accent))

    assert all(low != high for low, high in pairwise(greys))


def test_no_colour_judges(theme: Theme) -> None:
    """Red, amber and green are hues from 0 to 165 and above 330 degrees, where they show."""
    judging = []
    for name in (each.name for each in fields(Theme)):
        if name == "name":
            continue
        colour = QColor(getattr(theme, name))
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        hue, _light, depth = colorsys.rgb_to_hls(*parts)
        is_shown = depth * (max(parts) - min(parts)) > 0.05
        if is_shown and not 165 <= hue * 360 <= 330:
            judging.append(name)

    assert not judging
