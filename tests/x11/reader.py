"""The window as a screen reader hears it: roles, names, states, places and actions."""

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from tests.x11.machine import until
from tests.x11.wire import Bus, Call, RefusedError, path_of

_ROOT: Final = path_of("org.a11y.atspi.accessible.root")
_REGISTRY: Final = "org.a11y.atspi.Registry"
_ACCESSIBLE: Final = "org.a11y.atspi.Accessible"
_COMPONENT: Final = "org.a11y.atspi.Component"
_ACTION: Final = "org.a11y.atspi.Action"
_EVENTS: Final = "org.a11y.atspi.Event.Object"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"
_STATES: Final = {
    4: "checked", 7: "editable", 8: "enabled", 11: "focusable", 12: "focused", 25: "showing",
    41: "checkable",
}  # fmt: skip
_WORD: Final = 32
_LEAVES: Final = frozenset({"push button", "radio button", "check box", "label", "graphic"})


class GoneError(Exception):
    """A piece that was there a moment ago."""


Answers: TypeAlias = list[Any]
"""Of the bus: tuples whose shape is AT-SPI's promise, or a `RefusedError`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something is on the screen, in pixels."""

    left: int
    top: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        """Where a finger goes."""
        return self.left + self.width // 2, self.top + self.height // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One thing in the window.

    Attributes:
        at: Its program and its path on the bus.
        parent: Path of what it is part of.
        role: As a screen reader says it: "push button", "radio button", "check box", "label".
    """

    at: tuple[str, str]
    parent: str
    role: str
    name: str
    states: frozenset[str]
    place: Place

    @property
    def is_shown(self) -> bool:
        """On the screen now, not on a page behind it."""
        return "showing" in self.states and self.place.width > 0


class ScreenReader:
    """Reads one program's window.

    Args:
        session: Address of the session's bus.
        pid: Of the program.
    """

    def __init__(self, session: str, pid: int) -> None:
        self._bus = bus_of_readers(session)
        self._pid = pid
        self._program: tuple[str, str] | None = None
        self._roles: dict[tuple[str, str], str] = {}

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def program(self) -> tuple[str, str] | None:
        """The program's root; None while it has not come to the door."""
        if self._program is not None:
            return self._program
        try:
            at_door = self._children((_REGISTRY, _ROOT))
            self._program = next(
                ((name, path) for name, path in at_door if self._pid_of(name) == self._pid), None
            )
        except RefusedError:
            # The registry is only just starting, or a program has just left.
            return None
        return self._program

    def _pid_of(self, name: str) -> int:
        bus = "org.freedesktop.DBus"
        asked = Call(
            to=bus,
            path=path_of(bus),
            interface=bus,
            member="GetConnectionUnixProcessID",
            signature="s",
            arguments=(name,),
        )
        return int(str(self._bus.ask(asked)[0]))

    def _children(self, at: tuple[str, str]) -> list[tuple[str, str]]:
        (found,) = self._bus.ask(_about(at, _ACCESSIBLE, "GetChildren"))
        assert isinstance(found, list)
        return [(str(name), str(path)) for name, path in found]

    def pieces(self) -> list[Piece]:
        """Everything in the window that can be seen, parents before children."""
        root = self.program()
        if root is None:
            return []
        found: list[Piece] = []
        level = [(root, "")]
        while level:
            following: list[tuple[tuple[str, str], str]] = []
            for (at, parent), answers in zip(level, self._ask_level(level), strict=True):
                if any(isinstance(each, RefusedError) for each in answers):
                    continue
                piece, children = self._take(at, parent, answers)
                found.append(piece)
                following += [(child, at[1]) for child in children]
            level = following
        return found

    def _ask_level(self, level: list[tuple[tuple[str, str], str]]) -> list[Answers]:
        """What can change of each piece; its role never does, and a leaf has nothing in it."""
        asked: list[list[Call]] = []
        for at, _parent in level:
            calls = [_property(at, "Name"), _about(at, _ACCESSIBLE, "GetState")]
            calls.append(_about(at, _COMPONENT, "GetExtents", "u", (0,)))
            role = self._roles.get(at)
            if role is None:
                calls.append(_about(at, _ACCESSIBLE, "GetRoleName"))
            if role not in _LEAVES:
                calls.append(_about(at, _ACCESSIBLE, "GetChildren"))
            asked.append(calls)
        answers = iter(self._bus.ask_all([call for calls in asked for call in calls]))
        return [[next(answers) for _call in calls] for calls in asked]

    def _take(self, at: tuple[str, str], parent: str, answers: Answers) -> tuple[Piece, list[Any]]:
        """A piece, and where its children are."""
        (name,), (words,), place, *more = answers
        if at not in self._roles:
            self._roles[at] = more.pop(0)[0]
        bits = sum(word << (_WORD * number) for number, word in enumerate(words))
        left, top, width, height = place[0] if len(place) == 1 else place
        piece = Piece(
            at=at,
            parent=parent,
            role=self._roles[at],
            name=name,
            states=frozenset(word for bit, word in _STATES.items() if bits >> bit & 1),
            place=Place(left=left, top=top, width=width, height=height),
        )
        return piece, more[0][0] if more else []

    def listen_for(self, event: str) -> None:
        """Have that event told, such as "object:announcement"; see `heard`."""
        self._bus.listen(_EVENTS)
        registry = path_of("org.a11y.atspi.registry")
        self._bus.ask(
            Call(
                to=_REGISTRY,
                path=registry,
                interface=_REGISTRY,
                member="RegisterEvent",
                signature="s",
                arguments=(event,),
            )
        )

    def heard(self, member: str) -> list[str]:
        """The words of the events of that name that were told so far."""
        self.program()
        self._bus.ask(_property(self._program or ("", ""), "Name"))
        return [str(found[3]) for name, found in self._bus.signals if name == member]

    def description(self, piece: Piece) -> str:
        """What it says of itself besides its name; of a field, what stands in it."""
        return str(self._bus.ask(_property(piece.at, "Description"))[0])

    def act(self, piece: Piece, action: str) -> None:
        """Do what a screen reader's user asks for, such as "Press" or "Toggle".

        Raises:
            GoneError: The piece is not there any more; nothing was done.
        """
        try:
            (offered,) = self._bus.ask(_about(piece.at, _ACTION, "GetActions"))
        except RefusedError as error:
            raise GoneError(*error.args) from error
        assert isinstance(offered, list)
        names = [name.casefold() for name, _says, _keys in offered]
        if not names:
            raise GoneError(piece.name)
        place = names.index(action.casefold())
        self._bus.ask(_about(piece.at, _ACTION, "DoAction", "i", (place,)))


def bus_of_readers(session: str) -> Bus:
    """Its own bus, which is started for whoever asks first, and may be late.

    Args:
        session: Address of the session's bus.
    """
    found: list[Bus] = []
    name = "org.a11y.Bus"
    asked = Call(to=name, path=path_of("org.a11y.bus"), interface=name, member="GetAddress")

    def is_there() -> bool:
        door = Bus(session)
        try:
            (address,) = door.ask(asked)
            found.append(Bus(str(address)))
        except (RefusedError, OSError):
            return False
        finally:
            door.close()
        return True

    until(is_there, "the bus of screen readers")
    return found[0]


def _about(
    at: tuple[str, str],
    interface: str,
    member: str,
    signature: str = "",
    arguments: tuple[object, ...] = (),
) -> Call:
    return Call(
        to=at[0],
        path=at[1],
        interface=interface,
        member=member,
        signature=signature,
        arguments=arguments,
    )


def _property(at: tuple[str, str], name: str) -> Call:
    return _about(at, _PROPERTIES, "Get", "ss", (_ACCESSIBLE, name))
