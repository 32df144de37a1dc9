"""As much of D-Bus as reading a window aloud takes; Qt's own cannot unpack a structure here.

PySide6 6.11 gives replies such as `(iiii)` as a `QDBusArgument` that Python cannot open.
"""

import functools
import socket
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_HEADER: Final = "yyyyuua(yv)"
_CALL, _REPLY, _ERROR, _SIGNAL = 1, 2, 3, 4
_PATH, _INTERFACE, _MEMBER, _ANSWER_TO, _DESTINATION, _SIGNATURE = 1, 2, 3, 5, 6, 8
_FIXED: Final = {"y": "B", "b": "I", "n": "h", "q": "H", "i": "i", "u": "I", "x": "q", "t": "Q"}
_FIXED_TOO: Final = {"d": "d", "h": "I"}
_FORMATS: Final = {**_FIXED, **_FIXED_TOO}
_STRUCTURES: Final = frozenset("({")
_WIDE: Final = frozenset("xtd")
_NARROW: Final = {"y": 1, "g": 1, "v": 1, "n": 2, "q": 2}
_ANSWER_S: Final = 60.0


class RefusedError(Exception):
    """The other side answered with an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One question to a program on the bus.

    Attributes:
        to: Who is asked, and its object and interface: all three as the bus names them.
        signature: Of `arguments`; here only strings and whole numbers are sent.
    """

    to: str
    path: str
    interface: str
    member: str
    signature: str = ""
    arguments: tuple[object, ...] = ()


def path_of(name: str) -> str:
    """The object that a name in dots stands for."""
    return f"/{name.replace('.', '/')}"


@functools.cache
def _width(kind: str) -> int:
    """To how many bytes a value of that kind is aligned."""
    if kind in _WIDE or kind in _STRUCTURES:
        return 8
    return _NARROW.get(kind, 4)


@functools.cache
def parts(signature: str) -> tuple[str, ...]:
    """A signature taken apart into its whole types: `ia(so)` is `i` and `a(so)`."""
    found: list[str] = []
    start = depth = 0
    for place, each in enumerate(signature):
        depth += (each in _STRUCTURES) - (each in ")}")
        if depth == 0 and each != "a":
            found.append(signature[start : place + 1])
            start = place + 1
    return tuple(found)


class Writer:
    """Lays values out as they travel."""

    def __init__(self) -> None:
        self.bytes = bytearray()

    def align(self, width: int) -> None:
        """Fill up to the next multiple."""
        self.bytes += bytes(-len(self.bytes) % width)

    def put(self, kind: str, value: object) -> None:
        """One value: a whole number, a string, a path or a signature."""
        if kind in _FORMATS:
            self.align(_width(kind))
            self.bytes += struct.pack("<" + _FORMATS[kind], value)
            return
        raw = str(value).encode()
        if kind == "g":
            self.bytes += bytes((len(raw),)) + raw + b"\0"
            return
        self.align(4)
        self.bytes += struct.pack("<I", len(raw)) + raw + b"\0"


class Reader:
    """Takes values out of what has arrived."""

    def __init__(self, raw: bytes, start: int = 0) -> None:
        self._raw = raw
        self.at = start

    def align(self, width: int) -> None:
        """Leave out what fills."""
        self.at += -self.at % width

    def take(self, kind: str) -> object:
        """One value of that type."""
        self.align(_width(kind[0]))
        if kind in _FORMATS:
            found = struct.unpack_from("<" + _FORMATS[kind], self._raw, self.at)[0]
            self.at += struct.calcsize(_FORMATS[kind])
            return found
        if kind[0] == "a":
            return self._take_array(kind[1:])
        if kind[0] in _STRUCTURES:
            return tuple(self.take(each) for each in parts(kind[1:-1]))
        if kind == "v":
            return self.take(str(self.take("g")))
        return self._take_text(is_short=kind == "g")

    def _take_text(self, *, is_short: bool) -> str:
        length = int(str(self.take("y" if is_short else "u")))
        found = self._raw[self.at : self.at + length].decode()
        self.at += length + 1
        return found

    def _take_array(self, kind: str) -> list[object]:
        length = int(str(self.take("u")))
        self.align(_width(kind[0]))
        end = self.at + length
        found: list[object] = []
        while self.at < end:
            found.append(self.take(kind))
        return found


