"""Which sound outputs this computer has, and which of them only the patient hears.

The sound server says it (PulseAudio, or PipeWire in its place). Where none answers, nothing is
known, and whoever wants to sound asks first.
"""

import json
import shutil
from typing import Any, Final

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal, Slot

from distressapp.core.frozen import frozen
from distressapp.ui.guard import guarded

_ASKED: Final = (("-f", "json", "list", "sinks"), ("-f", "json", "info"))
_PATIENCE_MS: Final = 2_000
_LARGEST_BYTES: Final = 1_000_000
_ENDED_MS: Final = 500
_FULL: Final = 65_536
_WORN: Final = frozenset({"headphone", "headphones", "headset", "handset", "earpiece"})
_WORN_WORDS: Final = ("headphone", "headset", "earphone", "earpiece")


@frozen
class Output:
    """One place where sound comes out.

    Attributes:
        name: As the sound server calls it.
        description: As people call it.
        is_worn: Headphones or a headset, plugged in.
        has_empty_jack: It has a place for headphones, and there are none in it.
        index: Its number until it is unplugged; None if unknown.
        volume: 1.0 is what the maker calls full; more is amplified.
    """

    name: str
    description: str
    is_worn: bool = False
    has_empty_jack: bool = False
    index: int | None = None
    volume: float = 1.0


@frozen
class Outputs:
    """What the sound server told; nothing where there is none.

    Attributes:
        usual: Name of the output that sound takes when nobody says otherwise; empty if unknown.
    """

    every: tuple[Output, ...] = ()
    usual: str = ""

    def for_the_patient(self, chosen: str = "") -> Output | None:
        """The output that only the patient hears.

        Args:
            chosen: Name of the one that staff set aside for patients; empty for any headphones.

        Returns:
            None where there is none: an empty jack plays to the room, whatever staff chose.
        """
        named = [each for each in self.every if each.name == chosen and not each.has_empty_jack]
        worn = [each for each in self.every if each.is_worn]
        return next(iter((*named, *worn)), None)

    def in_the_room(self) -> Output | None:
        """The usual output; None where it is not known."""
        return next((each for each in self.every if each.name == self.usual), None)


def outputs_in(sinks: bytes, info: bytes) -> Outputs:
    """What `pactl` said, as values; what is not as expected is left out.

    A server on another computer has no outputs for us: what a patient hears stays in the building.
    """
    every = _read(sinks)
    told = _read(info)
    if isinstance(told, dict) and told.get("is_local") == "no":
        return Outputs()
    usual = told.get("default_sink_name") if isinstance(told, dict) else None
    found = [_output(each) for each in every if isinstance(each, dict)] if _is_list(every) else []
    return Outputs(
        every=tuple(each for each in found if each is not None),
        usual=usual if isinstance(usual, str) else "",
    )


def _is_list(value: object) -> bool:
    return isinstance(value, list)


def _read(text: bytes) -> Any:  # noqa: ANN401  (another program's words, looked at piece by piece)
    if len(text) > _LARGEST_BYTES:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _output(sink: dict[str, Any]) -> Output | None:
    name = sink.get("name")
    if not isinstance(name, str) or not name or name.startswith("-"):
        return None
    description = sink.get("description")
    ports = [each for each in _every(sink.get("ports")) if isinstance(each, dict)]
    active = next((each for each in ports if each.get("name") == sink.get("active_port")), None)
    is_jack = any(_is_for_ears(each) for each in ports)
    is_plugged = active is not None and _is_for_ears(active) and _is_there(active)
    label = description if isinstance(description, str) and description else name
    is_worn = is_plugged if is_jack else _is_worn(sink, label)
    return Output(
        name=name,
        description=label,
        is_worn=is_worn,
        has_empty_jack=is_jack and not is_plugged,
        index=index if isinstance(index := sink.get("index"), int) else None,
        volume=_volume(sink.get("volume")),
    )


