"""The computer is taken away while it runs: what of the patients before can be found in it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from distressapp.hardening import environment
from distressapp.service.access import sign_in
from distressapp.service.backups import end_shift
from tests.clinics import PASSPHRASE, Clock, made, opened
from tests.house.project import ROOT
from tests.rigs import memory
from tests.rigs.memory import Hit, Needles
from tests.rigs.rounds import is_full
from tests.rigs.seizing import QUICK, Patient, Seized, lasting_secrets, seized

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.confstr("CS_GNU_LIBC_VERSION") is None,
    reason="memory is searched, and overwritten, on Linux with the GNU library only",
)

WAYS_TO_LEAVE: Final[dict[str, Callable[[Seized, Patient], object]]] = {
    "lived through a crash": lambda clinic, _patient: clinic.die(),
    "finished": lambda clinic, _patient: clinic.finish(),
    "was called away": lambda clinic, _patient: clinic.do("foot", "called"),
    "was called away and went on": lambda clinic, patient: clinic.go_on_later(patient),
    "took a call back": lambda clinic, _patient: (
        clinic.do("foot", "now"),
        clinic.do("act", "no"),
    ),
    "needed someone": lambda clinic, _patient: clinic.need_someone(),
    "met a bug": lambda clinic, _patient: (clinic.do("break"), clinic.do("act", "staff")),
    "walked off": lambda clinic, _patient: clinic.do("leave"),
}
"""The crash comes first: what the process held that crashed is nowhere to be searched."""

ABORTS: Final = """
import os, resource, sys
most = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
"""Whatever follows, begun where a crash may leave a core file."""

LONG_MEMORY: Final = {
    **{
        name: value
        for name, value in os.environ.items()
        if name not in {"GLIBC_TUNABLES", "PYTHONMALLOC"}
    },
    "QT_QPA_PLATFORM": "offscreen",
    "PYTHONPATH": str(ROOT),
}
LONGEST_S: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A clinic after some patients.

    Attributes:
        before: What to look for: everything of every patient before the last.
        beside: What was found while the last one wrote; None where nobody looked.
    """

    clinic: Seized
    before: Needles
    beside: list[Hit] | None


def sat(clinic: Seized, name: str) -> Patient:
    """A patient who has written all they write."""
    patient = Patient(name=name)
    clinic.sit_down(patient)
    clinic.write(patient)
    clinic.ask_for_a_call(patient)
    return patient


def gone(clinic: Seized) -> None:
    """The patient is done, and the tablet is clean."""
    if clinic.do("where")[0] == "sitting":
        clinic.finish()
    clinic.clean()


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """Patients who left in every way there is, and one more after them."""
    root = made(tmp_path_factory.mktemp("seized") / "clinic", QUICK)
    with seized(root) as clinic:
        before: dict[tuple[str, str], bytes] = {}
        for how, leave in WAYS_TO_LEAVE.items():
            patient = sat(clinic, how)
            leave(clinic, patient)
            gone(clinic)
            before |= patient.needles()
        for who, key in clinic.keys.items():
            before |= memory.key(f"the key of who {who}", key)
        sat(clinic, "came last")
        beside = clinic.anywhere(before) if is_full() else None
        gone(clinic)
        yield Day(clinic=clinic, before=before, beside=beside)


def told(hits: list[Hit]) -> list[str]:
    return [str(each) for each in hits]


def test_after_the_next_patient_nothing_of_those_before_is_anywhere(day: Day) -> None:
    hits = day.clinic.anywhere(day.before)

    assert told(hits) == []


def test_no_file_has_anything_of_them_after_the_shift_was_taken_in_and_backed_up(
    day: Day,
) -> None:
    house = opened(day.clinic.root, Clock(at=datetime.now(UTC)), room=None)
    session = sign_in(house, PASSPHRASE)
    made_now = end_shift(house, session).made.path
    session.close()
    house.close()

    hits = memory.in_files(day.clinic.root, day.before)

    assert made_now.is_relative_to(day.clinic.root)
    assert told(hits) == []


def test_what_opens_the_vault_is_never_in_the_kiosk_or_the_keeper(day: Day) -> None:
    """Not even the PIN; the vault's key under the PIN is in the keeper, and only that."""
    hits = day.clinic.anywhere(
        {**lasting_secrets(day.clinic.root), **memory.text("the PIN", day.clinic.pin)}
    )

    assert told(hits) == []


def test_while_the_next_patient_writes_nothing_of_those_before_is_anywhere(day: Day) -> None:
    if day.beside is None:
        pytest.skip("a second search takes long: only with `make rigs`")
    assert told(day.beside) == []