class Bus:
    """A connection; it asks, waits and gives the answers in the order of the questions."""

    def __init__(self, address: str) -> None:
        path = dict(each.split("=", 1) for each in address.partition(":")[2].split(","))["path"]
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(_ANSWER_S)
        self._serial = 0
        self._buffer = b""
        self.signals: list[tuple[str, tuple[object, ...]]] = []
        try:
            self._socket.connect(path)
            self._say_who_asks()
        except BaseException:  # whatever it was, no socket is left open
            self._socket.close()
            raise

    def _say_who_asks(self) -> None:
        # Told by the socket: a bus in a user namespace knows us by another number.
        self._socket.sendall(b"\0AUTH EXTERNAL\r\nDATA\r\n")
        while self._buffer.count(b"\r\n") < len(("DATA", "OK")):
            self._need(len(self._buffer) + 1)
        self._buffer = b""
        self._socket.sendall(b"BEGIN\r\n")
        name = "org.freedesktop.DBus"
        self.ask(Call(to=name, path=path_of(name), interface=name, member="Hello"))

    def close(self) -> None:
        """Leave the bus."""
        self._socket.close()

    def ask(self, call: Call) -> tuple[object, ...]:
        """One question and its answer.

        Raises:
            RefusedError: It was answered with an error.
        """
        answer = self.ask_all([call])[0]
        if isinstance(answer, RefusedError):
            raise answer
        return answer

    def ask_all(self, calls: Sequence[Call]) -> list[tuple[object, ...] | RefusedError]:
        """Many questions at once."""
        messages = [self._message(call) for call in calls]
        self._socket.sendall(b"".join(raw for _serial, raw in messages))
        serials = [serial for serial, _raw in messages]
        waiting = set(serials)
        answers: dict[int, tuple[object, ...] | RefusedError] = {}
        while waiting:
            serial, answer = self._receive()
            if serial in waiting:
                waiting.discard(serial)
                answers[serial] = answer
        return [answers[serial] for serial in serials]

    def listen(self, interface: str) -> None:
        """From here on gather the signals of that interface, by their name, in `signals`."""
        name = "org.freedesktop.DBus"
        rule = f"type='signal',interface='{interface}'"
        self.ask(
            Call(
                to=name,
                path=path_of(name),
                interface=name,
                member="AddMatch",
                signature="s",
                arguments=(rule,),
            )
        )

    def _message(self, call: Call) -> tuple[int, bytes]:
        """Its number, and the message as it travels."""
        self._serial += 1
        body = Writer()
        for kind, value in zip(parts(call.signature), call.arguments, strict=True):
            body.put(kind, value)
        fields = Writer()
        for code, kind, value in (
            (_PATH, "o", call.path),
            (_INTERFACE, "s", call.interface),
            (_MEMBER, "s", call.member),
            (_DESTINATION, "s", call.to),
            *([(_SIGNATURE, "g", call.signature)] if call.signature else []),
        ):
            fields.align(8)
            fields.put("y", code)
            fields.put("g", kind)
            fields.put(kind, value)
        start = struct.pack("<BBBBIII", ord("l"), _CALL, 0, 1, len(body.bytes), self._serial, 0)
        head = bytearray(start[:12] + struct.pack("<I", len(fields.bytes)) + fields.bytes)
        head += bytes(-len(head) % 8)
        return self._serial, bytes(head) + bytes(body.bytes)

    def _need(self, length: int) -> None:
        while len(self._buffer) < length:
            more = self._socket.recv(65536)
            if not more:
                raise RefusedError("the bus is gone")
            self._buffer += more

    def _receive(self) -> tuple[int, tuple[object, ...] | RefusedError]:
        """The next message: which question it answers (0 for none), and what it says."""
        self._need(16)
        body, fields = struct.unpack_from("<4xI4xI", self._buffer)
        start = 16 + fields + -(16 + fields) % 8
        self._need(start + body)
        raw, self._buffer = self._buffer[: start + body], self._buffer[start + body :]
        header = Reader(raw)
        kind, named = self._head(header)
        if kind not in {_REPLY, _ERROR, _SIGNAL}:
            return 0, ()
        reader = Reader(raw[start:])
        found = tuple(reader.take(each) for each in parts(str(named.get(_SIGNATURE, ""))))
        if kind == _SIGNAL:
            self.signals.append((str(named[_MEMBER]), found))
            return 0, ()
        serial = int(str(named[_ANSWER_TO]))
        return serial, RefusedError(*found) if kind == _ERROR else found

    @staticmethod
    def _head(header: Reader) -> tuple[object, dict[object, object]]:
        """What kind of message it is, and its fields by their code."""
        _order, kind, *_rest, fields = (header.take(each) for each in parts(_HEADER))
        assert isinstance(fields, list)
        return kind, dict(fields)
