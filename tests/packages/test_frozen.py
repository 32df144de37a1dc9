"""The frozen program does what the program does, from a folder of its own."""

import json
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import bundle
import frozen as freezing
import pytest

from distressapp import __version__
from tests.clinics import made
from tests.packages.packaged import BARE, digests, program, rooms, run, running

MOST_MB: Final = 190
MANY: Final = 60
NOBODY: Final = "nobody"
THEIRS: Final = "/theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """The demo as the frozen program played it.

    Attributes:
        out: What it made.
        seen: The environment that the print system's programs were started in.
        before: The program's folder, before and after.
    """

    done: subprocess.CompletedProcess[str]
    out: Path
    seen: Path
    before: dict[str, str]
    after: dict[str, str]


@pytest.fixture(scope="module")
def demo(frozen: Path, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("demo")
    seen = folder / "seen"
    for name in ("lp", "lpstat", "cancel"):
        (folder / name).write_text(f"#!/bin/sh\nenv >> {seen}\nexit 1\n")
        (folder / name).chmod(0o755)
    env = {**BARE, "PATH": f"{folder}:{BARE['PATH']}", "LD_LIBRARY_PATH": THEIRS}
    before = digests(frozen)
    done = run(frozen, "demo", "--headless", "--out", folder / "out", cwd=folder, env=env)
    return Demo(done=done, out=folder / "out", seen=seen, before=before, after=digests(frozen))


def test_it_runs_where_nothing_is_known_of_it(frozen: Path, tmp_path: Path) -> None:
    done = run(frozen, "--version", cwd=tmp_path)

    assert (done.stdout, done.stderr) == (f"distressapp {__version__}\n", "")


def test_it_takes_less_room_than_was_promised(frozen: Path) -> None:
    held = sum(path.lstat().st_size for path in frozen.rglob("*") if not path.is_symlink())

    assert held < MOST_MB * 1_000_000


def test_each_way_to_it_through_a_link_leads_to_it(frozen: Path, tmp_path: Path) -> None:
    link = tmp_path / "distressapp"
    link.symlink_to(program(frozen))

    done = run(tmp_path, "--version", cwd=tmp_path)

    assert done.stdout == f"distressapp {__version__}\n"


def test_its_whole_demo_runs(demo: Demo) -> None:
    assert (demo.done.returncode, demo.done.stderr) == (0, "")
    assert (demo.out / "summary.pdf").read_bytes().startswith(b"%PDF")
    assert len(list((demo.out / "screens").glob("*.png"))) > MANY


def test_it_writes_nothing_into_its_own_folder(demo: Demo) -> None:
    assert demo.after == demo.before


def test_a_program_of_the_system_gets_no_library_of_ours(demo: Demo, frozen: Path) -> None:
    told = demo.seen.read_text().splitlines()

    assert f"LD_LIBRARY_PATH={THEIRS}" in told
    assert not [line for line in told if str(frozen) in line or line.startswith("_PYI")]


def test_it_says_itself_that_it_is_sound(frozen: Path, tmp_path: Path) -> None:
    clinic = made(tmp_path / "clinic")

    done = run(frozen, "doctor", "--json", "--data", clinic, cwd=tmp_path)

    parts = json.loads(done.stdout)["parts"]
    findings = {name: told["finding"] for part in parts.values() for name, told in part.items()}
    fine = ("vectors", "page", "letterbox", "core", "short_memory")
    assert {name: findings[name] for name in fine} == dict.fromkeys(fine, "fine"), done.stdout
    assert parts["program"]["qt"]["words"]


def test_keeper_and_both_rooms_are_that_program_with_a_short_memory(
    frozen: Path, tmp_path: Path
) -> None:
    clinic = made(tmp_path / "clinic")

    with running(frozen, "kiosk", "--staff", "--data", clinic, cwd=tmp_path) as keeper:
        found = rooms(keeper.pid, "kiosk", "staff")

        assert found.keys() == {"kiosk", "staff"}
        for pid in (keeper.pid, *found.values()):
            if os.geteuid() == 0:  # to anybody else they are closed
                assert Path("/proc", str(pid), "exe").resolve() == program(frozen).resolve()
                environ = Path("/proc", str(pid), "environ").read_bytes()
                assert b"glibc.malloc.perturb=85" in environ
                assert b"DISTRESSAPP_BEGUN" not in environ  # no Python was begun in vain
            else:
                with pytest.raises(PermissionError):
                    Path("/proc", str(pid), "environ").read_bytes()


def test_what_somebody_else_asks_of_the_c_library_does_not_lengthen_its_memory(
    frozen: Path, tmp_path: Path
) -> None:
    env = {**BARE, "GLIBC_TUNABLES": "glibc.malloc.mmap_max=100"}

    done = run(frozen, "doctor", "--json", cwd=tmp_path, env=env)

    parts = json.loads(done.stdout)["parts"]
    assert parts["machine"]["short_memory"]["finding"] == "fine", done.stdout


def test_no_variable_of_another_python_reaches_it(frozen: Path, tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(7)\n", encoding="utf-8")
    env = {**BARE, "PYTHONPATH": str(tmp_path), "PYTHONHOME": str(tmp_path), "PYTHONVERBOSE": "1"}

    done = run(frozen, "--version", cwd=tmp_path, env=env)

    assert (done.stdout, done.stderr) == (f"distressapp {__version__}\n", "")


def test_a_folder_that_lacks_its_modules_says_so_and_ends(frozen: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(frozen, tmp_path / "program", symlinks=True))
    (folder / "lib" / bundle.NAME).unlink()

    done = run(folder, "--version", cwd=tmp_path)

    assert done.returncode not in {0, -11}
    assert bundle.NAME in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_it_runs_for_somebody_who_owns_nothing_of_it(frozen: Path) -> None:
    with tempfile.TemporaryDirectory() as held:
        folder = Path(shutil.copytree(frozen, Path(held, "program"), symlinks=True))
        Path(held).chmod(0o755)

        done = run(folder, "doctor", "--json", cwd=Path("/"), user=NOBODY)

    parts = json.loads(done.stdout)["parts"]
    assert parts["program"]["page"]["finding"] == "fine", done.stdout
    assert parts["machine"]["short_memory"]["finding"] == "fine"
    assert done.stderr == ""


def test_two_builds_of_the_same_files_are_the_same(
    frozen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONHASHSEED", "7")

    again = freezing.build(tmp_path / "elsewhere")

    assert digests(again) == digests(frozen)


def test_what_stands_already_is_not_made_again(frozen: Path) -> None:
    before = program(frozen).stat().st_ino

    again = freezing.build(frozen.parent)

    assert (again, program(again).stat().st_ino) == (frozen, before)