@pytest.mark.parametrize("process", ["keeper", "kiosk"])
def test_a_dump_of_the_running_process_has_nothing_of_those_before(
    day: Day, tmp_path: Path, process: str
) -> None:
    day.clinic.do("show")
    pid = day.clinic.keeper.pid if process == "keeper" else day.clinic.kiosk
    dump = _dumped(pid, tmp_path)

    hits = memory.in_dump(dump, day.before)

    dump.unlink()
    assert told(hits) == []


def test_control_what_is_being_written_is_found_and_so_is_the_sittings_key(day: Day) -> None:
    clinic, name = day.clinic, "writes just now"
    patient = sat(clinic, name)

    hits = clinic.anywhere({**patient.needles(), **memory.key("the key", clinic.keys[name])})

    gone(clinic)
    assert {each.name for each in hits} == {
        f"the number of who {name}",
        f"the words of who {name}",
        f"the telephone of who {name}",
        "the key",
    }


def test_control_a_planted_leak_is_convicted(day: Day) -> None:
    clinic, leaked = day.clinic, Patient(name="was betrayed")
    clinic.sit_down(leaked)
    clinic.write(leaked)
    clinic.do("leak")
    gone(clinic)
    sat(clinic, "came after the leak")
    gone(clinic)

    hits = clinic.anywhere(leaked.needles())

    assert {each.name for each in hits} == {"the words of who was betrayed"}


def test_the_program_begins_with_a_short_memory_however_it_is_started(tmp_path: Path) -> None:
    root, work = made(tmp_path / "clinic", QUICK), tmp_path / "work"
    work.mkdir()

    with _aborting(work, *_kiosk_on(root)) as keeper:
        kiosk = _child_that_opened(root, keeper.pid)
        begun = [Path(f"/proc/{pid}/environ").read_bytes() for pid in (keeper.pid, kiosk)]
        keeper.terminate()

    # The library cuts its settings apart in place while it reads them.
    for name in ("GLIBC_TUNABLES", "PYTHONMALLOC"):
        settings = environment({})[name].split(":")
        assert name not in LONG_MEMORY
        assert all(each.encode() in content for each in settings for content in begun)


def test_a_crash_of_kiosk_or_keeper_leaves_no_core_file(tmp_path: Path) -> None:
    _skip_where_nothing_leaves_one(tmp_path)
    root, work = made(tmp_path / "clinic", QUICK), tmp_path / "work"
    work.mkdir()

    with _aborting(work, *_kiosk_on(root)) as keeper:
        kiosk = _child_that_opened(root, keeper.pid)
        os.kill(kiosk, signal.SIGABRT)
        _wait_until(lambda: not Path(f"/proc/{kiosk}").exists())
        os.kill(keeper.pid, signal.SIGABRT)
        keeper.wait(LONGEST_S)

    assert keeper.returncode == -signal.SIGABRT
    assert list(work.iterdir()) == []


def _dumped(pid: int, folder: Path) -> Path:
    if shutil.which("gcore") is None or os.geteuid() != 0:
        pytest.skip("no gcore here, or not root: memory was searched without it")
    done = subprocess.run(
        ["gcore", "-o", str(folder / "dump"), str(pid)],
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
    )
    if done.returncode != 0:
        pytest.skip(f"gcore may not: {done.stderr[-200:]}")
    return folder / f"dump.{pid}"


def _aborting(work: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", ABORTS, *arguments],
        cwd=work,
        env=LONG_MEMORY,
        stderr=subprocess.DEVNULL,
    )


def _kiosk_on(root: Path) -> list[str]:
    return ["-m", "distressapp", "kiosk", "--windowed", "--data", str(root)]


def _skip_where_nothing_leaves_one(folder: Path) -> None:
    """The control: a process that is not hardened does leave a core file here."""
    work = folder / "control"
    work.mkdir()
    with _aborting(work, "-c", "import os; os.abort()") as running:
        running.wait(LONGEST_S)
    if not list(work.iterdir()):
        pytest.skip("a crash leaves no core file in its folder on this machine")


def _child_that_opened(root: Path, keeper: int) -> int:
    log, children = root / "log" / "events.log", Path(f"/proc/{keeper}/task/{keeper}/children")
    _wait_until(lambda: log.is_file() and "started" in log.read_text(encoding="utf-8"))
    return int(children.read_text(encoding="utf-8").split()[0])


def _wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST_S
    while not is_so():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)
