"""Nothing on the patient's side opens a menu, a tip, a file, a clipboard or another window."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextBrowser,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from distressapp.kiosk.plain import Act
from distressapp.kiosk.window import KioskWindow
from distressapp.ui.sealed import Sealed, is_known
from distressapp.ui.widgets.writing import WritingField
from tests.kiosk.callers import STAFFED, silence
from tests.kiosk.day import Day, day, settle, tap
from tests.kiosk.fitting import pages
from tests.kiosk.outside import click, send

NONE: Final = Qt.KeyboardModifier.NoModifier
CTRL: Final = Qt.KeyboardModifier.ControlModifier
ALT: Final = Qt.KeyboardModifier.AltModifier
META: Final = Qt.KeyboardModifier.MetaModifier
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
SELECTING: Final = (
    Qt.TextInteractionFlag.TextSelectableByMouse
    | Qt.TextInteractionFlag.TextSelectableByKeyboard
    | Qt.TextInteractionFlag.TextEditable
)
COPIED: Final = "somebody else's words"

UNKNOWN: Final = [
    *((getattr(Qt.Key, f"Key_F{number}"), NONE) for number in range(1, 36)),
    *((key, CTRL) for key in (Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Z,
                              Qt.Key.Key_P, Qt.Key.Key_O, Qt.Key.Key_S, Qt.Key.Key_Q, Qt.Key.Key_W,
                              Qt.Key.Key_N, Qt.Key.Key_T, Qt.Key.Key_Insert, Qt.Key.Key_Tab,
                              Qt.Key.Key_Escape, Qt.Key.Key_Backspace, Qt.Key.Key_Return)),
    *((key, ALT) for key in (Qt.Key.Key_F4, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Escape,
                             Qt.Key.Key_F, Qt.Key.Key_Left, Qt.Key.Key_Return, Qt.Key.Key_1)),
    *((key, META) for key in (Qt.Key.Key_D, Qt.Key.Key_L, Qt.Key.Key_R, Qt.Key.Key_Tab)),
    *((key, CTRL | ALT) for key in (Qt.Key.Key_Delete, Qt.Key.Key_T, Qt.Key.Key_Backspace)),
    *((key, CTRL | SHIFT) for key in (Qt.Key.Key_Escape, Qt.Key.Key_U, Qt.Key.Key_V)),
    (Qt.Key.Key_Insert, SHIFT), (Qt.Key.Key_F10, SHIFT), (Qt.Key.Key_F1, SHIFT),
    *((key, NONE) for key in (Qt.Key.Key_Menu, Qt.Key.Key_Print, Qt.Key.Key_SysReq,
                              Qt.Key.Key_Pause, Qt.Key.Key_Escape, Qt.Key.Key_Help,
                              Qt.Key.Key_Back, Qt.Key.Key_Forward, Qt.Key.Key_HomePage,
                              Qt.Key.Key_Search, Qt.Key.Key_LaunchMail, Qt.Key.Key_Launch0,
                              Qt.Key.Key_MediaPlay, Qt.Key.Key_VolumeUp, Qt.Key.Key_Sleep,
                              Qt.Key.Key_PowerOff, Qt.Key.Key_WWW, Qt.Key.Key_Explorer,
                              Qt.Key.Key_Calculator, Qt.Key.Key_Copy, Qt.Key.Key_Paste,
                              Qt.Key.Key_Cut, Qt.Key.Key_Undo, Qt.Key.Key_Super_L,
                              Qt.Key.Key_Hyper_L, Qt.Key.Key_ZoomIn, Qt.Key.Key_Close)),
]  # fmt: skip
"""Keys that mean something to Qt or to a desktop, and nothing to a patient."""


@pytest.fixture
def here(clean_stage: QtBot, tmp_path: Path) -> Day:
    found = day(clean_stage, tmp_path / "clinic", STAFFED, is_session=True)
    Sealed(found.window)
    return found


def walked(here: Day) -> Iterator[str]:
    """Every page of a kiosk's day, staff's and the patient's, each while it is up."""
    yield "desk"
    here.admit()
    yield "ticket"
    here.act(Act.HAND_OVER)
    while True:
        if here.step == "concerns.spiritual":
            here.tick("spiritual.other")
        for page in pages(here.room):
            yield f"{here.step} {page}"
        if here.step == "rating":
            tap(here.room.foot.now)
            yield "asked"
            silence(here)
            yield "calling"
            here.act(Act.STAFF)
            yield "answering"
            tap(next(iter(here.form.buttons.values())))
        is_last = here.step == "thanks"
        here.next()
        if is_last:
            break
    yield "rest"
    here.act(Act.STAFF)
    yield "cleaning"
    here.window.show_broken()
    yield "broken"


def widgets(window: KioskWindow) -> list[QWidget]:
    """Every piece of the page that is up, and the window itself."""
    return [window, *window.findChildren(QWidget)]


def others(window: KioskWindow) -> list[str]:
    """Windows that are not the kiosk's."""
    found = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    return [type(each).__name__ for each in found if each is not window]


