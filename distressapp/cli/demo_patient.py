"""An invented patient who taps through the real windows, and a camera beside them."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QElapsedTimer, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from distressapp.cli.demo_clinic import PATIENT
from distressapp.kiosk.form import FormPage
from distressapp.kiosk.handover import AGAIN, BORN, RECORD, Desk
from distressapp.kiosk.plain import Act, PlainPage
from distressapp.kiosk.room import PatientRoom
from distressapp.kiosk.screens.choosing import OptionScreen, TileScreen
from distressapp.kiosk.screens.rating import RatingScreen
from distressapp.kiosk.screens.screen import Wish
from distressapp.kiosk.screens.telling import TellingScreen
from distressapp.kiosk.screens.welcome import WelcomeScreen
from distressapp.kiosk.screens.writing import WritingScreen
from distressapp.kiosk.stage import Phase
from distressapp.kiosk.window import KioskWindow
from distressapp.service.rehearsal.own_words import OWN_WORDS
from distressapp.ui.widgets.tiles import TileGrid

RATING: Final = 6
TICKS: Final = {
    "concerns.physical": ("physical.sleep", "physical.fatigue"),
    "concerns.emotional": ("emotional.worry",),
    "concerns.practical": ("practical.money", "practical.getting_here", "practical.other"),
    "top": ("practical.money", "physical.sleep", "emotional.worry"),
    "help.practical.money": ("phone", "leaflet"),
    "help.physical.sleep": ("next_visit",),
    "help.emotional.worry": ("not_now",),
}
ROWS: Final = {
    "because.emotional.worry": "talk_to_own",
    "phone": "yes",
    "phone.time": "morning",
    "phone.message": "no",
    "talk": "yes",
}
WORDS: Final = {
    "own_words.practical": "Who looks after the dog?",
    "phone.number": "5550100",
}
HADS: Final = (1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 1, 1, 2, 1)
PSS10: Final = (3, 2, 3, 2, 1, 2, 2, 2, 3, 3)
_ITEMS: Final = {"hads": HADS, "pss10": PSS10}
_DOUBLE_TAP_MS: Final = 320
_MOST_STEPS: Final = 90
_MOST_S: Final = 30.0


W = TypeVar("W", bound=QWidget)


class Camera:
    """Takes a picture of the window, numbered in the order they were taken.

    Args:
        names: Of the pictures before; the new ones are added to it.
    """

    def __init__(self, window: QWidget, folder: Path, names: list[str] | None = None) -> None:
        self._window = window
        self._folder = folder
        self.names: list[str] = [] if names is None else names

    def take(self, name: str) -> None:
        """Keep what is on the window now as `NN-name.png`."""
        QApplication.processEvents()
        file = f"{len(self.names) + 1:02d}-{name.replace('.', '-')}.png"
        self._window.grab().save(str(self._folder / file))
        self.names.append(file)


def tap(widget: QWidget) -> None:
    """One tap in the middle of it, as a finger does."""
    middle = QPoint(widget.width() // 2, widget.height() // 2)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    QApplication.processEvents()


def walk(window: KioskWindow, camera: Camera, *, language: str) -> None:
    """From staff's start to the clean tablet: the whole course of one sitting."""
    _hand_over(window, camera)
    _choose_language(_page(window, PatientRoom), language)
    for _step in range(_MOST_STEPS):
        if window.phase is not Phase.SITTING:
            break
        _take_step(window, camera)
    camera.take("rest")
    _press(window, Act.STAFF)
    camera.take("cleaning")
    _wait(_page(window, PlainPage).buttons[Act.CLEAN].isEnabled)
    _press(window, Act.CLEAN)
    camera.take("next-patient")


def _hand_over(window: KioskWindow, camera: Camera) -> None:
    page = _page(window, FormPage)
    camera.take("who-is-next")
    born = PATIENT.born.strftime("%d%m%Y")
    for field, text in (
        (RECORD, PATIENT.record_number),
        (AGAIN, PATIENT.record_number),
        (BORN, born),
    ):
        tap(page.fields[field])
        QTest.keyClicks(page.fields[field], text)
    camera.take("record-number")
    tap(page.buttons[Desk.START])
    camera.take("ticket")
    _press(window, Act.HAND_OVER)


def _choose_language(room: PatientRoom, language: str) -> None:
    """Tap it where it is not the one that is up; the room is built anew in it."""
    screen = room.screen_shown
    if isinstance(screen, WelcomeScreen) and screen.languages is not None:
        row = screen.languages.rows[language]
        if not row.isChecked():
            tap(row)


def _take_step(window: KioskWindow, camera: Camera) -> None:
    room = _page(window, PatientRoom)
    step = window.conductor.interview.step.id if window.conductor is not None else ""
    screen = room.screen_shown
    if isinstance(screen, TileScreen):
        _tick(room, screen.grid, step, camera)
        return
    if isinstance(screen, RatingScreen):
        camera.take("rating-blank")
        tap(screen.thermometer.rungs[RATING])
    elif isinstance(screen, OptionScreen):
        _choose(screen, step)
    elif isinstance(screen, WritingScreen):
        _write(screen, step, "en" if window.conductor is None else window.conductor.language)
    camera.take(step)
    if isinstance(screen, TellingScreen) and screen.buttons:
        _tap_wish(screen)
    else:
        _next(room)


def _write(screen: WritingScreen, step: str, language: str) -> None:
    """Letters that a desk's keyboard has are typed; others come as the screen's own keys do."""
    if step.startswith("own_words.") and language != "en":
        screen.field.type(OWN_WORDS[language][0])
    else:
        QTest.keyClicks(screen.field, WORDS[step])


def _tap_wish(screen: TellingScreen) -> None:
    wish = Wish.START if Wish.START in screen.buttons else Wish.GO_ON
    tap(screen.buttons[wish])


def _choose(screen: OptionScreen, step: str) -> None:
    instrument, _dot, item = step.partition(".")
    if instrument in _ITEMS:
        tap(screen.options.rows[str(_ITEMS[instrument][int(item) - 1])])
    elif step in ROWS:
        tap(screen.options.rows[ROWS[step]])


def _tick(room: PatientRoom, grid: TileGrid, step: str, camera: Camera) -> None:
    """Tick page by page; tiles that stand on a further page are met with Next."""
    wanted = TICKS.get(step, (f"{step.removeprefix('concerns.')}.none",))
    for page in range(grid.pages):
        for tile_id in wanted:
            tile = grid.tiles[tile_id]
            if tile.isVisible() and not tile.isChecked():
                tap(tile)
        camera.take(step if page == 0 else f"{step}-{page + 1}")
        _next(room)


def _next(room: PatientRoom) -> None:
    _wait_ms(_DOUBLE_TAP_MS)
    tap(room.foot.next)


def _press(window: KioskWindow, act: Act) -> None:
    tap(_page(window, PlainPage).buttons[act])


def _page(window: KioskWindow, kind: type[W]) -> W:
    page = window.page
    if not isinstance(page, kind):
        raise TypeError(f"expected a {kind.__name__} on the screen")
    return page


def _wait(is_so: Callable[[], bool]) -> None:
    passed = QElapsedTimer()
    passed.start()
    while not is_so() and passed.elapsed() < _MOST_S * 1000:
        QTest.qWait(50)


def _wait_ms(milliseconds: int) -> None:
    """As long as a hand takes between two taps; sooner they would count as one."""
    QTest.qWait(milliseconds)
