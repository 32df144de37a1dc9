"""Every screen of a patient in three themes, measured in the pixels that are drawn.

7:1 for text is WCAG 2.2's 1.4.6 (AAA); 3:1 for controls and their marks is 1.4.11 (AA); for the
focus ring it is 2.4.13 (AAA): the pixels of at least two lines round the control change by 3:1.
"""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from distressapp.kiosk.plain import PlainPage
from distressapp.kiosk.room import PatientRoom
from distressapp.ui.theme import LIGHT, THEMES
from distressapp.ui.widgets.options import OptionRow
from distressapp.ui.widgets.rung import Rung
from distressapp.ui.widgets.tiles import Tile
from tests.kiosk import rooms
from tests.kiosk.conftest import Open
from tests.kiosk.fitting import place, seen
from tests.kiosk.pixels import changed, inked, marks, outlines, picture, texts
from tests.kiosk.test_plain_fits import around_a_sitting, of_a_call

TEXT, CONTROL = 7.0, 3.0
TOLD = 100
"""So many pixels that change by 3:1 are seen at a glance: a tick of 15 by 7, say."""

IN_EVERY_THEME = pytest.mark.parametrize("theme", THEMES)
TICKED = {key: rooms.ANSWERS[key] for key in ("dt/physical", "dt/practical")}

ON_EVERY_SCREEN = pytest.mark.parametrize("stop", rooms.STOPS)


@IN_EVERY_THEME
@ON_EVERY_SCREEN
def test_text_stands_seven_to_one_on_every_screen(open_room: Open, stop: str, theme: str) -> None:
    room = open_room(stop, theme=theme)
    image = picture(room)

    read = {words: inked(image, rect) for words, rect in texts(room)}

    assert read
    assert {words: found for words, found in read.items() if found < TEXT} == {}


@IN_EVERY_THEME
@ON_EVERY_SCREEN
def test_controls_and_their_marks_stand_three_to_one(
    open_room: Open, stop: str, theme: str
) -> None:
    room = open_room(stop, theme=theme)
    image = picture(room)

    found = dict(outlines(room, image))
    chosen = dict(marked(room, image))

    assert found
    assert {words: each for words, each in found.items() if each < CONTROL} == {}
    assert {words: each for words, each in chosen.items() if each < CONTROL} == {}


@IN_EVERY_THEME
def test_pages_outside_the_questions_are_as_plain_to_see(clean_stage: QtBot, theme: str) -> None:
    look = rooms.look(percent=125, theme=theme)
    made: list[PlainPage] = [*around_a_sitting(look).values(), *of_a_call(look).values()]

    for page in made:
        clean_stage.addWidget(page)
        page.resize(look.metrics.width, look.metrics.height)
        page.show()
        image = picture(page)
        read = [words for words, rect in texts(page) if inked(image, rect) < TEXT]
        faint = [words for words, found in outlines(page, image) if found < CONTROL]
        assert (read, faint) == ([], [])
        page.close()


@IN_EVERY_THEME
@ON_EVERY_SCREEN
def test_the_focus_ring_changes_two_lines_of_pixels_by_three_to_one(
    open_room: Open, stop: str, theme: str
) -> None:
    room = open_room(stop, theme=theme)

    reached = rings(room)

    assert len(reached) >= 2
    assert {words: lines for words, lines in reached.items() if lines < 2} == {}


def rings(room: PatientRoom) -> dict[str, float]:
    """Everything that Tab comes to, and how many lines of pixels round it stand out then."""
    QTest.mouseClick(room, Qt.MouseButton.LeftButton)  # a finger: no ring
    before = picture(room)
    reached: dict[str, float] = {}
    come_to: set[QWidget] = set()
    while True:
        QTest.keyClick(QApplication.focusWidget() or room, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
        if at is None or at in come_to:
            return reached
        come_to.add(at)
        if isinstance(at, QAbstractButton):
            box = place(room, at)
            found = changed(before.copy(box), picture(room, box))
            line = 2 * (box.width() + box.height())
            reached[at.accessibleName()] = sum(each >= CONTROL for each in found) / line


@IN_EVERY_THEME
@pytest.mark.parametrize(
    ("stop", "kind"),
    [
        ("rating", Rung),
        ("concerns.practical", Tile),
        ("top", Tile),
        ("hads.6", OptionRow),
        ("welcome", OptionRow),
    ],
)
def test_what_is_chosen_is_told_without_colour(
    open_room: Open, stop: str, kind: type[QAbstractButton], theme: str
) -> None:
    room = open_room(stop, theme=theme, answers=TICKED)

    for piece in seen(room, kind)[:3]:
        box = place(room, piece)
        before = without_colour(picture(room, box))
        piece.click()
        found = changed(before, without_colour(picture(room, box)))
        assert sum(each >= CONTROL for each in found) >= TOLD, piece.accessibleName()


def without_colour(image: QImage) -> QImage:
    """The picture in greys."""
    plain = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return plain.convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize(
    ("name", "colour"), [("soft", "#6F7A80"), ("on_accent", "#C9D9D9"), ("ink", "#5E666B")]
)
def test_a_faint_text_is_convicted(
    open_room: Open, monkeypatch: pytest.MonkeyPatch, name: str, colour: str
) -> None:
    monkeypatch.setitem(THEMES, "faint", replace(LIGHT, **{"name": "faint", name: colour}))
    room = open_room("concerns.practical", theme="faint")
    image = picture(room)

    faint = [words for words, rect in texts(room) if inked(image, rect) < TEXT]

    assert faint


@pytest.mark.parametrize(("name", "colour"), [("edge", "#A9B4B8"), ("soft", "#A9B4B8")])
def test_a_faint_outline_or_mark_is_convicted(
    open_room: Open, monkeypatch: pytest.MonkeyPatch, name: str, colour: str
) -> None:
    monkeypatch.setitem(THEMES, "faint", replace(LIGHT, **{"name": "faint", name: colour}))
    room = open_room("hads.6", theme="faint", answers={})
    image = picture(room)

    found = outlines(room, image) if name == "edge" else marked(room, image)

    assert [words for words, each in found if each < CONTROL]


def marked(room: PatientRoom, image: QImage) -> list[tuple[str, float]]:
    """The marks of what can be chosen, and how far each stands out."""
    return [(words, inked(image, rect)) for words, rect in marks(room)]
