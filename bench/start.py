"""From the start of a process to its first picture, seen from outside, for ours and for others.

The kiosk is started as a clinic starts it: the packaged program where it has been built, keeper
above, kiosk below, the vault shut. The browser is a fresh process with a profile that it has used
before, in full screen, under the same X server.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.glass import Glass, NothingSeenError, can_show, end
from bench.measure import Pairs, Result, at_least, at_most, not_measured, told
from bench.peers import forms, peers
from distressapp.anew import environment
from distressapp.bootstrap import make_clinic
from distressapp.core.sitting import Use
from distressapp.settings import Settings

ROOT: Final = Path(__file__).resolve().parents[1]
BARE: Final = ROOT / "bench" / "peers" / "bare.py"
FROZEN: Final = ROOT / "build" / "packages" / "distressapp" / "distressapp"
START: Final = "process start → first screen painted"
_PASSPHRASE: Final = "kettle marsh violin copper tuesday"  # noqa: S105  (of an invented clinic)
_BARE: Final = "a bare Widgets page of the same look"
_STILL_S: Final = 0.6
_STILL_PEER_S: Final = 1.5
"""A browser draws in steps, with pauses between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """A program that shows a screen.

    Attributes:
        command: How it is started.
        env: What is set for it beside the screen.
        still_s: So long its picture stands still when it is the last.
    """

    command: Sequence[str]
    env: Mapping[str, str]
    still_s: float = _STILL_S


def bare() -> Contestant:
    """A bare Widgets page of the same look."""
    return Contestant(command=(sys.executable, "-P", str(BARE)), env={})


def installed(clinic: Path) -> Contestant:
    """Keeper and kiosk of the packaged program; where it has not been built, of the wheel."""
    if not FROZEN.is_file():
        return wheel(clinic)
    return Contestant(command=(str(FROZEN), "kiosk", "--data", str(clinic)), env={})


def wheel(clinic: Path) -> Contestant:
    """Keeper and kiosk, as the command of a wheel starts them."""
    words = ("-P", "-m", "distressapp", "kiosk", "--data", str(clinic))
    return Contestant(command=(sys.executable, *words), env={"PYTHONPATH": str(ROOT)})


def clinic_in(place: Path) -> Path:
    """A rehearsal clinic in two languages, its vault shut."""
    root = place / "clinic"
    settings = Settings(clinic="Harbour Clinic", use=Use.REHEARSAL, languages=("en", "es"))
    make_clinic(root, settings, _PASSPHRASE)
    return root


def took_s(glass: Glass, each: Contestant) -> float:
    """How long it took to its first whole picture; it is gone afterwards."""
    env = glass.environment(each.env)
    seen = glass.painted(each.command, env, still_s=each.still_s, cwd=ROOT)
    end(seen.process)
    return seen.took_s


def in_turn(
    glass: Glass, ours: Contestant, theirs: Contestant, *, rounds: int, warm: int = 1
) -> Pairs:
    """Both in turn; pairs before those that count warm what the system keeps of their files."""
    turns = range(rounds + warm)
    pairs = [(took_s(glass, ours), took_s(glass, theirs)) for _nth in turns][warm:]
    return Pairs(ours=tuple(a for a, _b in pairs), theirs=tuple(b for _a, b in pairs))


def measure(
    place: Path, *, rounds: int = 9, peer_rounds: int = 3, warm: int = 1, has_peers: bool = True
) -> Iterator[Result]:
    """Ours against the floor, as it is packaged and as a wheel, then each peer that is here."""
    if not can_show():
        yield not_measured(START, "a bare Widgets page", "there is no Xvfb on this computer")
        return
    clinic = clinic_in(place)
    ours = installed(clinic)
    with Glass() as glass:
        pairs = in_turn(glass, ours, bare(), rounds=rounds, warm=warm)
        yield pairs.result(what=START, against=_BARE, reach=at_most(1.15), note=said_of(ours))
        yield told(
            [each * 1000 for each in pairs.ours], what=START, against="", unit="ms", reach=None
        )
        yield from _wheel(glass, wheel(clinic), rounds=max(1, rounds // 2), warm=warm)
        if has_peers:
            yield from _peers(glass, place, ours, rounds=peer_rounds)


def said_of(ours: Contestant) -> str:
    """What it is that was measured."""
    kind = "the packaged program" if ours.command[0] == str(FROZEN) else "as a wheel installs it"
    return f"{kind}: keeper and kiosk; vault shut; xcb"


def _wheel(glass: Glass, ours: Contestant, *, rounds: int, warm: int) -> Iterator[Result]:
    """Not the packaged program: only told."""
    begun = Contestant(command=ours.command, env={**ours.env, **environment({})})
    ways = {", as a wheel": ours, ", as a wheel in the kiosk's session": begun}
    for way, contestant in ways.items():
        pairs = in_turn(glass, contestant, bare(), rounds=rounds, warm=warm)
        yield pairs.result(what=START + way, against=_BARE, reach=None)


def _peers(glass: Glass, place: Path, ours: Contestant, *, rounds: int) -> Iterator[Result]:
    reaches = {"lforms": at_least(4), "surveyjs": at_least(3)}
    for name, title in forms.TITLES.items():
        why = peers.lacking()
        if why:
            yield not_measured(START, title, why)
            continue
        page = forms.write(name, place, peers.FOLDER)
        browser = Contestant(
            command=peers.browser(page, place / f"profile-{name}"), env={}, still_s=_STILL_PEER_S
        )
        try:
            pairs = in_turn(glass, ours, browser, rounds=rounds)
        except NothingSeenError:
            yield not_measured(START, title, "Chromium showed nothing")
            continue
        yield pairs.faster(
            what=START,
            against=f"{title} {peers.version(name)}, Chromium in full screen",
            reach=reaches[name],
            note=f"times faster; {json.dumps(forms.questions())} questions, our own wording",
        )
