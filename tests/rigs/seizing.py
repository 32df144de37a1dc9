"""A whole clinic that runs, with a hand in its kiosk, and everything of it that can be seized."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from secrets import choice
from string import ascii_lowercase, digits
from typing import IO, Final

from distressapp.letterbox.emptying import Emptying
from distressapp.service.access import sign_in
from distressapp.service.clinic_keys import private_key
from distressapp.service.drafts import opened as opened_draft
from tests.clinics import PASSPHRASE, opened
from tests.house.project import ROOT
from tests.kiosk.day import SHORT
from tests.rigs import memory
from tests.rigs.memory import Hit, Needles

QUICK: Final = replace(SHORT, cleaning_s=0)
"""A rehearsal with few questions, whose tablet is clean at once."""

KEEPER: Final = """
import sys
from dataclasses import replace
from distressapp.hardening import begin_with_short_memory
begin_with_short_memory()
from distressapp import keeper
from distressapp.cli import main

class WithHand(keeper.Keeper):
    def __init__(self, commands, **more):
        hand = {"distressapp": "tests.rigs.hand"}
        kiosk = tuple(hand.get(each, each) for each in commands.kiosk)
        super().__init__(replace(commands, kiosk=kiosk), **more)

keeper.Keeper = WithHand
sys.exit(main(sys.argv[1:]))
"""
"""As `distressapp`, but that the kiosk below it has a hand, and that this account may read it."""

_TIMES: Final = 3


def drawn(letters: str, count: int) -> str:
    """So many random letters."""
    return "".join(choice(letters) for _ in range(count))


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """Whom to look for: each text is a random piece, repeated.

    What is left of a text where something else was written over an end of it still has a
    whole piece in it.
    """

    name: str
    number: str = field(default_factory=lambda: drawn(digits, 12))
    words: str = field(default_factory=lambda: drawn(ascii_lowercase, 8))
    phone: str = field(default_factory=lambda: drawn(digits, 10))

    @property
    def identifiers(self) -> Mapping[str, str]:
        """What staff type into which field."""
        return {"record": self.number * 2, "again": self.number * 2, "born": "03041951"}

    def needles(self) -> Needles:
        """Every piece in every spelling."""
        return {
            **memory.text(f"the number of who {self.name}", self.number),
            **memory.text(f"the words of who {self.name}", self.words),
            **memory.text(f"the telephone of who {self.name}", self.phone),
        }


@dataclass(slots=True, kw_only=True)
class Seized:
    """A keeper, its kiosk, and the folder.

    Attributes:
        pin: Of the shift.
        keys: Of every sitting so far.
    """

    root: Path
    keeper: subprocess.Popen[bytes]
    errors: Path
    pin: str
    kiosk: int = 0
    keys: dict[str, bytes] = field(default_factory=dict)

    @property
    def asking(self) -> IO[bytes]:
        """Where the hand hears what to do."""
        assert self.keeper.stdin is not None
        return self.keeper.stdin

    def hear(self) -> tuple[str, str]:
        """The phase and the step where the kiosk is now."""
        assert self.keeper.stdout is not None
        said = self.keeper.stdout.readline().decode().split()
        assert len(said) in {2, 3}, self.errors.read_text(encoding="utf-8")
        self.kiosk = int(said[0])
        return said[1], "".join(said[2:])

    def do(self, verb: str, what: str = "") -> tuple[str, str]:
        """Have the hand do it."""
        self.asking.write(f"{verb} {what}\n".encode())
        return self.hear()

    def type(self, text: str) -> None:
        """One key after another: the hand never holds the text."""
        for each in text:
            self.do("key", each)

    # What people do

    def sit_down(self, patient: Patient) -> None:
        """Staff hand the tablet over."""
        self._identify(patient)
        self.do("act", "start")
        assert self.do("act", "hand_over")[0] == "sitting"
        self.keys[patient.name] = sitting_key(self.root)

    def go_on_later(self, patient: Patient) -> None:
        """They are called, come back, and go on under another key."""
        self.do("foot", "called")
        self.clean()
        self._identify(patient)
        assert self.do("act", "resume")[0] == "sitting"
        self.keys[f"{patient.name}, later"] = sitting_key(self.root)

    def _identify(self, patient: Patient) -> None:
        for name, text in patient.identifiers.items():
            self.do("field", name)
            self.type(text)

    def write(self, patient: Patient) -> None:
        """The patient answers up to own words, and writes them."""
        self.do("go", "rating")
        self.do("answer", "9")
        self.do("go", "concerns.practical")
        self.do("answer", "practical.other")
        self.do("go", "own_words.practical")
        self.type(patient.words * _TIMES)

    def ask_for_a_call(self, patient: Patient) -> None:
        """And leaves a telephone number."""
        self.do("go", "help.practical.other")
        self.do("answer", "phone")
        self.do("go", "phone")
        self.do("answer", "yes")
        self.do("go", "phone.number")
        self.type(patient.phone * 2)

    def finish(self) -> None:
        """To the end, and away."""
        self.do("go", "thanks")
        assert self.do("next")[0] == "rest"

    def clean(self) -> None:
        """Staff have the tablet again."""
        self.do("act", "staff")
        assert self.do("act", "clean")[0] == "desk"

    def need_someone(self) -> None:
        """The patient presses "now"; who comes proves it with the PIN, and the patient goes on."""
        self.do("foot", "now")
        self.do("act", "yes")
        self.do("act", "staff")
        self.do("name", "0")
        self.do("field", "pin")
        self.type(self.pin)
        assert self.do("act", "with_patient")[0] == "sitting"

    def die(self) -> None:
        """The kiosk is killed; the keeper starts it again where the patient was."""
        before = self.kiosk
        os.kill(before, signal.SIGKILL)
        assert self.hear()[0] == "sitting"
        assert self.kiosk != before

    # What a thief takes

    def anywhere(self, needles: Needles) -> list[Hit]:
        """Where any of it stands: in memory, files, arguments, environment or complaints."""
        self.do("show")
        found = memory.in_files(self.root, needles)
        read = [self.errors]
        for pid in (self.keeper.pid, self.kiosk):
            read += [Path(f"/proc/{pid}/cmdline"), Path(f"/proc/{pid}/environ")]
            found += memory.in_memory(pid, needles)
        found += memory.search(needles, ((str(each), 0, each.read_bytes()) for each in read))
        return found


@contextmanager
def seized(root: Path, env: Mapping[str, str] = os.environ) -> Iterator[Seized]:
    """A clinic where somebody signed in for the shift and the kiosk waits at staff's start."""
    errors, pin = root.parent / "errors", drawn(digits, 12)
    secrets = [_pipe(f"{PASSPHRASE}\n"), _pipe(f"{pin}\n")]
    command = ["kiosk", "--windowed", "--data", str(root)]
    command += ["--passphrase-fd", str(secrets[0]), "--pin-fd", str(secrets[1])]
    with errors.open("wb") as complaints:
        keeper = subprocess.Popen(
            [sys.executable, "-c", KEEPER, *command],
            cwd=ROOT,
            env={"QT_QPA_PLATFORM": "offscreen", **env},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            bufsize=0,
            pass_fds=secrets,
        )
    for each in secrets:
        os.close(each)
    found = Seized(root=root, keeper=keeper, errors=errors, pin=pin)
    try:
        found.hear()
        yield found
    finally:
        keeper.terminate()
        keeper.communicate(timeout=120)


def _pipe(words: str) -> int:
    reading, writing = os.pipe()
    with os.fdopen(writing, "w", encoding="utf-8") as pipe:
        pipe.write(words)
    return reading


def sitting_key(root: Path) -> bytes:
    """The key of the sitting that runs, read as staff could: with the vault's."""
    house = opened(root, room=None)
    session = sign_in(house, PASSPHRASE)
    emptying = Emptying(house.folder.letterbox)
    try:
        ((opening, _rows),) = emptying.drafts()
        _begun, key = opened_draft(opening, private_key(house, session.vault))
        return key.raw
    finally:
        emptying.close()
        session.close()
        house.close()


def lasting_secrets(root: Path) -> Needles:
    """What opens everything: passphrase, the vault's key, the clinic's private half."""
    house = opened(root, room=None)
    session = sign_in(house, PASSPHRASE)
    try:
        return {
            **memory.text("the passphrase", PASSPHRASE[:12]),
            **memory.text("the end of the passphrase", PASSPHRASE[-12:]),
            **memory.key("the vault's key", session.key),
            **memory.key("the clinic's key", private_key(house, session.vault).private),
        }
    finally:
        session.close()
        house.close()
