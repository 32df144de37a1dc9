"""A sound server of the tests' own, with speakers and a headset that nobody hears but a test."""

import array
import io
import math
import os
import shutil
import subprocess
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

RATE_HZ: Final = 22_050
PROGRAMS: Final = ("pulseaudio", "pactl", "paplay", "parec")
_STEADY: Final = 3
SILENT: Final = 60
"""Louder than this, of 32 768, is a sound."""

_CONFIGURATION: Final = """
load-module module-native-protocol-unix auth-anonymous=1 socket={root}/socket
load-module module-null-sink sink_name=speakers sink_properties="device.description='Speakers'"
load-module module-null-sink sink_name=headset {headset}
set-default-sink speakers
"""
HEADSET: Final = "sink_properties=\"device.description='USB headset' device.form_factor=headset\""


def missing() -> str:
    """Which programs a sound server of our own needs and this computer has not; empty for none."""
    return ", ".join(each for each in PROGRAMS if shutil.which(each) is None)


def tone(hertz: float, seconds: float = 0.6, *, loudness: int = 12_000) -> bytes:
    """A recording that is told from others by its pitch."""
    frames = int(RATE_HZ * seconds)
    samples = array.array(
        "h", [int(loudness * math.sin(2 * math.pi * hertz * n / RATE_HZ)) for n in range(frames)]
    )
    return as_wav(samples.tobytes())


def as_wav(pcm: bytes, *, rate_hz: int = RATE_HZ, channels: int = 1, width: int = 2) -> bytes:
    """Samples as a WAV file."""
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate_hz)
        file.writeframes(pcm)
    return held.getvalue()


@dataclass(slots=True)
class Ear:
    """What came out at one output so far."""

    process: subprocess.Popen[bytes]
    path: Path

    @property
    def samples(self) -> "array.array[int]":
        """Everything that was heard, silence too."""
        heard = self.path.read_bytes()
        return array.array("h", heard[: len(heard) // 2 * 2])

    @property
    def is_silent(self) -> bool:
        """Nothing was ever heard here."""
        return max(self.samples, default=0) < SILENT

    def seconds_heard(self) -> float:
        """How long something was heard, to a hundredth of a second."""
        block, samples = RATE_HZ // 100, self.samples
        parts = (samples[n : n + block] for n in range(0, len(samples), block))
        return sum(max(each) >= SILENT for each in parts) / 100

    def loudest(self, *, since: int = 0) -> int:
        """The loudest sample from that one on."""
        return max(self.samples[since:], default=0)

    def pitches(self) -> list[int]:
        """The tones that were heard, in order, each to the nearest hundred hertz."""
        block = RATE_HZ // 10
        samples, found = self.samples, list[int]()
        before, steady = 0, 0
        for start in range(0, len(samples) - block, block // 2):
            part = samples[start : start + block]
            quarters = [part[n * block // 4 : (n + 1) * block // 4] for n in range(4)]
            if min(max(each) for each in quarters) < 20 * SILENT:
                continue  # silence, or where a tone begins or ends
            crossings = sum(a < 0 <= b for a, b in pairwise(part))
            pitch = int(crossings * RATE_HZ / block / 100 + 0.5) * 100
            steady = steady + 1 if pitch == before else 1
            before = pitch
            if steady == _STEADY and found[-1:] != [pitch]:
                found.append(pitch)
        return found


@dataclass(slots=True)
class Server:
    """The server, and ears at its outputs."""

    root: Path
    environment: dict[str, str]
    ears: dict[str, Ear] = field(default_factory=dict)

    def control(self, *words: str) -> str:
        """Tell the server something, as a person does who pulls a plug."""
        done = subprocess.run(
            ["pactl", *words], env=self.environment, check=True, capture_output=True, timeout=60
        )
        return done.stdout.decode()

    def hear(self, sink: str) -> Ear:
        """Listen to that output from here on."""
        path = self.root / f"{sink}-{len(list(self.root.iterdir()))}.raw"
        with path.open("wb") as file:
            process = subprocess.Popen(
                [
                    "parec", f"--device={sink}.monitor", f"--rate={RATE_HZ}", "--channels=1",
                    "--format=s16le", "--latency-msec=20",
                ],
                env=self.environment,
                stdout=file,
            )  # fmt: skip
        if sink in self.ears:
            self.ears[sink].process.kill()
            self.ears[sink].process.wait(timeout=60)
        self.ears[sink] = Ear(process=process, path=path)
        return self.ears[sink]


@contextmanager
def server(root: Path, *, has_headset: bool = True) -> Iterator[Server]:
    """A sound server in that folder, gone at the end."""
    root.mkdir(parents=True, exist_ok=True)
    root.chmod(0o700)
    configuration = root / "server.pa"
    headset = HEADSET if has_headset else ""
    configuration.write_text(_CONFIGURATION.format(root=root, headset=headset))
    environment = {
        **os.environ,
        "PULSE_SERVER": f"unix:{root}/socket",
        "PULSE_RUNTIME_PATH": str(root),
        "PULSE_STATE_PATH": str(root),
        "HOME": str(root),
    }
    with (root / "said").open("wb") as said:
        process = subprocess.Popen(
            [
                "pulseaudio", "-n", "-F", str(configuration), "--daemonize=no",
                "--exit-idle-time=-1", "--use-pid-file=no", "--realtime=no",
            ],
            env=environment,
            stdout=said,
            stderr=said,
        )  # fmt: skip
    made = Server(root=root, environment=environment)
    try:
        _wait_for(made, process)
        yield made
    finally:
        for each in (*(ear.process for ear in made.ears.values()), process):
            each.kill()
            each.wait(timeout=60)


def _wait_for(made: Server, process: "subprocess.Popen[bytes]") -> None:
    for _try in range(40):
        asked = subprocess.run(
            ["pactl", "info"], env=made.environment, check=False, capture_output=True, timeout=60
        )
        if asked.returncode == 0:
            return
        assert process.poll() is None, (made.root / "said").read_text()
        time.sleep(0.25)
    raise AssertionError((made.root / "said").read_text())
