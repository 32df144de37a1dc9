"""A day at a real kiosk: its window on a real clinic, steady hands, and eyes on what is kept."""

from dataclasses import dataclass, field, replace
from datetime import time
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from distressapp.bootstrap import open_vault
from distressapp.core.answers import Answer
from distressapp.core.record import Record
from distressapp.core.sitting import Use
from distressapp.kiosk.form import FormPage
from distressapp.kiosk.handover import AGAIN, BORN, RECORD, Desk, HandoverPage
from distressapp.kiosk.plain import Act, PlainPage
from distressapp.kiosk.room import PatientRoom
from distressapp.kiosk.screens.choosing import OptionScreen, TileScreen
from distressapp.kiosk.screens.rating import RatingScreen
from distressapp.kiosk.screens.screen import Wish
from distressapp.kiosk.screens.telling import TellingScreen
from distressapp.kiosk.stage import Phase
from distressapp.kiosk.window import KioskWindow
from distressapp.letterbox.emptying import Emptying
from distressapp.letterbox.rows import Call
from distressapp.service.clinic_keys import private_key
from distressapp.service.drafts import opened as opened_draft
from distressapp.service.drafts import read_rows, standing
from distressapp.service.house import House
from distressapp.service.memory import Memory, OwnMemory
from distressapp.service.sittings import Closed
from distressapp.service.takein import take_in
from distressapp.settings import Confirmed, Hours, LocalNumber, Now, Screen, Settings
from distressapp.ui.metrics import MM_PER_INCH
from distressapp.ui.widgets.pressable import Pressing
from distressapp.ui.widgets.writing import WritingField
from distressapp.vault import lists
from tests.clinics import NUMBER, PASSPHRASE, Clock, copied, opened

BIRTHDAY: Final = "01031950"
DPMM: Final = 149 / MM_PER_INCH
WEEK: Final = {
    day: Hours(opens=time(8), closes=time(17))
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday")
}
CHANNEL: Final = Now(
    responder="Ana Ito",
    backup="Ben Okoye",
    hours=WEEK,
    absence_cover="Cara Lind",
    local_numbers=(LocalNumber(label="Night line", number="555 0199"),),
)
STILL: Final = Settings(
    clinic="Clinic of the tests", use=Use.REHEARSAL, screen=Screen(has_transitions=False)
)
"""A rehearsal whose questions do not slide."""

SHORT: Final = replace(STILL, instruments=("dt",))
"""The same with the rating, the list and help alone: sooner at thanks."""

W = TypeVar("W", bound=QWidget)


def clinical() -> Settings:
    """A clinic where only the test of the call for help is missing."""
    confirmed = Confirmed(profile="classic", by="Dr Test", on=Clock().at.date())
    return replace(STILL, use=Use.CLINICAL, now=CHANNEL, profile=confirmed)