def sent(widget: QWidget) -> None:
    """What a hand or a desktop can send to a piece, beside a tap."""
    at, here = QPoint(3, 3), QPointF(3, 3)
    top = widget.mapToGlobal(at)
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        QApplication.sendEvent(widget, QContextMenuEvent(reason, at, top))
    for kind in (QEvent.Type.ToolTip, QEvent.Type.WhatsThis, QEvent.Type.QueryWhatsThis):
        QApplication.sendEvent(widget, QHelpEvent(kind, at, top))
    for button in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
        click(widget, button)
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            event = QMouseEvent(kind, here, widget.mapToGlobal(here), button, button, NONE)
            QApplication.sendEvent(widget, event)
    data = QMimeData()
    data.setText(COPIED)
    copy = Qt.DropAction.CopyAction
    left = Qt.MouseButton.LeftButton
    QApplication.sendEvent(widget, QDragEnterEvent(at, copy, data, left, NONE))
    QApplication.sendEvent(widget, QDropEvent(here, copy, data, left, NONE))


def test_no_piece_of_any_page_opens_anything(here: Day) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(COPIED)
    walked_by: list[str] = []

    for name in walked(here):
        walked_by.append(name)
        for widget in widgets(here.window):
            assert not isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit | QTextBrowser)
            assert not widget.acceptDrops(), name
            assert widget.toolTip() == "", name
            assert widget.whatsThis() == "", name
            assert widget.actions() == [], name
            if isinstance(widget, QLabel):
                assert not widget.openExternalLinks()
                assert widget.textFormat() == Qt.TextFormat.PlainText
                assert not widget.textInteractionFlags() & SELECTING
            if widget.isVisible():
                sent(widget)
        assert others(here.window) == [], name
        assert QApplication.activePopupWidget() is None, name
        assert here.window.findChildren(QMenu) == [], name

    assert len(walked_by) >= 19
    assert clipboard.text() == COPIED


def test_every_page_of_the_day_is_walked(here: Day) -> None:
    names = [each.split()[0].split(".")[0] for each in walked(here)]

    for wanted in ("desk", "ticket", "welcome", "rating", "concerns", "own_words", "thanks"):
        assert wanted in names
    for wanted in ("asked", "calling", "answering", "rest", "cleaning", "broken"):
        assert wanted in names


@pytest.mark.parametrize(("key", "modifiers"), UNKNOWN)
def test_a_key_that_is_not_a_patients_changes_nothing_on_a_question(
    key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers)

    assert not is_known(event)


def test_keys_that_are_a_commands_reach_no_field(here: Day) -> None:
    QGuiApplication.clipboard().setText(COPIED)
    field = here.desk.fields["record"]
    QTest.keyClicks(field, "MRN-7")

    for key, modifiers in UNKNOWN:
        send(here.window, key, modifiers)
    settle()

    assert field.text == "MRN-7"
    assert QGuiApplication.clipboard().text() == COPIED
    assert here.desk.text("record") == "MRN-7"
    assert others(here.window) == []


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_only_the_button_of_a_tap_is_heard(here: Day, button: Qt.MouseButton) -> None:
    heard = Heard()
    here.desk.fields["record"].installEventFilter(heard)

    click(here.desk.fields["record"], button)
    others_heard = list(heard.kinds)
    click(here.desk.fields["record"])

    assert others_heard == []
    assert QEvent.Type.MouseButtonPress in heard.kinds


class Heard(QObject):
    """What of a hand comes to a piece."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[QEvent.Type] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent | QContextMenuEvent):
            self.kinds.append(event.type())
        return False


def test_what_a_patient_types_and_goes_by_still_arrives(here: Day) -> None:
    field = here.desk.fields["record"]

    QTest.keyClicks(field, "A 7")
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Ntilde, NONE, "ñ"))
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, NONE, "你"))
    QTest.keyClick(field, Qt.Key.Key_Backspace)

    assert field.text == "A 7ñ"
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down):
        assert is_known(QKeyEvent(QEvent.Type.KeyPress, key, NONE, ""))


def test_a_window_of_another_room_is_left_alone(here: Day, qtbot: QtBot) -> None:
    other = QLineEdit()
    qtbot.addWidget(other)
    other.setText("staff may copy")
    del here

    QTest.keyClick(other, Qt.Key.Key_A, CTRL)

    assert other.selectedText() == "staff may copy"


def test_middle_button_and_selection_paste_nothing(here: Day) -> None:
    QGuiApplication.clipboard().setText(COPIED)
    field = here.desk.fields["record"]
    assert isinstance(field, WritingField)

    for button in (Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton):
        click(field, button)
        QTest.mouseClick(field, button)
        QTest.mouseDClick(field, button)
    QTest.mousePress(field, Qt.MouseButton.LeftButton, NONE, QPoint(5, 20))
    QTest.mouseMove(field, QPoint(200, 20))
    QTest.mouseRelease(field, Qt.MouseButton.LeftButton, NONE, QPoint(200, 20))

    assert field.text == ""
    assert QGuiApplication.clipboard().text() == COPIED
