"""The Qt front door: makes the application, opens the kiosk's window, knows how to leave."""

import gc
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from distressapp import log, program
from distressapp.bootstrap import monotonic_ns, open_house_mending
from distressapp.channel import Channel, KeeperGoneError, Message
from distressapp.core.errors import ExpectedError
from distressapp.core.frozen import frozen
from distressapp.core.stores import (
    RoomTakenError,
    StoreBusyError,
    StoreFullError,
    StoreReadOnlyError,
    missing,
)
from distressapp.kiosk.apart import set_apart
from distressapp.kiosk.later import Later, whole_style
from distressapp.kiosk.plain import Act, PlainPage
from distressapp.kiosk.window import KioskWindow
from distressapp.letterbox.lock import RoomLock
from distressapp.paths import Folder
from distressapp.service.house import House
from distressapp.service.memory import KeptMemory
from distressapp.service.relayed import ANEW, ASKED, BACK, CLOSED, DEATHS, FRONT
from distressapp.text import _
from distressapp.ui import guard
from distressapp.ui.application import application, dots_per_mm, watch_hands
from distressapp.ui.ending import loop
from distressapp.ui.front import come_to_front, step_back
from distressapp.ui.handle import handle
from distressapp.ui.look import Look
from distressapp.ui.metrics import Metrics
from distressapp.ui.screens import Screens
from distressapp.ui.theme import THEMES

if TYPE_CHECKING:
    from distressapp.staff.window import StaffWindow

_PROBE_S: Final = 20
_SHOWN_MS: Final = 100
_PAINTED_MS: Final = 1000
"""By then the first picture is there, on a quick computer and on a slow one."""

ALIVE_MS: Final = 5_000
TOLD: Final = 71
"""Exit status of a kiosk that a signal ended: only the keeper knows whether it is to stay so."""

_PASSING: Final = (
    KeeperGoneError,
    RoomTakenError,
    StoreBusyError,
    StoreFullError,
    StoreReadOnlyError,
)
_ROOM_TRIES: Final = 6
_ROOM_S: Final = 0.5


def has_screen() -> bool:
    """Whether a window can be shown: tried in a process of its own, for Qt ends those that fail."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.name == "nt"):
        return False
    # Imported late: a kiosk that the keeper starts has no need of it.
    import subprocess  # noqa: PLC0415  (see above)

    try:
        done = subprocess.run(  # noqa: S603  (this program itself)
            program.child("screen"),
            capture_output=True,
            timeout=_PROBE_S,
            check=False,
            env=program.environment(os.environ),
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


@frozen
class Kept:
    """The keeper's two ends.

    Attributes:
        asking: The kiosk asks here.
        telling: The keeper tells here what happened in another room.
    """

    asking: Channel
    telling: Channel


def run_kiosk(
    root: Path, *, kept: Kept | None = None, is_windowed: bool = False, is_session: bool = False
) -> int:
    """Open the kiosk on a data folder; returns when it is closed.

    Args:
        kept: The keeper's ends; None where nobody looks after this kiosk.
        is_windowed: In a window of its own size instead of the whole screen.
        is_session: Nothing else is on this computer's screen: only a PIN closes it.

    Raises:
        ExpectedError: The folder cannot be used, or a font is missing.
    """
    app = application(is_quick=True, has_rows=False)
    try:
        house = _opened(root, kept)
    except ExpectedError as error:
        if not _will_be_tried_again(kept, error):
            show_failure(app, error)
        raise
    log.open_log(house.folder.log)
    log.note(log.Event.STARTED)
    try:
        return _run(app, house, kept, is_windowed=is_windowed, is_session=is_session)
    finally:
        house.close()
        log.note(log.Event.STOPPED)
        log.close_log()


def run_staff(
    root: Path,
    *,
    kept: Kept | None = None,
    is_windowed: bool = False,
    is_behind: bool = False,
    is_session: bool = False,
) -> int:
    """Open the staff's window on a data folder; returns when it is closed.

    Args:
        kept: The keeper's ends; None where nobody holds a PIN: then a lock is opened by the
            passphrase.
        is_windowed: In a window of its own size instead of the whole screen.
        is_behind: Below the kiosk's window: a patient may be sitting there.
        is_session: Beside a kiosk that is all that this computer shows: it cannot be closed.

    Raises:
        RoomTakenError: The staff's window is open on this folder already.
        ExpectedError: The folder cannot be used, or a font is missing.
    """
    app = application(is_quick=True)
    folder = Folder(root=root)
    try:
        if not folder.settings.is_file():
            raise missing(folder.settings.name)
        lock = RoomLock(folder.lock("staff"), room="staff's window")
    except ExpectedError as error:
        show_failure(app, error)
        raise
    with lock:
        try:
            # Not the kiosk's lock: whoever has that one is asked before a draft is taken in.
            house = open_house_mending(root, room=None)
        except ExpectedError as error:
            show_failure(app, error)
            raise
        log.open_log(house.folder.log, name="staff.log")
        log.note(log.Event.STARTED)
        try:
            looks = _Looks(is_windowed=is_windowed, is_behind=is_behind, is_session=is_session)
            return _run_staff(app, house, kept, looks)
        finally:
            house.close()
            log.note(log.Event.STOPPED)
            log.close_log()


@frozen
class _Looks:
    """How the staff's window is shown."""

    is_windowed: bool
    is_behind: bool
    is_session: bool


