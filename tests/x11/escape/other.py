"""Another program on the same X server, for one act against a window: started by the tests.

    python other.py ACT WINDOW

It speaks through libX11 alone, so that nothing of a toolkit's manners softens what it does.
"""

import ctypes
import sys
import time
from collections.abc import Callable
from typing import Final

STAYS_S: Final = 1.0
_CLIENT_MESSAGE: Final = 33
_LONGS: Final = 24
_LONG_BITS: Final = 32
_TO_MANAGER: Final = 1 << 20 | 1 << 19
_POINTER_ROOT: Final = 1


class _Message(ctypes.Structure):
    """XClientMessageEvent, as long as the longest event."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("words", ctypes.c_long * _LONGS),
    ]


class _Other:
    """A connection to the X server, and the window that is meant."""

    def __init__(self, window: int) -> None:
        self.x11 = ctypes.CDLL("libX11.so.6")
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x11.XInternAtom.restype = ctypes.c_ulong
        self.x11.XCreateSimpleWindow.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(None))
        self.root = ctypes.c_ulong(self.x11.XDefaultRootWindow(self.display))
        self.window = ctypes.c_ulong(window)

    def atom(self, name: str) -> int:
        return int(self.x11.XInternAtom(self.display, name.encode(), 0))

    def send(self, to: ctypes.c_ulong, kind: str, *words: int, mask: int) -> None:
        """A client message about the window."""
        message = _Message(
            type=_CLIENT_MESSAGE,
            window=self.window.value,
            message_type=self.atom(kind),
            format=_LONG_BITS,
        )
        for place, word in enumerate(words):
            message.words[place] = word
        self.x11.XSendEvent(self.display, to, 0, ctypes.c_long(mask), ctypes.byref(message))

    def close(self) -> None:
        """As a window manager's cross does."""
        self.send(self.window, "WM_PROTOCOLS", self.atom("WM_DELETE_WINDOW"), 0, mask=0)

    def net_close(self) -> None:
        """As a panel does."""
        self.send(self.root, "_NET_CLOSE_WINDOW", 0, 2, mask=_TO_MANAGER)

    def desktop(self) -> None:
        """Show the desktop."""
        self.send(self.root, "_NET_SHOWING_DESKTOP", 1, mask=_TO_MANAGER)

    def leave_full_screen(self) -> None:
        """No longer full screen."""
        self.send(
            self.root, "_NET_WM_STATE", 0, self.atom("_NET_WM_STATE_FULLSCREEN"), mask=_TO_MANAGER
        )

    def lower(self) -> None:
        """Below every other window."""
        self.x11.XLowerWindow(self.display, self.window)

    def iconify(self) -> None:
        """An icon, or nothing."""
        self.x11.XIconifyWindow(self.display, self.window, 0)

    def unmap(self) -> None:
        """Off the screen."""
        self.x11.XUnmapWindow(self.display, self.window)

    def focus(self) -> None:
        """Keys for whatever lies under the pointer."""
        self.x11.XSetInputFocus(self.display, ctypes.c_ulong(_POINTER_ROOT), 0, ctypes.c_ulong(0))

    def grab(self) -> None:
        """Every key for this program, for a moment."""
        self.x11.XGrabKeyboard(self.display, self.root, 0, 1, 1, ctypes.c_ulong(0))
        self._stay()

    def cover(self) -> None:
        """A window over it that takes the keys, for a moment."""
        own = ctypes.c_ulong(
            self.x11.XCreateSimpleWindow(self.display, self.root, 0, 0, 600, 400, 0, 0, 0xFF)
        )
        self.x11.XMapRaised(self.display, own)
        self.x11.XSync(self.display, 0)
        time.sleep(0.2)
        self.x11.XSetInputFocus(self.display, own, 0, ctypes.c_ulong(0))
        self._stay()

    def _stay(self) -> None:
        self.x11.XSync(self.display, 0)
        time.sleep(STAYS_S)


ACTS: Final[dict[str, Callable[[_Other], None]]] = {
    "close": _Other.close,
    "net_close": _Other.net_close,
    "desktop": _Other.desktop,
    "leave_full_screen": _Other.leave_full_screen,
    "lower": _Other.lower,
    "iconify": _Other.iconify,
    "unmap": _Other.unmap,
    "focus": _Other.focus,
    "grab": _Other.grab,
    "cover": _Other.cover,
}

if __name__ == "__main__":
    _other = _Other(int(sys.argv[2]))
    ACTS[sys.argv[1]](_other)
    _other.x11.XSync(_other.display, 0)
    _other.x11.XCloseDisplay(_other.display)