def tap(widget: QWidget) -> None:
    """One tap in the middle of it, by a steady hand: the next one is another tap."""
    if isinstance(widget, Pressing):
        widget.double_tap_ms = 0
    middle = QPoint(widget.width() // 2, widget.height() // 2)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    settle()


def settle() -> None:
    """Everything that waits for the event loop has happened, deletions too."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def timers(owner: QObject) -> dict[int, QTimer]:
    """The timers of one object, by their interval in milliseconds."""
    only_its_own = Qt.FindChildOption.FindDirectChildrenOnly
    return {each.interval(): each for each in owner.findChildren(QTimer, options=only_its_own)}


def ring_out(owner: QObject, interval_ms: int) -> None:
    """That time has passed: its timer fires."""
    timer = timers(owner)[interval_ms]
    assert timer.isActive(), "nobody is waiting for this time to pass"
    if timer.isSingleShot():
        timer.stop()
    timer.timeout.emit()
    settle()


def live_words() -> str:
    """Every word that any living widget shows, says to a screen reader, or holds."""
    found: list[str] = []
    for widget in QApplication.allWidgets():
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle()]
        found += [widget.toolTip(), widget.whatsThis(), widget.statusTip()]
        if isinstance(widget, QLabel | QAbstractButton):
            found.append(widget.text())
        found += [str(getattr(widget, name, "")) for name in ("words", "word", "hint")]
        if isinstance(widget, WritingField):
            found.append(widget.text)
    return "\n".join(found)


@dataclass(slots=True)
class Day:
    """One kiosk, from its start."""

    house: House
    window: KioskWindow
    clock: Clock
    closed: list[Closed] = field(default_factory=list)

    # What is on the screen

    def page(self, kind: type[W]) -> W:
        """What is up, which must be of that kind."""
        found = self.window.page
        assert isinstance(found, kind), f"{type(found).__name__} is up"
        return found

    @property
    def desk(self) -> HandoverPage:
        """Staff's start."""
        return self.page(HandoverPage)

    @property
    def plain(self) -> PlainPage:
        """A page outside the questions."""
        return self.page(PlainPage)

    @property
    def form(self) -> FormPage:
        """A page on which staff write."""
        return self.page(FormPage)

    @property
    def room(self) -> PatientRoom:
        """The patient's room."""
        return self.page(PatientRoom)

    @property
    def step(self) -> str:
        """The step that is up."""
        assert self.window.conductor is not None
        return self.window.conductor.interview.at

    def is_in(self, phase: Phase) -> bool:
        """Whether that part of the day is on."""
        return self.window.phase is phase

    @property
    def title(self) -> str:
        """What the page outside the questions says first."""
        return self.plain.words.title.text()

    # What hands do

    def write(self, field_name: str, text: str) -> None:
        """Type into a field of the form that is up."""
        tap(self.form.fields[field_name])
        QTest.keyClicks(self.form.fields[field_name], text)

    def admit(self, number: str = NUMBER, born: str = BIRTHDAY, *, act: Desk = Desk.START) -> None:
        """Staff write who is next, and tap Start."""
        self.write(RECORD, number)
        self.write(AGAIN, number)
        self.write(BORN, born)
        tap(self.desk.buttons[act])

    def hand_over(self, number: str = NUMBER, born: str = BIRTHDAY) -> None:
        """The tablet is in the patient's hands."""
        self.admit(number, born)
        self.act(Act.HAND_OVER)
        assert self.is_in(Phase.SITTING)

    def act(self, act: Act) -> None:
        """Tap a button of the page outside the questions."""
        found = {**self.plain.aside, **self.plain.buttons}
        tap(found[act])

    def next(self) -> None:
        """Tap Next, or the screen's own way on."""
        screen = self.room.screen_shown
        if isinstance(screen, TellingScreen) and screen.buttons:
            tap(screen.buttons[Wish.START if Wish.START in screen.buttons else Wish.GO_ON])
        else:
            tap(self.room.foot.next)

    def back(self) -> None:
        """Tap Back."""
        tap(self.room.foot.back)

    def go_to(self, step: str) -> None:
        """Next, until that step is up."""
        for _ in range(90):
            if self.step == step:
                return
            self.next()
        raise AssertionError(step)

    def wish(self, wish: Wish) -> None:
        """Tap one of the two large buttons of a telling screen."""
        screen = self.room.screen_shown
        assert isinstance(screen, TellingScreen)
        tap(screen.buttons[wish])

    def rate(self, number: int) -> None:
        """Tap a rung."""
        screen = self.room.screen_shown
        assert isinstance(screen, RatingScreen)
        tap(screen.thermometer.rungs[number])

    def choose(self, option: str) -> None:
        """Tap a row."""
        screen = self.room.screen_shown
        assert isinstance(screen, OptionScreen)
        tap(screen.options.rows[option])

    def tick(self, *ids: str) -> None:
        """Tap tiles of the page that is up."""
        screen = self.room.screen_shown
        assert isinstance(screen, TileScreen)
        for each in ids:
            tap(screen.grid.tiles[each])

    def tap_answer(self) -> QAbstractButton:
        """Whatever can be chosen first on the screen that is up."""
        screen = self.room.screen_shown
        assert isinstance(screen, OptionScreen)
        return next(iter(screen.options.rows.values()))

    def clean_up(self) -> None:
        """From rest, through cleaning, to staff's start."""
        self.act(Act.STAFF)
        while not self.plain.buttons[Act.CLEAN].isEnabled():
            ring_out(self.plain, 1000)
        self.act(Act.CLEAN)

    def end(self) -> None:
        """Its process is gone: nothing is on the screen, and nothing happens any more."""
        self.window.end()
        self.window.hide()
        self.house.close()

    # What is kept

    def kept(self) -> dict[str, Answer]:
        """The answers that stand in the letterbox of the running sitting, read beside it."""
        vault = open_vault(self.house, PASSPHRASE)
        emptying = Emptying(self.house.folder.letterbox)
        try:
            private = private_key(self.house, vault)
            for opening, rows in emptying.drafts():
                _begun, key = opened_draft(opening, private)
                found = read_rows(rows, key)
                return standing(each.revision for each in found if each.revision is not None)
            return {}
        finally:
            emptying.close()
            vault.close()

    def calls(self) -> tuple[Call, ...]:
        """What stands in clear about calls for help."""
        return self.house.letterbox.calls()

    def taken_in(self) -> list[Record]:
        """What staff find when they open the vault: the records of all closed sittings."""
        vault = open_vault(self.house, PASSPHRASE)
        try:
            take_in(self.house, vault)
            found = [lists.sitting(vault, each.record.sitting.plan.sitting) for each in self.closed]
            return [each.record for each in found if each is not None]
        finally:
            vault.close()

    @property
    def last(self) -> Record:
        """What was closed last."""
        return self.closed[-1].record

    def rules(self) -> set[str]:
        """The flags of what was closed last."""
        return {each.rule for each in self.last.outcome.flags}


def _leave(window: QWidget) -> None:
    """As the program ends."""
    if isinstance(window, KioskWindow):
        window.end()
        window.house.close()


def day(  # noqa: PLR0913  (what differs between two kiosks)
    bot: QtBot,
    root: Path,
    wanted: Settings = STILL,
    *,
    clock: Clock | None = None,
    size: tuple[int, int] = (1280, 800),
    memory: Memory | None = None,
    is_refused: bool = False,
    is_session: bool = False,
) -> Day:
    """A kiosk that has just been started on that folder; made first where there is none.

    Args:
        is_refused: The disk takes nothing that is written.
        is_session: Nothing else is on the screen of this computer.
    """
    clock = clock or Clock()
    if not root.exists():
        copied(root, wanted)
    house = opened(root, clock)
    house.memory = OwnMemory() if memory is None else memory
    window = KioskWindow(house, dots_per_mm=DPMM, is_session=is_session)
    found = Day(house=house, window=window, clock=clock)
    window.finished.connect(found.closed.append)
    bot.addWidget(window, before_close_func=_leave)
    window.resize(*size)
    window.show()
    if is_refused:
        house.letterbox._database.execute("PRAGMA query_only = ON")  # noqa: SLF001  (the disk)
    window.begin()
    settle()
    return found
