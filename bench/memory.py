"""Memory of a sitting: the share of each process (PSS) of ours, of the floor and of a peer.

A finger admits an invented patient and taps as far as the sitting's second page; then all of
keeper and kiosk is counted. The packaged program has libraries of its own, which nobody else on the
computer shares; so the floor is given the same Python, and not what measures both.
"""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.glass import Glass, NothingSeenError, can_show, end, share_unlike
from bench.measure import Result, at_most, not_measured, told
from bench.peers import forms, peers
from bench.start import FROZEN, ROOT, Contestant, bare, clinic_in, installed, said_of

WHAT: Final = "memory in a sitting (PSS of keeper and kiosk)"
_NUMBER: Final = "77001122"
_TAPS: Final = {"start": (1030, 742), "hand over": (376, 538), "welcome": (1130, 742)}
"""Where the main button of the first three pages stands on a tablet of that size."""

_SETTLED_S: Final = 1.0
_MOVED: Final = 0.02
_KIB: Final = 1024


class NotSeatedError(Exception):
    """The kiosk did not move on."""


def pss_kib(first: int) -> int:
    """Of that process and all that it started, however deep, in KiB."""
    return sum(_pss_kib(each) for each in family(first))


def family(first: int) -> list[int]:
    """A process and all below it."""
    try:
        below = Path(f"/proc/{first}/task/{first}/children").read_text(encoding="ascii").split()
    except OSError:
        below = []
    return [first, *(each for child in below for each in family(int(child)))]


def _pss_kib(number: int) -> int:
    try:
        text = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    line = next((each for each in text.splitlines() if each.startswith("Pss:")), "Pss: 0 kB")
    return int(line.split()[1])


def _hand(glass: Glass, *words: str) -> None:
    subprocess.run(["xdotool", *words], env=glass.environment(), check=True, timeout=30)


def sit(glass: Glass) -> None:
    """Admit a patient on staff's start page, hand over, and go past the welcome.

    Raises:
        NotSeatedError: A tap changed nothing.
    """
    for _twice in range(2):
        _hand(glass, "type", "--delay", "75", _NUMBER)
        _hand(glass, "key", "Tab")
    for page, place in _TAPS.items():
        before = glass.look()
        time.sleep(_SETTLED_S)  # a second tap at one place is a trembling finger's
        _hand(glass, "mousemove", *map(str, place), "click", "1")
        time.sleep(_SETTLED_S)
        if share_unlike(before, glass.look()) < _MOVED:
            raise NotSeatedError(page)


def used_kib(glass: Glass, each: Contestant, *, has_sitting: bool) -> int:
    """What that program and its children hold when its picture stands still."""
    seen = glass.painted(each.command, glass.environment(each.env), still_s=each.still_s, cwd=ROOT)
    try:
        if has_sitting:
            sit(glass)
        time.sleep(_SETTLED_S)
        return pss_kib(seen.process.pid)
    finally:
        end(seen.process)


def measure(place: Path, *, rounds: int = 3, has_peers: bool = True) -> Iterator[Result]:
    """Ours against the floor, then against the peer."""
    against = "a bare Widgets page of the same look"
    if not can_show() or shutil.which("xdotool") is None:
        yield not_measured(WHAT, against, "there is no Xvfb or no xdotool on this computer")
        return
    with Glass() as glass:
        ours, floor, note = [], [], ""
        for nth in range(rounds):
            folder = place / str(nth)
            folder.mkdir()
            program = installed(clinic_in(folder))
            note = said_of(program)
            ours.append(used_kib(glass, program, has_sitting=True))
            floor.append(used_kib(glass, _floor(), has_sitting=False))
        ratios = [a / b for a, b in zip(ours, floor, strict=True)]
        yield told(ratios, what=WHAT, against=against, unit="x", reach=at_most(1.3), note=note)
        yield told([each / _KIB for each in ours], what=WHAT, against="", unit="MB", reach=None)
        if has_peers:
            yield _peer(glass, place, ours, rounds=rounds)


def _floor() -> Contestant:
    """The bare page, with the packaged program's Python where there is one."""
    plain = bare()
    libraries = [str(each) for each in (FROZEN.parent / "lib").glob("libpython3*.so.*")]
    if not libraries:
        return plain
    return Contestant(command=plain.command, env={**plain.env, "LD_PRELOAD": ":".join(libraries)})


def _peer(glass: Glass, place: Path, ours: list[int], *, rounds: int) -> Result:
    title = forms.TITLES["lforms"]
    why = peers.lacking()
    if why:
        return not_measured(WHAT, title, why)
    command = peers.browser(forms.write("lforms", place, peers.FOLDER), place / "profile")
    browser = Contestant(command=command, env={}, still_s=1.5)
    try:
        theirs = [used_kib(glass, browser, has_sitting=False) for _nth in range(rounds)]
    except NothingSeenError:
        return not_measured(WHAT, title, "Chromium showed nothing")
    return told(
        [a / b for a, b in zip(ours, theirs, strict=True)],
        what=WHAT,
        against=f"{title} {peers.version('lforms')}, all processes of Chromium",
        unit="x",
        reach=at_most(1 / 6),
        note=f"the same {forms.questions()} questions",
    )