def _run_staff(app: QApplication, house: House, kept: Kept | None, looks: _Looks) -> int:
    # Imported late: the vault's side takes 145 ms, and the kiosk starts without it.
    from distressapp.staff.widgets.sticks import Sticks  # noqa: PLC0415  (see above)
    from distressapp.staff.window import StaffWindow  # noqa: PLC0415  (see above)

    if looks.is_session:
        Sticks(app)
    # Its letters do not grow with the window: a large screen shows more instead.
    look = Look(metrics=Metrics(width=1280, height=800), theme=THEMES[house.settings.screen.theme])
    keeper = None if kept is None else kept.asking
    window = StaffWindow(house, look, keeper=keeper, clock_ns=monotonic_ns)
    window.is_session = looks.is_session
    if kept is not None:
        _listen(app, kept.telling, partial(_take_as_staff, window))
    _handle(window, window.take_error)
    window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, looks.is_behind)
    if looks.is_behind:
        # Before it is seen: without a window manager a new window lies on top of all others.
        window.winId()
        step_back(window)
    _show(app, window, is_windowed=looks.is_windowed, hands=lambda: app)
    if not looks.is_windowed:
        Screens(app, window, has_covers=False)
    window.begin()
    if looks.is_behind:
        window.give_way()
    status, was_told = loop(app)
    window.is_session = False
    window.close()
    return TOLD if was_told and kept is not None else status


def _take_as_staff(window: "StaffWindow", message: Message) -> None:
    """What happened in the kiosk."""
    if message.verb == FRONT:
        window.come_forward()
    elif message.verb == BACK:
        step_back(window)


def _opened(root: Path, kept: Kept | None) -> House:
    """The house; below a keeper it is waited for where staff are just taking in a draft."""
    if kept is None:
        return open_house_mending(root)
    memory = KeptMemory(kept.asking)
    for _try in range(_ROOM_TRIES):
        try:
            return open_house_mending(root, memory=memory)
        except RoomTakenError:
            time.sleep(_ROOM_S)
    return open_house_mending(root, memory=memory)


def is_passing(error: ExpectedError) -> bool:
    """Whether waiting may cure it: the keeper then opens the kiosk again by itself."""
    return isinstance(error, _PASSING)


def _will_be_tried_again(kept: Kept | None, error: ExpectedError) -> bool:
    """A kiosk that is started again asks nobody to tap a page away: it may be a patient."""
    try:
        return kept is not None and is_passing(error) and DEATHS in KeptMemory(kept.asking).found()
    except KeeperGoneError:
        return True


