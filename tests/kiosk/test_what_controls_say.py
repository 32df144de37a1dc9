"""What a control is called, where a sentence sends people, and a finger that slides away."""

import re
from typing import Final

import pytest
import translations
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from distressapp.kiosk.furnish import NAMES
from distressapp.ui.widgets.button import Button
from distressapp.ui.widgets.options import OptionRow
from distressapp.ui.widgets.rung import Rung
from distressapp.ui.widgets.tiles import Tile
from tests.kiosk import rooms
from tests.kiosk.conftest import Open
from tests.kiosk.fitting import seen

SENDING: Final = re.compile(
    r"\b(red|green|blue|grey|dark|bright|left|right|above|below|beside|corner|round|square|circle"
    r"|top|bottom|beep)\b",
    re.IGNORECASE,
)
"""Words that only help those who see colours and places, or who hear."""

OUTSIDE: Final = {"Both are right: hand over"}
"""Another sense of the word."""


@pytest.mark.parametrize("language", NAMES)
@pytest.mark.parametrize("stop", rooms.STOPS)
def test_every_control_is_called_by_the_words_on_it(
    open_room: Open, stop: str, language: str
) -> None:
    room = open_room(stop, language=language)

    other = [
        (piece.words, piece.accessibleName())
        for kind in (Button, OptionRow, Tile, Rung)
        for piece in seen(room, kind)
        if isinstance(piece, Button | OptionRow | Tile | Rung)
        and len(piece.words) > 1  # the A of a size, the sign of an accent: pictures of letters
        and " ".join(piece.words.split()).casefold() not in piece.accessibleName().casefold()
    ]

    assert other == []


def test_no_sentence_of_the_screen_sends_anybody_by_colour_shape_place_or_sound() -> None:
    on_screen = [
        str(each.id)
        for each in translations.sentences()
        if each.id and any(not path.endswith("form_words.py") for path, _line in each.locations)
    ]

    sending = [each for each in on_screen if SENDING.search(each) and each not in OUTSIDE]

    assert len(on_screen) > 100
    assert sending == []


@pytest.mark.parametrize(
    ("stop", "kind"),
    [("rating", Rung), ("concerns.practical", Tile), ("hads.6", OptionRow), ("why", Button)],
)
def test_a_finger_that_slides_away_before_it_lifts_does_nothing(
    open_room: Open, stop: str, kind: type[QAbstractButton]
) -> None:
    room = open_room(stop, answers={})
    piece = seen(room, kind)[0]
    done: list[tuple[object, ...]] = []
    piece.clicked.connect(lambda *told: done.append(told))

    slide(piece, QPoint(-50, -50))

    assert done == []
    assert not piece.isChecked()


def test_a_finger_that_trembles_over_the_edge_still_taps(open_room: Open) -> None:
    row = seen(open_room("hads.6", answers={}), OptionRow)[0]

    slide(row, QPoint(100, -10))

    assert row.isChecked()


def slide(piece: QAbstractButton, to: QPoint) -> None:
    """A finger that comes down on it and lifts elsewhere."""
    QTest.mousePress(piece, Qt.MouseButton.LeftButton)
    QTest.mouseMove(piece, to)
    QTest.mouseRelease(piece, Qt.MouseButton.LeftButton, pos=to)
