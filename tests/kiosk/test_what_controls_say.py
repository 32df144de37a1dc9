"""What a control is called, where a sentence sends people, and a finger that slides away."""

import re
from typing import Final

import pytest
import translations
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from distressapp.kiosk import pages
from distressapp.kiosk.screens.welcome import WelcomeScreen
from distressapp.ui.widgets.button import Button
from distressapp.ui.widgets.options import OptionRow
from distressapp.ui.widgets.rung import Rung
from distressapp.ui.widgets.tiles import Tile
from tests.kiosk import rooms
from tests.kiosk.conftest import Open
from tests.kiosk.fitting import seen
from tests.languages import NAMES

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


def test_a_screen_reader_is_told_where_another_language_is_spoken(
    open_room: Open, clean_stage: QtBot
) -> None:
    screen = open_room("welcome", language="ar").screen_shown
    page = pages.calling(rooms.look(), "harbour", has_sitting=True, backup=None, mark=None)
    clean_stage.addWidget(page)
    page.setLocale(QLocale("ar"))
    assert isinstance(screen, WelcomeScreen)
    assert screen.languages is not None
    assert page.ticket is not None

    told = {tag: row.locale().language() for tag, row in screen.languages.rows.items()}

    assert told == {tag: QLocale(tag).language() for tag in NAMES}
    assert page.ticket.locale().language() == QLocale("en").language()
    assert page.words.locale().language() == QLocale("ar").language()


def test_a_digit_means_an_answer_only_while_the_keys_are_among_the_answers(
    open_room: Open,
) -> None:
    room = open_room("hads.6", answers={})
    rows = seen(room, OptionRow)

    room.foot.next.setFocus()
    QTest.keyClick(room.foot.next, Qt.Key.Key_2)
    beside = [row.isChecked() for row in rows]
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_2)

    assert not any(beside)
    assert [row.isChecked() for row in rows] == [False, True, False, False]


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

    slide(row, QPoint(row.width() // 2, -10))

    assert row.isChecked()


def slide(piece: QAbstractButton, to: QPoint) -> None:
    """A finger that comes down on it and lifts elsewhere."""
    QTest.mousePress(piece, Qt.MouseButton.LeftButton)
    QTest.mouseMove(piece, to)
    QTest.mouseRelease(piece, Qt.MouseButton.LeftButton, pos=to)