def _every(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_for_ears(port: dict[str, Any]) -> bool:
    kind, name = str(port.get("type")).lower(), str(port.get("name")).lower()
    return kind in _WORN or any(word in name for word in _WORN_WORDS)


def _is_there(port: dict[str, Any]) -> bool:
    return str(port.get("availability")).lower() != "not available"


def _is_worn(sink: dict[str, Any], label: str) -> bool:
    """A headset of its own, as over USB or Bluetooth, has no jack."""
    told = sink.get("properties")
    form = str(told.get("device.form_factor")).lower() if isinstance(told, dict) else ""
    return form in _WORN or any(word in label.lower() for word in _WORN_WORDS)


def _volume(volume: object) -> float:
    """The loudest channel."""
    channels = volume.values() if isinstance(volume, dict) else ()
    values = [each.get("value") for each in channels if isinstance(each, dict)]
    return max((each / _FULL for each in values if isinstance(each, int)), default=1.0)


def end(process: QProcess | None) -> None:
    """End a process of ours at once, and take its leftovers away; None is fine."""
    if process is not None:
        process.kill()
        process.waitForFinished(_ENDED_MS)
        process.deleteLater()


def went_well(process: QProcess) -> bool:
    """Whether it ended by itself and was content; a pipe that broke says more than its end."""
    is_whole = process.error() is QProcess.ProcessError.UnknownError  # what Qt calls no error
    is_normal = process.exitStatus() is QProcess.ExitStatus.NormalExit
    return is_whole and is_normal and process.exitCode() == 0


class Finder(QObject):
    """Asks the sound server, without letting the window wait.

    Signals:
        found: `Outputs`; nothing in them where no server answered in time.
    """

    found = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told: list[bytes] = []
        self._process: QProcess | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._give_up)

    @property
    def is_asking(self) -> bool:
        """No answer was told yet."""
        return self._patience.isActive()

    def ask(self) -> None:
        """Ask anew; `found` is told once, later."""
        self.stop()
        self._told = []
        self._patience.start()
        self._ask_next()

    def stop(self) -> None:
        """Tell nothing any more."""
        self._patience.stop()
        end(self._process)
        self._process = None

    def _ask_next(self) -> None:
        program = shutil.which("pactl")
        if program is None:
            QTimer.singleShot(0, self, self._give_up)
            return
        self._process = process = QProcess(self)
        process.finished.connect(self._hear)
        process.errorOccurred.connect(self._hear)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("LC_ALL", "C")
        process.setProcessEnvironment(environment)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.start(program, list(_ASKED[len(self._told)]))

    @Slot()
    @guarded
    def _hear(self, *_how: object) -> None:
        process = self._process
        if process is None or self.sender() is not process:
            return
        self._process = None
        process.deleteLater()
        if not went_well(process):
            self._give_up()
            return
        self._told.append(bytes(process.readAllStandardOutput().data()))
        if len(self._told) < len(_ASKED):
            self._ask_next()
        else:
            self._tell(outputs_in(*self._told))

    @Slot()
    @guarded
    def _give_up(self) -> None:
        if self.is_asking or not self._told:
            self._tell(Outputs())

    def _tell(self, outputs: Outputs) -> None:
        self.stop()
        self.found.emit(outputs)


class Watch(QObject):
    """Notices that something about the outputs changed, such as a plug that was pulled.

    Signals:
        gone: None: the output that is watched is not there any more.
        stirred: None: something else changed; look again.
    """

    gone = Signal(object)
    stirred = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._gone = b""

    def start(self, output: Output) -> None:
        """Watch from here on; without a sound server there is nothing to watch."""
        self.stop()
        self._gone = f"'remove' on sink #{output.index}".encode()
        program = shutil.which("pactl")
        if program is None:
            return
        self._process = process = QProcess(self)
        process.readyReadStandardOutput.connect(self._hear)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("LC_ALL", "C")
        process.setProcessEnvironment(environment)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.start(program, ["subscribe"])

    def stop(self) -> None:
        """Watch no more."""
        process, self._process = self._process, None
        end(process)

    @Slot()
    @guarded
    def _hear(self) -> None:
        if self._process is None:
            return
        told = bytes(self._process.readAllStandardOutput().data()).splitlines()
        if any(line.endswith(self._gone) for line in told):
            # The server moves the sound to the room at once: there is no time to look again.
            self.gone.emit(None)
        elif any(_is_about_outputs(line) for line in told):
            self.stirred.emit(None)


def _is_about_outputs(line: bytes) -> bool:
    """Not the sounds that begin and end: ours would be among them."""
    return any(word in line for word in (b" on sink #", b" on card #", b" on server"))
