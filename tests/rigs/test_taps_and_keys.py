"""Random taps and keys: no crash, no way out, and no word of the patient before."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from distressapp.ui.guard import guarded
from distressapp.ui.widgets.keyboard import Key
from distressapp.ui.widgets.pressable import Pressing
from tests.kiosk.day import CHANNEL, STILL, Day, day
from tests.rigs.rounds import rounds
from tests.rigs.unruly import Found, Plant, unruly_day

SEED: Final = 4711
CLINIC: Final = replace(STILL, now=CHANNEL, cleaning_s=0, idle_s=3_600, blank_s=3_600)
PAGES: Final = {"PlainPage", "FormPage", "HandoverPage", "CleaningPage"}
SCREENS: Final = {
    *("WelcomeScreen", "TellingScreen", "RatingScreen"),
    *("TileScreen", "OptionScreen", "WritingScreen"),
}
CONTROL_EVENTS: Final = 3_000


@pytest.fixture
def here(clean_stage: QtBot, quick: Path, monkeypatch: pytest.MonkeyPatch) -> Day:
    """A kiosk on which every tap is another tap, and that has no player for its chime."""
    monkeypatch.setattr(Pressing, "double_tap_ms", 0)
    monkeypatch.setattr(Key, "double_tap_ms", 0)
    monkeypatch.setenv("PATH", "")
    return day(clean_stage, quick / "day" / "clinic", CLINIC)


def convicted(found: Found, of: str) -> bool:
    return any(of in each for each in found.wrong)


# The tablet was turned between two halves of one tap: the hand's fault, and nothing of the kiosk's.
@pytest.mark.qt_log_ignore("occurs outside target window")
def test_whatever_is_tapped_or_typed_nothing_breaks_opens_or_stays(
    here: Day, capfd: pytest.CaptureFixture[str]
) -> None:
    events = rounds(fast=20_000, full=1_000_000)

    found = unruly_day(here, events=events, seed=SEED)

    assert found.wrong == [], "\n".join(found.last)
    assert found.events >= events
    assert len(here.closed) >= found.sittings > events // 1_000
    assert set(found.pages) >= PAGES | SCREENS
    assert sum(found.pages[each] for each in SCREENS) > events // 3
    assert capfd.readouterr().err == ""


def _menu(here: Day) -> None:
    """A field of Qt's own: it has a context menu."""
    field = QLineEdit(here.window)
    field.setGeometry(0, 0, 1280, 800)
    field.show()
    field.raise_()


def _dialog(here: Day) -> None:
    QDialog(here.window).show()


def _window(_here: Day) -> None:
    other = QWidget()
    other.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    other.show()
    _others.append(other)


_others: list[QWidget] = []


def _desk(here: Day) -> None:
    here.window.show_desk()


class _Breaking(QWidget):
    @guarded
    def keyPressEvent(self, _event: QKeyEvent) -> None:
        raise ZeroDivisionError


def _break(here: Day) -> None:
    breaking = _Breaking(here.window)
    breaking.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    breaking.show()
    breaking.setFocus()


def _cleared(here: Day) -> None:
    """A field that is emptied and used again, as the first trial had it."""
    field = here.window.findChild(QLineEdit) or QLineEdit(here.window)
    QTest.keyClicks(field, "quolk1zz")
    field.clear()


def _label(here: Day) -> None:
    QLabel("quolk1zz", here.window)


def _description(here: Day) -> None:
    QWidget(here.window).setAccessibleDescription("your number: 88000001")


@pytest.mark.parametrize(
    ("plant", "of"),
    [
        pytest.param(_menu, "a menu", marks=pytest.mark.qt_log_ignore("does not support")),
        (_dialog, "another window: QDialog"),
        (_window, "another window: QWidget"),
        (_desk, "staff's start while a patient sits"),
        (_break, "unforeseen: ZeroDivisionError"),
        (_cleared, "words of the patient before in QLineEdit"),
        (_label, "words of the patient before in QLabel"),
        (_description, "words of the patient before in QWidget"),
    ],
)
def test_the_control_of_a_planted_escape_is_convicted(here: Day, plant: Plant, of: str) -> None:
    found = unruly_day(here, events=CONTROL_EVENTS, seed=SEED, plant=plant)

    assert convicted(found, of), found.wrong
    assert found.events < CONTROL_EVENTS
    for each in _others:
        each.close()
    _others.clear()
