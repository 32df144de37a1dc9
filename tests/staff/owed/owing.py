"""The screen of whom we owe, and the fingers that use it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from distressapp.staff.desk import Desk, Place
from distressapp.staff.owed.case import CasePanel
from distressapp.staff.owed.outcomes import Act
from distressapp.staff.owed.screen import OwedScreen
from distressapp.staff.widgets.buttons import Button
from tests.staff import room as rooms


def at(desk: Desk, subject: str = "") -> OwedScreen:
    found = rooms.shown(desk, Place(screen="owed", subject=subject))
    assert isinstance(found, OwedScreen)
    return found


def panel(screen: OwedScreen) -> CasePanel:
    assert screen.panel is not None
    return screen.panel


def tap(button: QAbstractButton | None) -> None:
    assert button is not None
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def outcome(screen: OwedScreen, act: Act) -> None:
    outcomes = panel(screen).outcomes
    assert outcomes is not None
    tap(outcomes.buttons[act])


def button(within: QWidget, words: str) -> QAbstractButton:
    found = [
        each
        for each in within.findChildren(Button)
        if each.words() == words and not each.isHidden()
    ]
    assert found, [each.words() for each in within.findChildren(Button)]
    return found[0]


def words(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if not each.isHidden())


def told(desk: Desk) -> str:
    shell = rooms.window_of(desk).shell
    assert shell is not None
    return shell.notice.words.text()