def _run(
    app: QApplication, house: House, kept: Kept | None, *, is_windowed: bool, is_session: bool
) -> int:
    window = KioskWindow(house, dots_per_mm=dots_per_mm(app), is_session=is_session)
    window.closed.connect(lambda _nothing: app.exit(CLOSED))
    if kept is not None:
        _listen(app, kept.telling, partial(_take, window))
        # Not while the hand-over is being answered: whoever asked is told first.
        window.outdated.connect(lambda _nothing: QTimer.singleShot(0, app, lambda: app.exit(ANEW)))
    _catch_the_unforeseen(window)
    _show(app, window, is_windowed=is_windowed, hands=partial(handle, window))
    awake = set_apart(app, window, is_windowed=is_windowed)
    window.begin()
    later = Later(window, whole_style)
    window.when_painted(later.start)
    # Another window may lie over it, and nothing of it is painted.
    QTimer.singleShot(_PAINTED_MS, window, window.be_painted)
    living = QTimer(window)
    living.setInterval(ALIVE_MS)
    living.timeout.connect(house.memory.live)
    living.start()
    house.memory.live()
    app.aboutToQuit.connect(window.stop_for_closing)
    try:
        status, was_told = loop(app)
    finally:
        window.end()
    awake.let_go()
    return TOLD if was_told and kept is not None else status


def _show(
    app: QApplication, window: QWidget, *, is_windowed: bool, hands: Callable[[], QObject]
) -> None:
    """Put it up.

    Args:
        hands: Gives what keys and fingers pass: the window's handle, or the application.
    """
    if is_windowed:
        window.resize(1280, 800)
        window.show()
    else:
        fill_screen(app, window)
    # Nothing was looked for while the program was loaded (`cli/rooms.py`).
    QTimer.singleShot(_PAINTED_MS, app, gc.enable)
    QTimer.singleShot(_SHOWN_MS, app, lambda: watch_hands(hands()))


def _listen(app: QApplication, telling: Channel, take: Callable[[Message], None]) -> None:
    """Hear what the keeper tells; without a keeper there is no room."""
    notifier = QSocketNotifier(telling.fileno(), QSocketNotifier.Type.Read, app)

    def hear() -> None:
        try:
            message = telling.receive()
        except KeeperGoneError:
            message = None
        if message is None:
            # Left alone it would keep the room from the next keeper; what was kept is scored.
            notifier.setEnabled(False)
            app.exit()
        else:
            take(message)

    notifier.activated.connect(hear)


def _take(window: KioskWindow, message: Message) -> None:
    """What happened in the staff's room."""
    if message.verb == "calls":
        window.look_at_call(message.name)
    elif message.verb == FRONT:
        come_to_front(window)
    elif message.verb == BACK:
        step_back(window)
    elif message.verb in ASKED:
        window.arrivals.take(message)


def fill_screen(app: QApplication, window: QWidget) -> None:
    """Show it on the whole screen, where nothing manages windows too."""
    # Without a window manager Qt asks for full screen and nobody answers (PySide6 6.11, X11).
    window.setGeometry(app.primaryScreen().geometry())
    # Not `showFullScreen`: that takes the keys, even for a window that is to stay behind.
    window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
    window.show()
    if not window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating):
        window.activateWindow()


def _catch_the_unforeseen(window: KioskWindow) -> None:
    """A bug ends in the safe screen; its place is logged, never a value."""

    def show_broken(error: BaseException) -> None:
        log.note(log.Event.UNFORESEEN, error=error)
        window.show_broken()

    _handle(window, show_broken)


def _handle(window: QWidget, take: Callable[[BaseException], None]) -> None:
    """Whatever a guarded call of this window raises goes there."""

    def handle(error: BaseException) -> None:
        # After the failing event: a page must not be taken down while it is being painted.
        QTimer.singleShot(0, window, partial(take, error))

    guard.set_handler(handle)
    guard.hook()


def show_failure(app: QApplication, error: ExpectedError) -> None:
    """Say on the screen why there is no kiosk, for those who started it by its icon."""
    if app.platformName() == "offscreen" or sys.stderr is None or sys.stderr.isatty():
        return
    size = app.primaryScreen().size()
    look = Look(
        metrics=Metrics(width=size.width(), height=size.height(), dots_per_mm=dots_per_mm(app))
    )
    page = PlainPage(error.message, error.advice, look, acts={Act.BACK: _("Close")})
    page.acted.connect(page.close)
    fill_screen(app, page)
    app.exec()
