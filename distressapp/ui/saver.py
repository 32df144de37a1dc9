"""What an X server does to a screen that nobody touches: asked by its own protocol."""

import ctypes
from typing import Final

from distressapp.core.frozen import frozen

_DPMS: Final = b"DPMS"
_ENABLE, _DISABLE, _INFO = 4, 5, 7
"""Minor numbers of the extension's requests (X.Org, DPMS protocol 1.2)."""

_HEADER: Final = 8
"""Bytes of any reply before what is its own."""

_RESET: Final = 0
_CHECKED: Final = 1
"""`XCB_REQUEST_CHECKED`: an error is an answer, and no event."""


@frozen
class Sleep:
    """What a server does to a screen that nobody touches.

    Attributes:
        timeout_s: Until its saver blanks it; 0 for never.
        saves_power: It switches the screen off; None where it cannot.
    """

    timeout_s: int
    interval_s: int
    prefers_blank: int
    allows_exposures: int
    saves_power: bool | None


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Iovec(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("bytes", ctypes.c_size_t))


class _Request(ctypes.Structure):
    _fields_ = (
        ("count", ctypes.c_size_t),
        ("extension", ctypes.c_void_p),
        ("opcode", ctypes.c_uint8),
        ("is_void", ctypes.c_uint8),
    )


class Server:
    """A connection of its own to the X server of this environment, for as long as one asks.

    Raises:
        OSError: There is no such server, or no library that could speak to it.
    """

    def __init__(self) -> None:
        self._xcb = ctypes.CDLL("libxcb.so.1")
        self._free = ctypes.CDLL(None).free
        self._free.argtypes = (ctypes.c_void_p,)
        for name in ("xcb_connect", "xcb_wait_for_reply"):
            getattr(self._xcb, name).restype = ctypes.c_void_p
        self._xcb.xcb_get_screen_saver.restype = _Cookie
        self._xcb.xcb_query_extension.restype = _Cookie
        self._connection = ctypes.c_void_p(self._xcb.xcb_connect(None, None))
        if self._xcb.xcb_connection_has_error(self._connection):
            self.close()
            raise OSError("no X server")
        self._dpms = self._extension(_DPMS)

    def close(self) -> None:
        """Let go of it."""
        self._xcb.xcb_disconnect(self._connection)

    def read(self) -> Sleep:
        """What it does now.

        Raises:
            OSError: It did not say.
        """
        found = self._reply(self._xcb.xcb_get_screen_saver(self._connection).sequence, 6)
        saves_power: bool | None = None
        if self._dpms:
            info = self._reply(self._send(_INFO, is_void=False), 3)
            saves_power = bool(info[2])
        return Sleep(
            timeout_s=int.from_bytes(found[0:2], "little"),
            interval_s=int.from_bytes(found[2:4], "little"),
            prefers_blank=found[4],
            allows_exposures=found[5],
            saves_power=saves_power,
        )

    def write(self, sleep: Sleep) -> None:
        """Let it do that from now on.

        Raises:
            OSError: It did not answer.
        """
        self._xcb.xcb_set_screen_saver(
            self._connection,
            ctypes.c_int16(sleep.timeout_s),
            ctypes.c_int16(sleep.interval_s),
            ctypes.c_uint8(sleep.prefers_blank),
            ctypes.c_uint8(sleep.allows_exposures),
        )
        if self._dpms and sleep.saves_power is not None:
            self._send(_ENABLE if sleep.saves_power else _DISABLE, is_void=True)
        # A server may drop what stands unread at the end of a connection (Xvfb 21.1): it answers
        # only after it has done what came before.
        self.read()

    def wake(self) -> None:
        """Show what is there, where the saver has blanked it already."""
        self._xcb.xcb_force_screen_saver(self._connection, ctypes.c_uint8(_RESET))
        self.read()

    def _extension(self, name: bytes) -> int:
        """The extension's number; 0 where the server has none of that name."""
        cookie = self._xcb.xcb_query_extension(self._connection, ctypes.c_uint16(len(name)), name)
        is_present, number = self._reply(cookie.sequence, 2)
        return number if is_present else 0

    def _send(self, minor: int, *, is_void: bool) -> int:
        # A request of four bytes: both numbers, and its length in words. The first is set below.
        body = ctypes.create_string_buffer(bytes((0, minor, 1, 0)), 4)
        parts = (_Iovec * 4)()  # the first two are the library's own
        parts[2] = _Iovec(ctypes.cast(body, ctypes.c_void_p), 4)
        request = _Request(1, None, self._dpms, int(is_void))
        start = ctypes.byref(parts, 2 * ctypes.sizeof(_Iovec))
        return int(
            self._xcb.xcb_send_request(self._connection, _CHECKED, start, ctypes.byref(request))
        )

    def _reply(self, sequence: int, count: int) -> bytes:
        reply = self._xcb.xcb_wait_for_reply(self._connection, ctypes.c_uint(sequence), None)
        if not reply:
            raise OSError("the X server did not answer")
        try:
            return ctypes.string_at(reply + _HEADER, count)
        finally:
            self._free(reply)
