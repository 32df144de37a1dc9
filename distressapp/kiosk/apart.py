"""What sets the kiosk's window apart from whatever else its computer can show."""

from functools import partial

from PySide6.QtWidgets import QApplication

from distressapp.kiosk.stage import Phase
from distressapp.kiosk.window import KioskWindow
from distressapp.ui.application import watch_hands
from distressapp.ui.awake import Awake
from distressapp.ui.front import Keeping
from distressapp.ui.handle import handle
from distressapp.ui.pointer import Pointer
from distressapp.ui.screens import Screens
from distressapp.ui.sealed import Sealed


def set_apart(app: QApplication, window: KioskWindow, *, is_windowed: bool) -> Awake:
    """Let nothing in but taps and a patient's keys, and let nothing over it; to be called shown.

    Args:
        is_windowed: One window among others: then it keeps to its place.

    Returns:
        What holds the screen awake during a sitting, to be let go of at the end.
    """
    window.when_painted(partial(_seal, window))
    Pointer(window, is_hidden=window.is_session)
    if window.is_session:
        # On a desktop staff may have their window on another screen, and type there.
        Keeping(window)
    if not is_windowed:
        Screens(app, window, has_covers=window.is_session)
    awake = Awake()

    def look(_what: object) -> None:
        # A call for help is read from across the room, whoever sits there.
        if window.phase is Phase.SITTING or window.must_be_answered:
            awake.hold()
        else:
            awake.let_go()

    if app.platformName() == "xcb":
        window.turned.connect(look)
        window.replaced.connect(look)
    return awake


def _seal(window: KioskWindow) -> None:
    """Look at all that arrives; nobody can touch what is not painted yet."""
    watch_hands(handle(window))
    sealed = Sealed(window)
    # Whoever watches for a patient was made after it.
    window.turned.connect(lambda _phase: sealed.come_first())
