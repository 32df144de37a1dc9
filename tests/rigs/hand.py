"""A hand inside the real kiosk's process, led over a pipe one character at a time.

It never holds a word: what it types arrives in single characters, so that whatever stands in
the memory of this process was put there by the program. Nothing of the tests is imported, for
their passphrases would stand there too.
"""

import ctypes
import os
import traceback
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QSocketNotifier, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from distressapp.__main__ import main
from distressapp.kiosk.form import FormPage
from distressapp.kiosk.plain import PlainPage
from distressapp.kiosk.room import PatientRoom
from distressapp.kiosk.screens.choosing import OptionScreen, TileScreen
from distressapp.kiosk.screens.rating import RatingScreen
from distressapp.kiosk.screens.screen import Screen, Wish
from distressapp.kiosk.screens.telling import TellingScreen
from distressapp.kiosk.screens.writing import WritingScreen
from distressapp.kiosk.window import KioskWindow
from distressapp.ui.application import application
from distressapp.ui.guard import guarded
from distressapp.ui.widgets.pressable import Pressing

_PR_SET_DUMPABLE: Final = 4
_LEAK: Final[list[str]] = []
"""What a program with a leak would keep; only the control fills it."""


class SoonWrongError(Exception):
    """A bug, for the safe screen."""


def window() -> KioskWindow:
    tops = QApplication.topLevelWidgets()
    return next(each for each in tops if isinstance(each, KioskWindow))


def tap(widget: QWidget) -> None:
    if isinstance(widget, Pressing):
        widget.double_tap_ms = 0
    middle = QPoint(widget.width() // 2, widget.height() // 2)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def room() -> PatientRoom:
    page = window().page
    assert isinstance(page, PatientRoom), type(page).__name__
    return page


def screen() -> Screen:
    return room().screen_shown


def step() -> str:
    conductor = window().conductor
    return "" if conductor is None else conductor.interview.at


def forward(_nothing: str = "") -> None:
    up = screen()
    if isinstance(up, TellingScreen) and up.buttons:
        tap(up.buttons[Wish.START if Wish.START in up.buttons else Wish.GO_ON])
    else:
        tap(room().foot.next)


def go(there: str) -> None:
    while step() != there:
        assert step() != "thanks", f"{there} is not on the way"
        forward()


def answer(what: str) -> None:
    """Tap a rung, a tile or a row, whatever is up."""
    up = screen()
    if isinstance(up, RatingScreen):
        tap(up.thermometer.rungs[int(what)])
    elif isinstance(up, TileScreen):
        tap(up.grid.tiles[what])
    else:
        assert isinstance(up, OptionScreen)
        tap(up.options.rows[what])


def act(name: str) -> None:
    """Tap a button of a page outside the questions, by its id."""
    page = window().page
    assert isinstance(page, PlainPage | FormPage), type(page).__name__
    aside = page.aside if isinstance(page, PlainPage) else {}
    found = {str(each): button for each, button in (*page.buttons.items(), *aside.items())}
    tap(found[name])


def field(name: str) -> None:
    """Let typing go into that field of a form."""
    page = window().page
    assert isinstance(page, FormPage), type(page).__name__
    tap(page.fields[name])


def name(place: str) -> None:
    """Tap a name on a form."""
    page = window().page
    assert isinstance(page, FormPage), type(page).__name__
    tap(page.names[int(place)])


def key(character: str) -> None:
    """Press one key."""
    page = window().page
    up = page.screen_shown if isinstance(page, PatientRoom) else None
    target = up.field if isinstance(up, WritingScreen) else window().focusWidget()
    assert target is not None
    QTest.keyClicks(target, character)
    QApplication.processEvents()


def foot(name: str) -> None:
    tap({"now": room().foot.now, "called": room().foot.called}[name])


def leave_alone(_nothing: str) -> None:
    """As when nobody has touched the tablet for long."""
    window().idle.left.emit(None)


def break_down(_nothing: str) -> None:
    """A bug while the patient's words are at hand."""
    up = screen()
    assert isinstance(up, WritingScreen)
    _trip(up.field.text)
    QApplication.processEvents()


@guarded
def _trip(words: str) -> None:
    letters = list(words)
    raise SoonWrongError("".join(reversed(letters)), words)


def leak(_nothing: str) -> None:
    """Keep the words, as a program with a leak does."""
    up = screen()
    assert isinstance(up, WritingScreen)
    _LEAK.append(up.field.text)


def show_memory(_nothing: str) -> None:
    """Let the one who searches read this process; the program itself forbids it."""
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0)


_DOES: Final[dict[str, Callable[[str], None]]] = {
    "act": act,
    "answer": answer,
    "break": break_down,
    "field": field,
    "foot": foot,
    "go": go,
    "key": key,
    "leak": leak,
    "leave": leave_alone,
    "name": name,
    "next": forward,
    "show": show_memory,
    "where": lambda _nothing: None,
}


class Ear(QObject):
    """Hears what to do on standard input, does it, and says on standard output where it is."""

    def __init__(self) -> None:
        super().__init__(window())
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._obey)
        self._say()

    def _obey(self) -> None:
        asked = b""
        while not asked.endswith(b"\n"):
            more = os.read(0, 1)
            if not more:
                self._notifier.setEnabled(False)
                return
            asked += more
        verb, _blank, what = asked.decode()[:-1].partition(" ")
        try:
            _DOES[verb](what)
        except Exception:  # noqa: BLE001  (whoever asked is told, and does not wait for ever)
            traceback.print_exc()
            os.write(1, b"failed\n")
            return
        self._say()

    def _say(self) -> None:
        os.write(1, f"{os.getpid()} {window().phase.value} {step()}\n".encode())


def begin() -> None:
    """Wait for the window, then listen."""
    if any(isinstance(each, KioskWindow) for each in QApplication.topLevelWidgets()):
        Ear()
    else:
        QTimer.singleShot(50, begin)


if __name__ == "__main__":
    application()
    QTimer.singleShot(50, begin)
    main()
